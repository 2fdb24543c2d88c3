import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { AUDIT_KEY, fillJournal, JOURNAL_KEY } from './filled-journal.ts'
import type { SecretStore } from '../src/main/keychain.ts'

/** Journals of growing size, each in a folder as a profile has it. */
export type Size = 1_000 | 10_000 | 100_000 | 200_000 | 1_000_000
export const SIZES: readonly Size[] = [1_000, 10_000, 100_000, 200_000, 1_000_000]

/** What a million transactions with their papers, chain and index take, the smaller ones beside it included. */
const BYTES_NEEDED = 12 * 2 ** 30

/** The keys of those journals, as the keychain would give them. */
export const secrets: SecretStore = {
  get: async (name) => (name.startsWith('journal-key') ? JOURNAL_KEY : AUDIT_KEY),
  set: () => Promise.reject(new Error('the keys of these journals stay')),
  delete: async () => undefined,
}

let made: ((size: Size) => string) | undefined

/** The folder of a journal of a size. All are made when the first is asked for, and removed when the process ends. */
export function ladder(size: Size): string {
  made ??= makeAll()
  return made(size)
}

function makeAll(): (size: Size) => string {
  const out = join(import.meta.dirname, '../out')
  mkdirSync(out, { recursive: true })
  const { bavail, bsize } = statfsSync(out)
  if (bavail * bsize < BYTES_NEEDED) throw new Error(`${out} needs 12 GB of free disk for a million rows`)
  const folder = mkdtempSync(join(out, 'bench-journals-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const folderOf = (size: Size) => join(folder, String(size))
  // One journal grows; each rung but the last is a copy of what it was on the way.
  const last = SIZES.at(-1)!
  for (const size of SIZES) mkdirSync(folderOf(size))
  const growing = join(folderOf(last), 'journal.db')
  let rows = 0
  for (const size of SIZES) {
    fillJournal(growing, rows, size)
    rows = size
    if (size !== last) copyFileSync(growing, join(folderOf(size), 'journal.db'))
  }
  return folderOf
}
