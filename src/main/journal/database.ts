import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { TellerError } from '#shared/result.ts'
import { migrations } from './migrations/index.ts'

export type JournalDatabase = Database.Database

/**
 * Opens the journal, encrypted as a whole (AES-256-CBC by libsql), in WAL mode with synchronous=FULL: a commit that has
 * returned is on the disk. Integers are read as bigint, since sums in sen pass 2^53.
 * @param path a file, or `:memory:` for a journal that nothing may be posted to
 * @param key at least 32 characters; the same key opens the file again. None only in memory
 * @throws TellerError UNAVAILABLE, part journal: not readable with this key, made by a newer program, or the disk refuses
 */
export function openDatabase(path: string, key?: string): JournalDatabase {
  const existed = existsSync(path)
  let database: JournalDatabase | undefined
  try {
    if (key) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    database = connect(path, key)
    database.defaultSafeIntegers(true)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    migrate(database)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof TellerError) throw error
    const reason = existed && isForeign(error) ? 'unreadable' : 'not-opened'
    throw new TellerError({ code: 'UNAVAILABLE', part: 'journal', reason }, { cause: error })
  }
}

/** The key option exists in libsql but not in its type declarations. */
const connect = (path: string, key?: string): JournalDatabase =>
  new Database(path, (key ? { encryptionCipher: 'aes256cbc', encryptionKey: key } : {}) as Database.Options)

/**
 * Writes the journal as it is at one moment into a new file, encrypted with the same key; whoever works with the journal meanwhile
 * goes on, and none of it is migrated.
 * @param target a file that does not exist yet
 * @throws TellerError UNAVAILABLE, part journal: not readable with this key, or the disk refuses
 */
export function copyDatabase(path: string, key: string, target: string): void {
  let database: JournalDatabase | undefined
  try {
    database = connect(path, key)
    database.exec('PRAGMA busy_timeout = 5000')
    database.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`)
  } catch (error) {
    const reason = isForeign(error) ? 'unreadable' : 'not-copied'
    throw new TellerError({ code: 'UNAVAILABLE', part: 'journal', reason }, { cause: error })
  } finally {
    database?.close()
  }
}

/** Not a database with this key, or damaged: told apart from a disk that refuses, which may come back. */
const isForeign = (error: unknown): boolean =>
  ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes((error as { code?: string }).code ?? '')

function migrate(database: JournalDatabase): void {
  const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: bigint }
  const done = Number(user_version)
  if (done > migrations.length) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'journal', reason: 'newer' })
  }
  migrations.slice(done).forEach((sql, index) => {
    database.transaction(() => {
      database.exec(sql)
      database.exec(`PRAGMA user_version = ${done + index + 1}`)
    })()
  })
}

/**
 * A write whose refusal by the disk is said as such.
 * @throws TellerError UNAVAILABLE, part disk: nothing of it is written
 */
export function onDisk<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    const { code = '' } = error as { code?: unknown }
    const isOfDisk = typeof code === 'string' && /^SQLITE_(?!CONSTRAINT)/.test(code)
    if (!isOfDisk) throw error
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause: error })
  }
}
