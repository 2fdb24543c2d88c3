import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { createAudit, type AuditVerdict, type ChainHead } from './audit.ts'
import { copyDatabase, openDatabase } from './database.ts'
import { FILE, HEAD, PROFILE_ID, profileId, sealedKeyFiles, type JournalKeys } from './open.ts'

/** Says beside a backup what it is, for people and scripts; nothing is believed because of it. */
export const ABOUT = 'backup.json'
const about = z.object({
  mode: z.enum(['training', 'live']),
  workstation: z.string(),
  /** by the clock of the PC that made it */
  madeAt: z.string(),
  entries: z.number(),
  head: z.string(),
})
export type AboutBackup = z.output<typeof about>

export interface BackUp {
  folder: string
  verdict: AuditVerdict
  head: ChainHead
  /** names of the files that open the journal elsewhere; without one it opens only where its keychain is */
  keyFiles: string[]
}

/**
 * Copies the journal as it is at this moment, whoever works with it meanwhile: made and verified in the profile, then brought to its
 * place byte by byte and read back. It is encrypted as the journal is, and the place has it whole or not at all.
 * @param place an existing folder, on a share too
 * @throws TellerError UNAVAILABLE, part journal; Error from the disk or the share
 */
export async function backUpJournal(
  folder: string,
  keys: JournalKeys,
  place: string,
  which: Pick<AboutBackup, 'mode' | 'workstation' | 'madeAt'>,
  clock: Clock,
): Promise<BackUp> {
  if (!statSync(place).isDirectory()) throw new Error('not a folder')
  return inWorkplace(folder, async (workplace) => {
    const file = (name: string) => join(workplace, name)
    // The head first: the copy that follows must reach at least as far.
    if (existsSync(join(folder, HEAD))) copyFileSync(join(folder, HEAD), file(HEAD))
    copyDatabase(join(folder, FILE), keys.journal, file(FILE))
    const { verdict, head } = verifyCopy(workplace, keys, clock)
    const keyFiles = sealedKeyFiles(folder)
    for (const name of [PROFILE_ID, ...keyFiles]) copyFileSync(join(folder, name), file(name))
    const said: AboutBackup = { ...which, entries: head.count, head: head.mac }
    const names = [FILE, HEAD, PROFILE_ID, ...keyFiles].filter((name) => existsSync(file(name)))
    const target = join(place, nameOf(said, profileId(folder)))
    mkdirSync(`${target}.part`, { mode: 0o700 })
    for (const name of names) await bring(file(name), join(`${target}.part`, name))
    await write(join(`${target}.part`, ABOUT), Buffer.from(`${JSON.stringify(said, null, 2)}\n`))
    renameSync(`${target}.part`, target)
    return { folder: target, verdict, head, keyFiles }
  })
}

/** @returns undefined where the folder holds no backup */
export function aboutBackup(folder: string): AboutBackup | undefined {
  if (![FILE, HEAD, PROFILE_ID, ABOUT].every((name) => existsSync(join(folder, name)))) return undefined
  return about.parse(JSON.parse(readFileSync(join(folder, ABOUT), 'utf8')))
}

/** Opens a copy and recomputes its chain; afterwards its head covers all of it, and the file stands alone. */
function verifyCopy(workplace: string, keys: JournalKeys, clock: Clock) {
  const database = openDatabase(join(workplace, FILE), keys.journal)
  try {
    const audit = createAudit(database, clock, keys.audit, join(workplace, HEAD))
    const verdict = audit.verify()
    if (verdict.intact) audit.seal()
    database.exec('PRAGMA journal_mode = DELETE')
    return { verdict, head: audit.head() }
  } finally {
    database.close()
  }
}

const PREFIX = 'recovering-'
/** What a cut-short run left, or what was still open when it ended: an hour is longer than any copy takes. */
const LEFT_AFTER_MS = 3_600_000

/** Gives a folder of its own inside the profile, readable by this user alone, and takes it away afterwards. */
export async function inWorkplace<T>(folder: string, work: (workplace: string) => Promise<T>): Promise<T> {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(PREFIX))) {
    if (Date.now() - statSync(join(folder, name)).mtimeMs > LEFT_AFTER_MS) remove(join(folder, name))
  }
  const workplace = join(folder, `${PREFIX}${randomUUID()}`)
  mkdirSync(workplace, { mode: 0o700 })
  try {
    return await work(workplace)
  } finally {
    remove(workplace)
  }
}

/** Windows removes no file that is still open; then the next run does. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // It is encrypted like the journal beside it.
  }
}

/** By PC, journal and moment: a thousand PCs can share a place. */
const nameOf = ({ workstation, madeAt, mode }: AboutBackup, profile: string): string =>
  [
    'journal',
    workstation.replace(/[^\w-]/g, '_'),
    mode,
    profile.slice(0, 8),
    madeAt.replace(/[-:.]/g, ''),
  ].join('-')

/** Reads back what the other side has: shares acknowledge what they never wrote. */
export async function bring(from: string, to: string): Promise<void> {
  const bytes = readFileSync(from)
  await write(to, bytes)
  if (!readFileSync(to).equals(bytes)) throw new Error(`${basename(to)} is not what was written`)
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
