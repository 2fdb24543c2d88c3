import { describe, expect, it } from 'vitest'
import { askForPackages, missingPackages } from './system-libraries.mjs'

const bookworm = [
  'libc6 installed 2.36-9+deb12u14',
  'libnss3 installed 2:3.87.1-1',
  'xvfb config-files 2:21.1.7',
]
const noble = ['libc6 installed 2.39-0ubuntu8', 'libgtk-3-0t64 installed 3.24.41', 'libnss3 installed 2:3.98']

describe('the system packages that are missing', () => {
  it('are those that dpkg does not call installed', () => {
    const missing = missingPackages(['libgtk-3-0', 'libnss3', 'xvfb'], bookworm.join('\n'))
    expect(missing).toEqual(['libgtk-3-0', 'xvfb'])
  })
  it('go by their newer names where the system has renamed them', () => {
    const missing = missingPackages(['libgtk-3-0', 'libasound2', 'libnss3'], noble.join('\n'))
    expect(missing).toEqual(['libasound2t64'])
  })
  it('are all named in one command', () => {
    const commands = askForPackages(['libnss3', 'xvfb'])
      .split('\n')
      .filter((line) => line.includes('sudo'))
    expect(commands).toEqual(['  sudo apt-get install --no-install-recommends libnss3 xvfb'])
  })
})
