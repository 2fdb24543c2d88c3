import { z } from 'zod'
import { monthAfter, type Month } from '#shared/graphs.ts'
import { MONEY_KINDS, type MoneyKind } from '#shared/money-states.ts'
import { startOfDay, toInstant, type BusinessDate, type Zone } from '#shared/time.ts'
import type { JournalDatabase } from './database.ts'
import { IS_OPEN, moneyRow, type MoneyRow } from './money-row.ts'

/** Transactions of a kind on one day of the outlet: done, not certain, and those that came to nothing. */
export interface DayCount {
  day: BusinessDate
  kind: MoneyKind
  done: number
  open: number
  other: number
}

export type KindCount = Omit<DayCount, 'day'>

export interface MonthCounts {
  /** Newest day first; days and kinds without transactions are absent. */
  days(month: Month): DayCount[]
  /** Newest first. */
  rows(day: BusinessDate, kind: MoneyKind, limit: number): { rows: MoneyRow[]; total: number }
}

/** What was settled by hand counts by what the bank said of it. */
const DONE = `state IN ('confirmed', 'confirmed-late') OR (state = 'resolved-by-hand' AND json_extract(resolution, '$.posted') = 1)`

const HOURS: Record<Zone, string> = { WIB: '+7 hours', WITA: '+8 hours', WIT: '+9 hours' }

const count = z.bigint().transform(Number)
const dayCount = z.object({
  day: z.string().transform((day) => day as BusinessDate),
  kind: z.enum(MONEY_KINDS),
  done: count,
  open: count,
  other: count,
})

/** The days of a month added up; kinds without transactions are absent. */
export function kindCounts(days: readonly DayCount[]): KindCount[] {
  const sums = MONEY_KINDS.map((kind) => {
    const ofKind = days.filter((each) => each.kind === kind)
    const sum = (of: 'done' | 'open' | 'other') => ofKind.reduce((total, each) => total + each[of], 0)
    return { kind, done: sum('done'), open: sum('open'), other: sum('other') }
  })
  return sums.filter(({ done, open, other }) => done + open + other > 0)
}

/** What this workstation did, counted from its journal by days of the outlet's zone. */
export function createMonthCounts(database: JournalDatabase, zone: Zone): MonthCounts {
  const byDay = database.prepare(
    `SELECT date(created_at, '${HOURS[zone]}') AS day, kind, sum(${DONE}) AS done, sum(${IS_OPEN}) AS open,
       count(*) - sum(${DONE}) - sum(${IS_OPEN}) AS other
     FROM money WHERE created_at >= ? AND created_at < ? GROUP BY day, kind ORDER BY day DESC, kind`,
  )
  const ofDay = 'FROM money WHERE created_at >= ? AND created_at < ? AND kind = ?'
  const list = database.prepare(`SELECT * ${ofDay} ORDER BY created_at DESC, rowid DESC LIMIT ?`)
  const countAll = database.prepare(`SELECT count(*) AS total ${ofDay}`)

  return {
    days(month) {
      const [from, to] = [month, monthAfter(month, 1)].map((each) =>
        startOfDay(`${each}-01` as BusinessDate, zone),
      )
      return byDay.all(from, to).map((found) => dayCount.parse(found))
    },
    rows(day, kind, limit) {
      const from = startOfDay(day, zone)
      const to = toInstant(Date.parse(from) + 24 * 3_600_000)
      const { total } = countAll.get(from, to, kind) as { total: bigint }
      const rows = list.all(from, to, kind, BigInt(limit)).map((found) => moneyRow.parse(found))
      return { rows, total: Number(total) }
    },
  }
}
