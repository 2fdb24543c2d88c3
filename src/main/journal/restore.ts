import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { SecretStore } from '../keychain.ts'
import { createAudit, type Audit, type AuditVerdict, type ChainHead } from './audit.ts'
import { bring, inWorkplace } from './backup.ts'
import { openDatabase, type JournalDatabase } from './database.ts'
import {
  asideName,
  FILE,
  HEAD,
  keepJournalKeys,
  PROFILE_ID,
  readJournalKeys,
  sealedKeyFiles,
} from './open.ts'
import { isAsSealed, type RecoveryKeys } from './recovery-keys.ts'

export interface Restored {
  /** how the backup ended, before the entry that tells of its restoring */
  head: ChainHead
  /** when its last entry was made: what came after is not in it */
  upTo: Instant | undefined
  /** names of what was there before, kept beside it */
  aside: string[]
}

/** A backup whose chain is broken is not put to work. */
export class AlteredBackup extends Error {
  readonly verdict: AuditVerdict & { intact: false }

  constructor(verdict: AuditVerdict & { intact: false }) {
    super(`${verdict.reason} at entry ${verdict.seq}`)
    this.verdict = verdict
  }
}

/**
 * Puts a backup into a profile: verified before anything is touched, what is there is put aside and never deleted, and until the last
 * step is done the next start finds a journal that is gone, never a new one. The program must not run meanwhile.
 * @param backup its folder
 * @param by who does it, as the system knows them
 * @throws AlteredBackup; TellerError UNAVAILABLE, part journal or keychain; Error from the disk. The journal is then as it was
 */
export async function restoreJournal(
  folder: string,
  backup: string,
  keys: RecoveryKeys,
  { secrets, clock, by }: { secrets: SecretStore; clock: Clock; by: string },
): Promise<Restored> {
  if (readFileSync(join(backup, PROFILE_ID), 'utf8').trim() !== keys.profile)
    throw new Error('the keys are those of another journal')
  await assertKeysFit(secrets, keys)
  return inWorkplace(folder, async (workplace) => {
    const everything = [FILE, HEAD, PROFILE_ID, ...sealedKeyFiles(backup)]
    for (const name of everything) await bring(join(backup, name), join(workplace, name))
    const { keyFiles, ...found } = prepare(workplace, keys, clock, by)
    await keepJournalKeys(secrets, keys.profile, keys)
    const aside = putAside(folder, toInstant(clock.now()))
    // The head before the journal: in between, the next start knows that one is missing.
    for (const name of [HEAD, PROFILE_ID, ...keyFiles, FILE]) {
      await bring(join(workplace, name), join(workplace, `${name}.done`))
      renameSync(join(workplace, `${name}.done`), join(folder, name))
    }
    return { ...found, aside }
  })
}

/** Keys of the same name that open something else must not be written over. */
async function assertKeysFit(secrets: SecretStore, keys: RecoveryKeys): Promise<void> {
  const known = await readJournalKeys(secrets, keys.profile)
  if (known && (known.journal !== keys.journal || known.audit !== keys.audit))
    throw new Error('the keychain has other keys of this name')
}

/** Verifies the copy, and makes of it what this PC can go on from. */
function prepare(workplace: string, keys: RecoveryKeys, clock: Clock, by: string) {
  const database = openDatabase(join(workplace, FILE), keys.journal)
  try {
    const audit = createAudit(database, clock, keys.audit, join(workplace, HEAD))
    const verdict = audit.verify()
    if (!verdict.intact) throw new AlteredBackup(verdict)
    const last = database.prepare('SELECT at FROM audit ORDER BY seq DESC LIMIT 1').get() as
      { at: Instant } | undefined
    goOnFrom(database, audit, verdict.head, clock, by)
    database.exec('PRAGMA journal_mode = DELETE')
    // What the bank sealed for the way here is no key of this journal's: its passphrase was told to people.
    const keyFiles = sealedKeyFiles(workplace).filter((name) =>
      isAsSealed({ folder: workplace, audit }, name),
    )
    return { head: verdict.head, upTo: last?.at, keyFiles }
  } finally {
    database.close()
  }
}

/**
 * What was under way when the backup was made has gone on since, without it. A receipt that waited may long be in the customer's hand:
 * nothing prints by itself, the teller is asked; one that had failed prints as a copy, where somebody wants it. A form that was being filled in may have been sent: it is given up, not sent again.
 * A transaction that was under way becomes unknown at the start, as after every crash.
 */
function goOnFrom(database: JournalDatabase, audit: Audit, head: ChainHead, clock: Clock, by: string): void {
  database.transaction(() => {
    database
      .prepare(
        `UPDATE print_jobs SET state = 'unknown', reason = 'interrupted', changed_at = ? WHERE state IN ('queued', 'sending')`,
      )
      .run(toInstant(clock.now()))
    database.exec(`UPDATE print_jobs SET reason = 'restored' WHERE state = 'failed-unsent'`)
    database.exec('DELETE FROM opening_drafts')
    const detail = { entries: head.count, head: head.mac, by }
    audit.append({ actor: 'workstation', subject: '', event: RESTORED, detail })
  })()
  audit.seal()
}

/** The event of the entry that a restored journal goes on with. */
export const RESTORED = 'journal-restored'

/** The journal first, and its head stays until the new one takes its place: nothing looks like a new PC meanwhile. */
function putAside(folder: string, at: Instant): string[] {
  const moved = [FILE, `${FILE}-wal`, `${FILE}-shm`, ...sealedKeyFiles(folder)]
  const copied = [HEAD, PROFILE_ID]
  const there = (names: string[]) => names.filter((name) => existsSync(join(folder, name)))
  const aside = (name: string) => join(folder, asideName(name, at))
  // Before the journal itself goes, while everything is still as it was.
  for (const name of there(copied)) copyFileSync(join(folder, name), aside(name))
  const names = [...there(moved), ...there(copied)]
  for (const name of there(moved)) renameSync(join(folder, name), aside(name))
  return names.map((name) => asideName(name, at))
}
