import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TellerError } from '#shared/result.ts'
import type { Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { SecretStore } from '../keychain.ts'
import type { Log } from '../log.ts'
import { createAudit, sealedHead, type Audit } from './audit.ts'
import { openDatabase, type JournalDatabase } from './database.ts'

/** Why nothing may be posted; words for people are under `moneyBlocked` in the locales. */
export type JournalTrouble =
  | 'no-keychain'
  | 'no-journal'
  | 'journal-key-missing'
  | 'journal-unreadable'
  | 'journal-newer'
  | 'journal-gone'

export interface OpenedJournal {
  /** with trouble an empty one in memory, so that everything that needs no journal goes on */
  database: JournalDatabase
  audit: Audit
  trouble?: JournalTrouble
}

export const FILE = 'journal.db'
export const HEAD = 'journal.head'
export const PROFILE_ID = 'profile-id'
const NOTE = 'journal.set-aside.json'

/**
 * Opens a mode's journal with its keys, which were made once and live in the keychain. A journal that is not as it was left is
 * never written over: it blocks money, with its reason, until somebody decides to set it aside ({@link setJournalAside}).
 * @param folder of the mode inside the profile
 */
export async function openJournal(
  folder: string,
  secrets: SecretStore,
  clock: Clock,
  log: Log,
): Promise<OpenedJournal> {
  const path = join(folder, FILE)
  const headFile = join(folder, HEAD)
  const inMemory = (trouble: JournalTrouble): OpenedJournal => {
    log.error('journal.trouble', { reason: trouble })
    const database = openDatabase(':memory:')
    return { database, audit: createAudit(database, clock, newKey()), trouble }
  }
  try {
    const names = keyNames(profileId(folder))
    const key = await secrets.get(names.journal)
    const exists = isFilled(path)
    if (exists && !key) return inMemory('journal-key-missing')
    if (!exists && (sealedHead(headFile)?.count ?? 0) > 0) return inMemory('journal-gone')
    const database = openDatabase(path, key ?? (await kept(secrets, names.journal)))
    const auditKey = await secrets.get(names.audit)
    // With another key the chain goes on, and everything before it looks altered for ever.
    if (!auditKey && hasChain(database)) {
      database.close()
      return inMemory('journal-key-missing')
    }
    const audit = createAudit(database, clock, auditKey ?? (await kept(secrets, names.audit)), headFile)
    noteSetAside(audit, folder)
    noteCutTail(audit, headFile, log)
    return { database, audit }
  } catch (error) {
    log.error('journal.not-opened', { error })
    return inMemory(troubleOf(error))
  }
}

/** Who had a journal set aside, and why: the first entry of the journal that follows it. */
export interface SetAside {
  at: Instant
  trouble: JournalTrouble
  actor: string
  approver: string
  reason: string
}

/**
 * Puts a journal that blocks money out of the way: renamed with the moment in its name, never deleted. The next start makes a
 * new one, with keys of its own; the old keys stay in the keychain under the old profile id.
 * @throws Error from the disk
 */
export function setJournalAside(folder: string, decision: SetAside): void {
  writeFileSync(join(folder, NOTE), JSON.stringify(decision), { mode: 0o600, flush: true })
  for (const name of [FILE, `${FILE}-wal`, `${FILE}-shm`, HEAD, PROFILE_ID, ...sealedKeyFiles(folder)]) {
    const path = join(folder, name)
    if (existsSync(path)) renameSync(path, join(folder, asideName(name, decision.at)))
  }
}

/** What a file that is put out of the way is called from then on; it is never deleted. */
export const asideName = (name: string, at: Instant): string => `${at.replace(/[:.]/g, '-')}.${name}.aside`

/** The journal's keys, sealed to the bank's key or with a passphrase: they belong to this journal alone. */
export const sealedKeyFiles = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /^journal-keys\.[a-z0-9]+\.sealed$/.test(name))

/** Belongs into the chain before anything else does; the note goes once it is there. */
function noteSetAside(audit: Audit, folder: string): void {
  const path = join(folder, NOTE)
  if (!existsSync(path)) return
  const { actor, ...detail } = JSON.parse(readFileSync(path, 'utf8')) as SetAside
  audit.append({ actor, subject: '', event: 'journal-set-aside', detail })
  audit.seal()
  rmSync(path)
}

/** Keys are named by it, so that a profile that is moved or restored elsewhere finds them again. It changes with the journal. */
export function profileId(folder: string): string {
  const path = join(folder, PROFILE_ID)
  if (!existsSync(path)) writeFileSync(path, `${randomUUID()}\n`, { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

const keyNames = (id: string) => ({ journal: `journal-key:${id}`, audit: `audit-key:${id}` })

/** What opens a journal, and what proves its audit chain. */
export interface JournalKeys {
  journal: string
  audit: string
}

/**
 * @param id as {@link profileId} gives it
 * @returns undefined where the keychain has not both
 * @throws TellerError UNAVAILABLE, part keychain
 */
export async function readJournalKeys(secrets: SecretStore, id: string): Promise<JournalKeys | undefined> {
  const names = keyNames(id)
  const [journal, audit] = [await secrets.get(names.journal), await secrets.get(names.audit)]
  return journal && audit ? { journal, audit } : undefined
}

/** @throws TellerError UNAVAILABLE, part keychain */
export async function keepJournalKeys(secrets: SecretStore, id: string, keys: JournalKeys): Promise<void> {
  const names = keyNames(id)
  await secrets.set(names.journal, keys.journal)
  await secrets.set(names.audit, keys.audit)
}

const hasChain = (database: JournalDatabase): boolean =>
  database.prepare('SELECT 1 FROM audit LIMIT 1').get() !== undefined

const isFilled = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0

const newKey = () => randomBytes(32).toString('hex')

async function kept(secrets: SecretStore, name: string): Promise<string> {
  const key = newKey()
  await secrets.set(name, key)
  return key
}

/** A tail that was cut off stays on record in the chain itself, before a new head covers it. */
function noteCutTail(audit: Audit, headFile: string, log: Log): void {
  if (audit.endsAsSealed()) return
  const sealed = sealedHead(headFile)
  log.error('journal.tail-cut', {})
  audit.append({
    ...{ actor: 'start-up', subject: '', event: 'tail-cut' },
    detail: { sealedCount: sealed?.count ?? 0, sealedMac: sealed?.mac ?? '', foundCount: audit.head().count },
  })
  audit.seal()
}

function troubleOf(error: unknown): JournalTrouble {
  const failure = error instanceof TellerError ? error.failure : undefined
  if (failure?.code !== 'UNAVAILABLE') return 'no-journal'
  if (failure.part === 'keychain') return 'no-keychain'
  if (failure.reason === 'newer') return 'journal-newer'
  return failure.reason === 'unreadable' ? 'journal-unreadable' : 'no-journal'
}
