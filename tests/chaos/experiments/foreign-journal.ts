import { randomBytes } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { openDatabase } from '../../../src/main/journal/database.ts'
import { openCounter, type Counter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import type { Violation } from '../oracle.ts'
import { seeded } from '../seeded.ts'
import type { Experiment } from './experiment.ts'

/** A journal that is not as it was left: no money is sent, and the file stays as it is. */
export const foreignJournal: Experiment = {
  name: 'a journal that is corrupt, foreign or gone',
  async run(script, seed) {
    const counter = await openCounter({ script, chance: seeded(seed), timeoutMs: 2_000 })
    try {
      for (const kind of KINDS) await counter.submit(await counter.prepare(kind))
      await counter.stockUp(HARMS.length)
      const violations: Violation[] = []
      for (const [name, harm] of HARMS) violations.push(...(await harmed(counter, name, harm)))
      // Set right again, everything goes on as before.
      for (const kind of KINDS) await counter.submit(await counter.prepare(kind))
      await counter.kill()
      return [...violations, ...(await counter.judge(true)).violations]
    } finally {
      await counter.close()
    }
  },
}

type Harm = (profile: string, folder: string) => void
const FOREIGN_KEY = 'f0'.repeat(32)
const JOURNAL = 'journal.db'

const HARMS: [string, Harm][] = [
  ['noise', replacedBy((path) => writeFileSync(path, randomBytes(40_960)))],
  ['another key', replacedBy(copyForeign)],
  ['not encrypted', replacedBy(makePlainDatabase)],
  ['emptied', replacedBy((path) => writeFileSync(path, ''))],
  ['gone', replacedBy(() => undefined)],
  ['first page gone', loseFirstPage],
  ['key gone from the keychain', loseKey],
]

function replacedBy(make: (path: string) => void): Harm {
  return (profile) => {
    for (const end of ['', '-wal', '-shm']) rmSync(join(profile, JOURNAL + end), { force: true })
    make(join(profile, JOURNAL))
  }
}

/** Made elsewhere: the harness's own handle may write to it for a while yet. */
function copyForeign(path: string): void {
  const foreign = join(dirname(path), '..', 'foreign', JOURNAL)
  openDatabase(foreign, FOREIGN_KEY).exec(`INSERT INTO marks VALUES ('theirs', 7)`)
  for (const end of ['', '-wal']) copyFileSync(foreign + end, path + end)
}

function makePlainDatabase(path: string): void {
  const database = new Database(path)
  database.exec('CREATE TABLE money (id)')
  database.close()
}

/** Without its log too, which has newer pages. */
function loseFirstPage(profile: string): void {
  rmSync(join(profile, `${JOURNAL}-wal`), { force: true })
  const path = join(profile, JOURNAL)
  const content = readFileSync(path)
  randomBytes(4_096).copy(content)
  writeFileSync(path, content)
}

function loseKey(_profile: string, folder: string): void {
  const path = join(folder, 'keychain.json')
  const secrets = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)
  writeFileSync(
    path,
    JSON.stringify(Object.fromEntries(secrets.filter(([name]) => !name.startsWith('journal-key')))),
  )
}

/** Does harm to a copy of the profile's journal in its place, tries to post, and puts everything back. */
async function harmed(counter: Counter, name: string, harm: Harm): Promise<Violation[]> {
  const { folder } = counter
  const profile = join(folder, 'profile')
  const safe = join(folder, 'safe')
  await counter.kill()
  cpSync(profile, join(safe, 'profile'), { recursive: true })
  copyFileSync(join(folder, 'keychain.json'), join(safe, 'keychain.json'))
  harm(profile, folder)
  const before = contentOf(profile)
  const violations = await postNothing(counter, name)
  await counter.kill()
  if (contentOf(profile) !== before) {
    violations.push({ kind: 'undetected', detail: `${name}: the journal was written over` })
  }
  rmSync(profile, { recursive: true })
  cpSync(join(safe, 'profile'), profile, { recursive: true })
  copyFileSync(join(safe, 'keychain.json'), join(folder, 'keychain.json'))
  return violations
}

async function postNothing(counter: Counter, name: string): Promise<Violation[]> {
  const before = counter.postings().length
  const violations: Violation[] = []
  for (const kind of KINDS) {
    const order = await counter.prepare(kind)
    const told = await counter.submit(order, undefined, true)
    if (told.kind === 'failure' && told.failure.code === 'UNAVAILABLE') continue
    violations.push({ kind: 'undetected', detail: `${name}: ${kind} was told ${JSON.stringify(told.kind)}` })
  }
  const sent = counter.postings().length - before
  if (sent > 0) violations.push({ kind: 'lost', detail: `${name}: ${sent} sent without a journal` })
  return violations
}

/** What the journal's file holds: nothing where there is none; of one that can be read, its content, since SQLite may tidy its log. */
function contentOf(profile: string): string {
  const path = join(profile, JOURNAL)
  if (!existsSync(path)) return ''
  try {
    const database = openDatabase(path, FOREIGN_KEY)
    const marks = database.prepare('SELECT * FROM marks').all() as { name: string; value: bigint }[]
    database.close()
    return marks.map(({ name, value }) => `${name} ${value}`).join()
  } catch {
    return readFileSync(path, 'base64')
  }
}
