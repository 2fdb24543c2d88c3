import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Preferences } from '#shared/contract/preferences.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createPreferences } from './preferences.ts'

const DEFAULTS: Preferences = { language: 'id', theme: 'system' }

function inFolder(content?: string) {
  const folder = temporaryFolder()
  const file = join(folder, 'preferences.json')
  if (content !== undefined) writeFileSync(file, content)
  const log = eventLog()
  return { folder, file, events: log.events, open: () => createPreferences(folder, DEFAULTS, log) }
}

describe('preferences', () => {
  it('are the outlet’s until somebody chooses, and the choice outlives the program', () => {
    const { open } = inFolder()
    const first = open()
    expect(first.read()).toEqual(DEFAULTS)
    expect(first.save({ language: 'en', theme: 'dark' })).toEqual({ language: 'en', theme: 'dark' })
    expect(first.read()).toEqual({ language: 'en', theme: 'dark' })
    expect(open().read()).toEqual({ language: 'en', theme: 'dark' })
  })

  it('take from another version’s file what they understand', () => {
    const { open, events } = inFolder('{"language":"jv","theme":"dark","fontSize":18}')
    expect(open().read()).toEqual({ language: 'id', theme: 'dark' })
    expect(events).toEqual([])
  })

  it.each(['', '{', '[]x', 'null'])('do without a file that holds %j, and the log says so', (content) => {
    const { open, events } = inFolder(content)
    expect(open().read()).toEqual(DEFAULTS)
    expect(events).toEqual(['preferences.unreadable'])
  })

  it('stay as they were where the disk refuses', () => {
    const { open, folder, file } = inFolder('{"language":"en","theme":"dark"}')
    const preferences = open()
    mkdirSync(join(folder, 'preferences.json.new'))
    expect(() => preferences.save({ language: 'id', theme: 'light' })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'UNAVAILABLE', part: 'disk' }) }),
    )
    expect(preferences.read()).toEqual({ language: 'en', theme: 'dark' })
    expect(existsSync(file) && readFileSync(file, 'utf8')).toContain('dark')
  })
})
