import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { prepareStart, StartError } from './startup.ts'

const startOf = (environment: NodeJS.ProcessEnv, packaged = false) =>
  prepareStart({ environment, packaged, fallbackRuntime: false, systemFolder: temporaryFolder() })

describe('a start', () => {
  it("takes the profile folder that it is told, and else the system's", () => {
    const profile = temporaryFolder()
    expect(startOf({ TELLER_PROFILE_DIR: profile }).folder).toBe(join(profile, 'training'))
    const { folder } = startOf({ TELLER_PROFILE_DIR: '' })
    expect(folder.startsWith(profile)).toBe(false)
    expect(existsSync(join(folder, 'chromium'))).toBe(true)
  })

  it('of a packaged build takes the profile folder alone from the environment', () => {
    const environment = { TELLER_PROFILE_DIR: temporaryFolder(), TELLER_LANG: 'en', TELLER_ZONE: 'WIT' }
    expect(startOf(environment).config).toMatchObject({ language: 'en', zone: 'WIT' })
    expect(startOf(environment, true).config).toMatchObject({ language: 'id', zone: 'WIB' })
  })

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['a folder that is no full path', { TELLER_PROFILE_DIR: 'profil' }, 'TELLER_PROFILE_DIR = profil'],
    ['a setting that does not parse', { TELLER_PAPER: '58' }, 'TELLER_PAPER = "58"'],
  ])('is refused for %s, in the language of the start', (_, environment, named) => {
    const messageIn = (language: string) => {
      try {
        startOf({ ...environment, TELLER_LANG: language })
      } catch (error) {
        if (error instanceof StartError) return error.message
      }
      return ''
    }
    expect(messageIn('id')).toMatch(/^Pengaturan /)
    expect(messageIn('en')).toMatch(/^The setting /)
    expect(messageIn('id')).toContain(named)
  })

  it('is refused with every setting that is wrong, one in a line, and what to do', () => {
    const environment = { TELLER_PAPER: '58', TELLER_ZONE: 'GMT', TELLER_LANG: 'en' }
    expect(() => startOf(environment)).toThrow(
      [
        'The setting TELLER_PAPER = "58" cannot be used; expected: 32 or 48.',
        'The setting TELLER_ZONE = "GMT" cannot be used; expected: WIB, WITA or WIT.',
        'Have IT support mend it, then open again.',
      ].join('\n'),
    )
  })

  it('is refused where its folder cannot be made', () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    expect(() => startOf({ TELLER_PROFILE_DIR: join(file, 'profile') })).toThrow(/tidak dapat ditulis/)
  })
})
