import { cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalView } from '../child-protocol.ts'
import { openCounter, type Counter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import type { Violation } from '../oracle.ts'
import { strikePlan } from '../plans.ts'
import { seeded, type Chance } from '../seeded.ts'
import type { Experiment } from './experiment.ts'

/** SQLite's write-ahead log: a header, then frames of a page each with a header of their own (sqlite.org, "WAL File Format"). */
const LOG_HEADER_BYTES = 32
const FRAME_BYTES = 24 + 4_096
/** How many of the cuts are tried; all of them are a long run. */
const CUTS = 24

/**
 * The log is cut at frame boundaries and at random bytes, as a disk that lies or a restored copy would. What is missing was
 * synced before: it must be noticed, by the chain's head in its own file. A commit that never came to its end loses nothing.
 */
export const cutLog = (cuts = CUTS): Experiment => ({
  name: 'the journal with its tail cut off',
  async run(script, seed) {
    const chance = seeded(seed)
    const counter = await openCounter({ script, chance, timeoutMs: 2_000 })
    try {
      for (const kind of KINDS) await counter.submit(await counter.prepare(kind))
      const last = await counter.prepare('deposit')
      const strike = { trouble: 'kill', direction: 'request', phase: 'before', ms: 0 } as const
      await counter.submit(last, strikePlan(last.attempt, strike, counter.killNow))
      await counter.kill()
      const { whole, violations } = await recoverWhole(counter)
      for (const bytes of placesToCut(counter, chance, cuts)) {
        violations.push(...(await recoverCut(counter, bytes, whole)))
      }
      return violations
    } finally {
      await counter.close()
    }
  },
})

const LOG = 'journal.db-wal'
const safe = ({ folder }: Counter) => join(folder, 'safe')
const profile = ({ folder }: Counter) => join(folder, 'profile')

/** What the whole journal says after the crash, also with the first half of a commit behind it that never ended. */
async function recoverWhole(counter: Counter): Promise<{ whole: JournalView; violations: Violation[] }> {
  cpSync(profile(counter), safe(counter), { recursive: true })
  const whole = await reopened(counter)
  restore(counter)
  const log = readFileSync(join(profile(counter), LOG))
  // A frame that no commit follows: the last one again, as if it had been written and the rest not.
  writeFileSync(join(profile(counter), LOG), Buffer.concat([log, log.subarray(log.length - FRAME_BYTES)]))
  const withTail = await reopened(counter)
  const violations: Violation[] =
    withTail.cutTails > 0 || withTail.rows.length !== whole.rows.length
      ? [{ kind: 'trail', detail: 'the tail of a commit that never ended changed something' }]
      : []
  if (whole.cutTails > 0 || !whole.audit.intact) {
    violations.push({ kind: 'trail', detail: 'a journal that nobody cut is not intact' })
  }
  return { whole, violations }
}

/** Every frame boundary, the ends of the log, and as many places amid frames; of these as many as are wanted. */
function placesToCut(counter: Counter, chance: Chance, cuts: number): number[] {
  const { size } = statSync(join(safe(counter), LOG))
  const frames = Math.floor((size - LOG_HEADER_BYTES) / FRAME_BYTES)
  const boundaries = Array.from({ length: frames }, (_none, frame) => LOG_HEADER_BYTES + frame * FRAME_BYTES)
  const amid = boundaries.map((start) => start + chance.between(1, FRAME_BYTES - 1))
  return chance.shuffled([0, ...boundaries, ...amid, size - 1]).slice(0, cuts)
}

async function recoverCut(counter: Counter, bytes: number, whole: JournalView): Promise<Violation[]> {
  restore(counter)
  truncateSync(join(profile(counter), LOG), bytes)
  const found = await reopened(counter)
  const missing = whole.rows.length - found.rows.length
  const noticed = found.cutTails > 0
  const detail = `cut at ${bytes}: ${missing} rows missing, ${noticed ? 'noticed' : 'not noticed'}`
  if (!found.audit.intact) return [{ kind: 'trail', detail }]
  // Every commit of money sealed the chain's head before the request left, and nothing was committed after the last one.
  return noticed || sameRows(found, whole) ? [] : [{ kind: 'undetected', detail }]
}

const sameRows = (one: JournalView, other: JournalView): boolean =>
  one.rows.length === other.rows.length &&
  one.rows.every(({ attemptId, state }, index) => {
    const same = other.rows[index]!
    return attemptId === same.attemptId && state === same.state
  })

/** Starts a workstation on the journal as it lies there, and reads what it makes of it. */
async function reopened(counter: Counter): Promise<JournalView> {
  const at = await counter.open()
  const view = await at.journal()
  await counter.kill()
  return view
}

function restore(counter: Counter): void {
  rmSync(profile(counter), { recursive: true, force: true })
  cpSync(safe(counter), profile(counter), { recursive: true })
}
