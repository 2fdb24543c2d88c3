import { createHash } from 'node:crypto'
import { z } from 'zod'
import { cashEffect, DENOMINATIONS, type CashMove, type Pieces } from '#shared/day.ts'
import type { DayRow } from '#shared/day-sums.ts'
import type { DayReport } from '#shared/day-report.ts'
import { fromSen, type Rupiah } from '#shared/money.ts'
import { businessDate, toInstant, type BusinessDate, type Instant, type Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from './audit.ts'
import { onDisk, type JournalDatabase } from './database.ts'
import { moneyRow, type MoneyRow } from './money-row.ts'

/** A day as it was opened. */
export interface OpenedDay {
  number: number
  businessDate: BusinessDate
  openedAt: Instant
  openedBy: string
  float: Rupiah
  /** the agent's balance as heard then */
  balance: Rupiah | undefined
}

/** What somebody counted, before they were told what should be there. */
export interface DayCount {
  id: number
  at: Instant
  by: string
  pieces: Pieces
  otherApps: Rupiah
  /** how far into the audit chain it looked */
  auditTo: number
}

export interface Approval {
  at: Instant
  askedBy: string
  approver: string
  reason: string
}

/** A day with its report, which never changes, and who agreed to its variance. */
export interface ClosedDay {
  number: number
  at: Instant
  by: string
  needsApproval: boolean
  report: DayReport
  approval: Approval | undefined
  /** how often it was printed as it stands now: 0 = never, 1 = the original. The approved report has an original of its own */
  prints: number
}

export type Days = ReturnType<typeof createDays>

const instant = z.string().transform((text) => text as Instant)
const sen = z.bigint().transform(fromSen)
const number = z.bigint().transform(Number)

const dayRow = z
  .object({
    number,
    business_date: z.string().transform((text) => text as BusinessDate),
    opened_at: instant,
    opened_by: z.string(),
    float_sen: sen,
    balance_sen: sen.nullable(),
  })
  .transform((row): OpenedDay => ({
    number: row.number,
    businessDate: row.business_date,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    float: row.float_sen,
    balance: row.balance_sen ?? undefined,
  }))

const cashRow = z
  .object({
    at: instant,
    by_whom: z.string(),
    direction: z.enum(['in', 'out']),
    amount_sen: sen,
    reason: z.string(),
  })
  .transform(({ at, by_whom, direction, amount_sen, reason }): CashMove => ({
    ...{ at, by: by_whom, direction, amount: amount_sen, reason },
  }))

const pieces = z.partialRecord(z.enum(DENOMINATIONS), z.number().int().min(0))

const countRow = z
  .object({
    seq: number,
    at: instant,
    by_whom: z.string(),
    pieces: z.string().transform((text): Pieces => pieces.parse(JSON.parse(text))),
    other_apps_sen: sen,
    audit_to: number,
  })
  .transform((row): DayCount => ({
    ...{ id: row.seq, at: row.at, by: row.by_whom, pieces: row.pieces },
    ...{ otherApps: row.other_apps_sen, auditTo: row.audit_to },
  }))

const closingRow = z
  .object({
    day: number,
    at: instant,
    by_whom: z.string(),
    needs_approval: z.bigint(),
    report: z.string(),
    approved_at: instant.nullable(),
    asked_by: z.string().nullable(),
    approver: z.string().nullable(),
    reason: z.string().nullable(),
    prints: number,
  })
  .transform((row): ClosedDay => ({
    ...{ number: row.day, at: row.at, by: row.by_whom, needsApproval: row.needs_approval === 1n },
    ...{ report: reportIn(row.report), prints: row.prints },
    approval:
      row.approved_at === null
        ? undefined
        : {
            at: row.approved_at,
            askedBy: row.asked_by ?? '',
            approver: row.approver ?? '',
            reason: row.reason ?? '',
          },
  }))

/** JSON has no bigint: money stands in it as `"2500000n"`. */
const textOf = (report: DayReport): string =>
  JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
const reportIn = (text: string): DayReport =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as DayReport

/** Days at the till, in the journal. Whatever is written goes with an entry of the audit chain, and nothing is ever changed. */
export function createDays(database: JournalDatabase, clock: Clock, audit: Audit) {
  const sql = prepareStatements(database)
  const now = () => toInstant(clock.now())

  const durably = <T>(actor: string, event: string, write: (note: (detail: object) => void) => T): T => {
    const result = onDisk(
      database.transaction(() =>
        write((detail) => audit.append({ actor, subject: '', event, detail: { ...detail } })),
      ),
    )
    audit.seal()
    return result
  }

  const closed = (day: number): ClosedDay | undefined => {
    const found = sql.closing.get(BigInt(day))
    return found ? closingRow.parse(found) : undefined
  }
  const lastCount = (day: number): DayCount | undefined => {
    const found = sql.lastCount.get(BigInt(day))
    return found ? countRow.parse(found) : undefined
  }
  const current = (): OpenedDay | undefined => {
    const found = sql.current.get()
    return found ? dayRow.parse(found) : undefined
  }

  return {
    /** The day that is open, whatever its date. */
    current,
    closed,
    lastCount,

    /** When the open day was opened, where that was on an earlier date of the outlet: nothing stops for it. */
    overdue(zone: Zone): Instant | undefined {
      const open = current()
      return open && open.businessDate < businessDate(clock.now(), zone) ? open.openedAt : undefined
    },

    open(opened: Omit<OpenedDay, 'number' | 'openedAt'>): OpenedDay {
      return durably(opened.openedBy, 'day-open', (note) => {
        const { businessDate, openedBy, float, balance } = opened
        sql.open.run(businessDate, now(), openedBy, float, balance ?? null)
        const day = current()!
        note({ day: day.number, businessDate, floatSen: String(float) })
        return day
      })
    },

    moves: (day: number): CashMove[] => sql.moves.all(BigInt(day)).map((found) => cashRow.parse(found)),

    /** Whether cash moved besides transactions after an entry of the audit chain: by the chain's order, since clocks go back. */
    hasMovedSince: (auditTo: number): boolean => sql.movedSince.get(BigInt(auditTo)) !== undefined,

    addMove(day: number, { by, direction, amount, reason }: Omit<CashMove, 'at'>): void {
      durably(by, 'day-cash', (note) => {
        sql.addMove.run(BigInt(day), now(), by, direction, amount, reason)
        note({ day, direction, amountSen: String(amount), reason })
      })
    },

    /** Keeps what was counted, before anybody is told what should be there. */
    addCount(day: number, by: string, counted: Pieces, otherApps: Rupiah): DayCount {
      return durably(by, 'day-count', (note) => {
        const auditTo = audit.head().count
        sql.addCount.run(BigInt(day), now(), by, JSON.stringify(counted), otherApps, BigInt(auditTo))
        const count = lastCount(day)!
        note({ day, count: count.id, pieces: counted, otherAppsSen: String(otherApps) })
        return count
      })
    },

    counts: (day: number): number => Number((sql.counts.get(BigInt(day)) as { n: bigint }).n),

    /** Up to where in the audit chain the last report looked: the next one begins there. */
    reportedTo: (): number => Number((sql.reportedTo.get() as { seq: bigint } | undefined)?.seq ?? 0n),

    /** What befell transactions since the last report and up to an entry of the audit chain, each transaction once. */
    changed(from: number, to: number): (MoneyRow & Pick<DayRow, 'before'>)[] {
      return sql.changed.all(BigInt(from), BigInt(to)).map((found) => {
        const before = (found as { before_sen: bigint | null }).before_sen
        return {
          ...moneyRow.parse(found),
          before: before === null ? undefined : { taken: fromSen(before) },
        }
      })
    },

    /** The closing and its report, with what it counted of each transaction. */
    close(report: DayReport, rows: readonly MoneyRow[], auditTo: number): ClosedDay {
      const { number: day, by, needsApproval } = report
      return durably(by, 'day-close', (note) => {
        const text = textOf(report)
        sql.close.run(BigInt(day), now(), by, BigInt(auditTo), needsApproval ? 1n : 0n, text)
        for (const row of rows) {
          const { taken, held } = cashEffect(row)
          sql.addRow.run(row.id, BigInt(day), taken, held)
        }
        note({ day, needsApproval, reportSha256: createHash('sha256').update(text).digest('hex') })
        return closed(day)!
      })
    },

    approve(day: number, askedBy: string, approver: string, reason: string): ClosedDay {
      return durably(approver, 'day-approve', (note) => {
        sql.approve.run(BigInt(day), now(), askedBy, approver, reason)
        note({ day, askedBy, reason })
        return closed(day)!
      })
    },

    /** Counts a print. @param copy 0 for the original, n for `SALINAN ke-n` */
    addPrint(day: number, copy: number, by: string): void {
      durably(by, 'day-print', (note) => {
        const approved = closed(day)?.approval !== undefined
        sql.addPrint.run(BigInt(day), approved ? 1n : 0n, BigInt(copy), now(), by)
        note({ day, approved, copy })
      })
    },

    /** Closed days, newest first. @param below a day's number; undefined = from the newest */
    list: (below: number | undefined, limit: number): ClosedDay[] =>
      sql.list
        .all(BigInt(below ?? Number.MAX_SAFE_INTEGER), BigInt(limit))
        .map((found) => closingRow.parse(found)),

    /** Days whose variance nobody has agreed to yet, oldest first. */
    awaiting: (): ClosedDay[] => sql.awaiting.all().map((found) => closingRow.parse(found)),
  }
}

const CLOSINGS = `SELECT c.*, a.at AS approved_at, a.asked_by, a.approver, a.reason,
  (SELECT count(*) FROM day_prints p WHERE p.day = c.day AND p.approved = (a.day IS NOT NULL)) AS prints
  FROM day_closings c LEFT JOIN day_approvals a ON a.day = c.day`

function prepareStatements(database: JournalDatabase) {
  return {
    current: database.prepare(
      `SELECT * FROM days WHERE number = (SELECT max(number) FROM days)
       AND NOT EXISTS (SELECT 1 FROM day_closings WHERE day = number)`,
    ),
    open: database.prepare(
      `INSERT INTO days (business_date, opened_at, opened_by, float_sen, balance_sen) VALUES (?, ?, ?, ?, ?)`,
    ),
    moves: database.prepare('SELECT * FROM day_cash WHERE day = ? ORDER BY seq'),
    movedSince: database.prepare(`SELECT 1 FROM audit WHERE seq > ? AND event = 'day-cash' LIMIT 1`),
    addMove: database.prepare(
      'INSERT INTO day_cash (day, at, by_whom, direction, amount_sen, reason) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    addCount: database.prepare(
      'INSERT INTO day_counts (day, at, by_whom, pieces, other_apps_sen, audit_to) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    lastCount: database.prepare('SELECT * FROM day_counts WHERE day = ? ORDER BY seq DESC LIMIT 1'),
    counts: database.prepare('SELECT count(*) AS n FROM day_counts WHERE day = ?'),
    reportedTo: database.prepare(
      'SELECT audit_to AS seq FROM day_closings WHERE day = (SELECT max(day) FROM day_closings)',
    ),
    changed: database.prepare(
      `SELECT money.*, (SELECT taken_sen FROM day_rows WHERE transaction_id = money.id ORDER BY day DESC LIMIT 1) AS before_sen
       FROM money WHERE id IN (
         SELECT subject FROM audit WHERE seq > ? AND seq <= ? AND event IN ('intent', 'move', 'cash', 'resolution')
       ) ORDER BY money.rowid`,
    ),
    close: database.prepare('INSERT INTO day_closings VALUES (?, ?, ?, ?, ?, ?)'),
    addRow: database.prepare('INSERT INTO day_rows VALUES (?, ?, ?, ?)'),
    approve: database.prepare('INSERT INTO day_approvals VALUES (?, ?, ?, ?, ?)'),
    addPrint: database.prepare(
      'INSERT INTO day_prints (day, approved, copy, at, by_whom) VALUES (?, ?, ?, ?, ?)',
    ),
    closing: database.prepare(`${CLOSINGS} WHERE c.day = ?`),
    list: database.prepare(`${CLOSINGS} WHERE c.day < ? ORDER BY c.day DESC LIMIT ?`),
    awaiting: database.prepare(
      `${CLOSINGS} WHERE c.needs_approval = 1 AND a.day IS NULL ORDER BY c.day LIMIT 31`,
    ),
  }
}
