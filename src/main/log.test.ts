import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createLog, logLine, type LogFields } from './log.ts'

const SECRET = 'Ardha 359569'
const parsed = (line: string) => JSON.parse(line) as Record<string, unknown>

describe('a log line', () => {
  it('has time, level, event and the allowed fields', () => {
    const fields = { method: 'deposit.submit', status: 200, reference: '2004172040381080' }
    expect(parsed(logLine('info', 'call.done', fields))).toEqual({
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      level: 'info',
      event: 'call.done',
      ...fields,
    })
  })

  it('redacts every field that is not on the list, whatever it is called', () => {
    const fields = { pin: SECRET, accountName: SECRET, body: { name: SECRET }, Reason: SECRET } as LogFields
    const line = logLine('info', 'x', fields)
    expect(line).not.toContain(SECRET)
    expect(parsed(line)).toMatchObject({ pin: '[redacted]', accountName: '[redacted]', body: '[redacted]' })
  })

  it('names an error by class, code and place, never by its words', () => {
    const error = Object.assign(new RangeError(`cannot read ${SECRET}`), { code: 'ERR_X' })
    const line = logLine('error', 'x', { error })
    expect(line).not.toContain(SECRET)
    expect(parsed(line)).toMatchObject({ error: 'RangeError', code: 'ERR_X' })
    expect((parsed(line)['frames'] as string[])[0]).toContain('log.test.ts')
  })

  it('takes no words for a place, where they have lines that look like one', () => {
    const error = new Error(`no answer\n    at ${SECRET}:1:1\nat ${SECRET}`)
    expect(logLine('error', 'x', { error })).not.toContain(SECRET)
  })

  it('says no more than the type of what is thrown but no error', () => {
    const line = logLine('error', 'x', { error: SECRET })
    expect(line).not.toContain(SECRET)
    expect(parsed(line)['error']).toBe('string')
  })

  it('is one line', () => {
    expect(logLine('info', 'x', { reason: 'a\nb' }).trimEnd()).not.toContain('\n')
  })
})

describe('the log file', () => {
  const filledWith = (bytes: number) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'teller.log'), 'x'.repeat(bytes))
    createLog(folder).info('next')
    return folder
  }

  it('keeps lines in order, with their levels', () => {
    const folder = join(temporaryFolder(), 'logs')
    const log = createLog(folder)
    log.info('a')
    log.warn('b')
    log.error('c')
    const lines = readFileSync(join(folder, 'teller.log'), 'utf8').trim().split('\n').map(parsed)
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ['info', 'a'],
      ['warn', 'b'],
      ['error', 'c'],
    ])
  })

  it('starts anew above 2 MiB and keeps one older file', () => {
    const limit = 2 * 1024 * 1024
    const folder = filledWith(limit + 1)
    expect(parsed(readFileSync(join(folder, 'teller.log'), 'utf8'))).toMatchObject({ event: 'next' })
    expect(readFileSync(join(folder, 'teller.log.1'))).toHaveLength(limit + 1)
    expect(existsSync(join(filledWith(limit), 'teller.log.1'))).toBe(false)
  })

  it('that cannot be written stops nothing', () => {
    const folder = temporaryFolder()
    const log = createLog(folder)
    rmSync(folder, { recursive: true })
    expect(() => log.error('x')).not.toThrow()
  })
})
