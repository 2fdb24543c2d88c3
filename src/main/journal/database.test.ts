import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  intentOf,
  JOURNAL_KEY,
  moneyJournalOf,
  newJournalPath,
  openJournal,
} from '../../../tests/support/journal.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { openDatabase } from './database.ts'
import { migrations } from './migrations/index.ts'

const unavailable = (reason: string) => ({ failure: { code: 'UNAVAILABLE', part: 'journal', reason } })

/** The failure of opening, which must not succeed. */
function failureOf(path: string, key: string): unknown {
  try {
    openDatabase(path, key).close()
    return 'it opened'
  } catch (error) {
    return error
  }
}

/** A journal with one deposit in it. */
function writtenJournal(path: string) {
  const database = openJournal(path)
  const intent = intentOf({ accountName: 'Warung Raharja Penabung' })
  moneyJournalOf(database).beginSending(intent)
  return { database, intent }
}

const pragma = (database: ReturnType<typeof openJournal>, name: string) =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>)[0]

describe('the file', () => {
  it('shows neither what it is nor anything that is in it, nor does its write-ahead log', () => {
    const path = newJournalPath()
    const { database, intent } = writtenJournal(path)
    const readable = ['SQLite format 3', 'CREATE TABLE', 'Warung Raharja', intent.reference, intent.attemptId]
    const files = readdirSync(dirname(path))
    expect(files).toContain('journal.db-wal')
    const lookAt = (names: string[]) =>
      names.flatMap((name) => {
        const bytes = readFileSync(join(dirname(path), name))
        expect(name.endsWith('-shm') || bytes.length > 0).toBe(true)
        return readable.filter((text) => bytes.includes(text)).map((text) => `${name}: ${text}`)
      })
    expect(lookAt(files)).toEqual([])
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
    expect(lookAt(['journal.db'])).toEqual([])
  })

  it('opens again with its key', () => {
    const path = newJournalPath()
    const { database, intent } = writtenJournal(path)
    database.close()
    const row = moneyJournalOf(openJournal(path)).get(intent.id)
    expect(row.accountName).toBe('Warung Raharja Penabung')
  })

  it('is unreadable with another key, and is left as it was', () => {
    const path = newJournalPath()
    writtenJournal(path).database.close()
    const before = readFileSync(path)
    expect(failureOf(path, 'ab'.repeat(32))).toMatchObject(unavailable('unreadable'))
    expect(readFileSync(path).equals(before)).toBe(true)
    openJournal(path).close()
  })

  it.each([
    ['is no data base', Buffer.from('not a data base, but long enough to be looked at. '.repeat(200))],
    ['is a data base without encryption', undefined],
  ])('that %s is unreadable', (_, bytes) => {
    const path = join(temporaryFolder(), 'journal.db')
    if (bytes) writeFileSync(path, bytes)
    else {
      const plain = openDatabase(path)
      plain.exec('PRAGMA journal_mode = DELETE')
      plain.close()
    }
    expect(failureOf(path, JOURNAL_KEY)).toMatchObject(unavailable('unreadable'))
  })

  it('that cannot be made is said so', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'live'), 'a file where the folder should be')
    expect(failureOf(join(folder, 'live', 'journal.db'), JOURNAL_KEY)).toMatchObject(
      unavailable('not-opened'),
    )
    mkdirSync(join(folder, 'journal.db'))
    expect(failureOf(join(folder, 'journal.db'), JOURNAL_KEY)).toMatchObject(unavailable('not-opened'))
  })

  it('in memory is none', () => {
    const database = openDatabase(':memory:')
    expect(existsSync(':memory:')).toBe(false)
    expect(pragma(database, 'user_version')).toBe(BigInt(migrations.length))
    database.close()
  })
})

describe('durability', () => {
  it('is write-ahead with a full sync at every commit, and foreign keys are kept', () => {
    const database = openJournal()
    expect(pragma(database, 'journal_mode')).toBe('wal')
    expect(pragma(database, 'synchronous')).toBe(2n)
    expect(pragma(database, 'foreign_keys')).toBe(1n)
  })

  it('shows a committed row to another opening at once', () => {
    const path = newJournalPath()
    const { intent } = writtenJournal(path)
    const row = moneyJournalOf(openJournal(path)).get(intent.id)
    expect(row.state).toBe('sending')
  })
})

describe('migrations', () => {
  const schemaOf = (database: ReturnType<typeof openJournal>) =>
    database.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all()

  it('run once, however often the journal is opened', () => {
    const path = newJournalPath()
    const first = openJournal(path)
    const schema = schemaOf(first)
    expect(pragma(first, 'user_version')).toBe(BigInt(migrations.length))
    first.close()
    const second = openJournal(path)
    expect(schemaOf(second)).toEqual(schema)
    expect(pragma(second, 'user_version')).toBe(BigInt(migrations.length))
  })

  it('of a newer program are refused, and nothing is changed', () => {
    const path = newJournalPath()
    const database = openJournal(path)
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    database.close()
    expect(failureOf(path, JOURNAL_KEY)).toMatchObject(unavailable('newer'))
    expect(failureOf(path, JOURNAL_KEY)).toMatchObject(unavailable('newer'))
  })
})
