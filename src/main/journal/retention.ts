import { setImmediate as breathe } from 'node:timers/promises'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Audit } from './audit.ts'
import type { JournalDatabase } from './database.ts'
import type { JournalSearch } from './journal-search.ts'

const DAY_MS = 86_400_000
const LOOK_EVERY_MS = 3_600_000
/** Looked at between two breaths, and erased in one commit: some milliseconds. */
const ROWS_AT_ONCE = 100

interface Parts {
  database: JournalDatabase
  audit: Audit
  search: Pick<JournalSearch, 'forgetErased'>
  clock: Clock
  log: Log
}

export interface Retention {
  /** Erases what has had its time. @returns how many transactions' data */
  run(): Promise<number>
  stop(): void
}

/**
 * Erases customers' data from transactions after a time: names, accounts, what was sent and received, receipts, and the words they were
 * found by. What stays is what the audit chain is held against and what sums are made of: reference, kind, state, amounts, times, teller,
 * and the chain itself, to which each erasure is added. So the chain still proves itself from its first entry on.
 *
 * Nothing is erased of what is open: an unknown, cash that is held for somebody, a receipt or a picture that waits, a day that nobody
 * has approved. Nor unless the bank has told the time and this PC's clock agrees to a day: a clock that is years ahead would erase all.
 * @param keepDays counted from when a transaction was last settled
 */
export function createRetention(parts: Parts, keepDays: number): Retention {
  const { database, audit, search, clock, log } = parts
  const page = database.prepare(
    `SELECT rowid, id, created_at, ${ERASABLE} AS erasable FROM money WHERE rowid > ?2 ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`,
  )
  const erase = ERASURES.map((sql) => database.prepare(sql))
  const mark = database.prepare('UPDATE money SET erased_at = ? WHERE id = ?')
  let stopped = false

  const eraseAll = database.transaction((ids: string[], at: Instant) => {
    for (const id of ids) {
      for (const statement of erase) statement.run(id)
      mark.run(at, id)
      audit.append({ actor: 'workstation', subject: id, event: 'erased', detail: { keptDays: keepDays } })
    }
  })

  const eraseOld = async (): Promise<number> => {
    const before = toInstant(clock.now().getTime() - keepDays * DAY_MS)
    let [erased, above] = [0, 0n]
    while (!stopped) {
      const rows = page.all(before, above) as Looked[]
      const ids = rows.filter(({ erasable }) => erasable === 1n).map(({ id }) => id)
      if (ids.length > 0) {
        eraseAll(ids, toInstant(clock.now()))
        audit.seal()
        erased += ids.length
      }
      if (!rows.some(({ created_at }) => created_at < before)) break
      above = rows.at(-1)!.rowid
      await breathe()
    }
    return erased
  }

  const run = async (): Promise<number> => {
    if (!isSure(clock)) return 0
    // What is erased is overwritten in its file too, not only taken off the list.
    database.exec('PRAGMA secure_delete = ON')
    try {
      const erased = await eraseOld()
      if (erased === 0 || stopped) return erased
      await search.forgetErased()
      if (!stopped) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      log.info('journal.erased')
      return erased
    } finally {
      if (!stopped) database.exec('PRAGMA secure_delete = OFF')
    }
  }

  return { run, stop: () => void (stopped = true) }
}

/** Runs it once a day for as long as the program is open. @returns how to end it */
export function startRetention(parts: Parts, keepDays: number): () => void {
  const retention = createRetention(parts, keepDays)
  let lastRun: number | undefined
  let working = Promise.resolve()
  const look = async () => {
    const now = parts.clock.now().getTime()
    if (!isSure(parts.clock) || (lastRun !== undefined && now - lastRun < DAY_MS)) return
    lastRun = now
    await retention.run().catch((error: unknown) => parts.log.error('journal.not-erased', { error }))
  }
  const timer = setInterval(() => {
    working = working.then(look)
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    retention.stop()
  }
}

const isSure = (clock: Clock): boolean => clock.trusted() && Math.abs(clock.offsetMs()) < DAY_MS

interface Looked {
  rowid: bigint
  id: string
  created_at: string
  erasable: bigint
}

/** Held as in money-journal.ts; asked about as in the job store: only the latest sheet of each receipt. */
const ERASABLE = `(
  erased_at IS NULL AND created_at < ?1 AND coalesce(settled_at, created_at) < ?1
  AND state NOT IN ('intent', 'sending', 'unknown', 'reversing', 'reversal-unknown')
  AND NOT (
    state IN ('rejected-late', 'resolved-by-hand') AND kind NOT LIKE 'switcher-%' AND (cash IS NULL OR cash = 'kept')
    AND (state <> 'resolved-by-hand' OR NOT resolution ->> 'posted')
  )
  AND NOT EXISTS (
    SELECT 1 FROM print_jobs p WHERE p.transaction_id = money.id AND (
      p.state IN ('queued', 'sending') OR p.state = 'unknown' AND p.answer IS NULL
    ) AND NOT EXISTS (
      SELECT 1 FROM print_jobs later WHERE later.transaction_id = p.transaction_id AND later.receipt_kind = p.receipt_kind
        AND later.part = p.part AND later.copy > p.copy
    )
  )
  AND NOT EXISTS (SELECT 1 FROM photos WHERE attempt_id = money.attempt_id AND shredded_at IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM day_rows JOIN day_closings USING (day) LEFT JOIN day_approvals USING (day)
    WHERE transaction_id = money.id AND needs_approval = 1 AND approver IS NULL
  )
)`

/** By id. What a receipt says of the outlet stays, and of a refusal or a settlement what is no text of anybody's. */
const ERASURES = [
  `UPDATE money SET account = '', account_name = '', narration = '', sent_body = '{}', evidence = '', receipt = NULL,
     repeat_reason = NULL, refusal = json_set(refusal, '$.bankMessage', ''), resolution = json_set(resolution, '$.reason', '')
     WHERE id = ?`,
  `UPDATE print_jobs SET receipt = '{}' WHERE transaction_id = ?`,
  `UPDATE status_checks SET detail = '' WHERE transaction_id = ?`,
  `UPDATE photos SET name = NULL WHERE attempt_id = (SELECT attempt_id FROM money WHERE id = ?)`,
]
