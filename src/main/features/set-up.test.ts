import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { saveSetUp } from './set-up.ts'

const LIVE = {
  mode: 'live',
  apiUrl: 'https://h2h.bank.example/bankplus',
  bankPhone: '1500046',
  zone: 'WITA',
} as const
const refused = (failure: object): unknown => expect.objectContaining({ failure })

function newProfile({ fallbackRuntime = false, needed = true } = {}) {
  const profile = temporaryFolder()
  const outlet = join(profile, 'outlet.json')
  const save = (input: Parameters<typeof saveSetUp>[1]) =>
    saveSetUp({ profile, fallbackRuntime, needed }, input)
  return { profile, outlet, save, kept: () => JSON.parse(readFileSync(outlet, 'utf8')) as unknown }
}

describe('setting up', () => {
  it('writes the choice beside the settings that are there', () => {
    const { outlet, save, kept } = newProfile()
    writeFileSync(outlet, '\uFEFF{"paperColumns": 48}')
    save(LIVE)
    expect(kept()).toEqual({ paperColumns: 48, ...LIVE })
    save({ mode: 'training' })
    expect(kept()).toMatchObject({ mode: 'training' })
  })

  it.each([
    ['no address', { ...LIVE, apiUrl: 'bank' }, 'setting'],
    ['plain http', { ...LIVE, apiUrl: 'http://h2h.bank.example' }, 'setting'],
  ])('is refused with %s, and leaves nothing behind', (_, input, rule) => {
    const { profile, save } = newProfile()
    expect(() => save(input)).toThrow(refused({ code: 'INVALID_INPUT', field: 'apiUrl', rule }))
    expect(readdirSync(profile)).toEqual([])
  })

  it('on a stand-in runtime takes a bank on this machine alone', () => {
    const { save, outlet } = newProfile({ fallbackRuntime: true })
    expect(() => save(LIVE)).toThrow(refused({ code: 'INVALID_INPUT', field: 'apiUrl', rule: 'stand-in' }))
    save({ ...LIVE, apiUrl: 'http://127.0.0.1:7220/bankplus' })
    expect(existsSync(outlet)).toBe(true)
  })

  it('is refused once it is done: settings are for administrators then', () => {
    const { save, outlet } = newProfile({ needed: false })
    expect(() => save({ mode: 'training' })).toThrow(refused({ code: 'FORBIDDEN', reason: 'role' }))
    expect(existsSync(outlet)).toBe(false)
  })
})
