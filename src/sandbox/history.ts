/**
 * The past that a fresh sandbox shows: monthly figures that look like a year at an outlet. They follow from the month's
 * name alone, so every sandbox shows the same past for the same month. The document's own figures stand as they are.
 */
import { readOne, type Db } from './database.ts'
import { wibMonth } from './wire-format.ts'

export interface MonthHistory {
  /** `2020-01` */
  month: string
  openAccount: number
  deposit: number
  customerBalance: number
}

export interface Figure {
  graph_title: string
  graph_count: number
}

const monthsOfHistory = 24

/** The month and figures of the document's BSA example. */
const documentMonth: MonthHistory = { month: '2020-01', openAccount: 3, deposit: 3, customerBalance: 9 }

/** The first figures of the document's agent growth example, from January 2019 on. */
const documentGrowth = [8, 33, 41, 49, 44]
const firstGrowthMonth = '2019-01'

/** The 24 months before the one of `at`, and the document's month. */
export function inventedHistory(at: Date): MonthHistory[] {
  const months = Array.from({ length: monthsOfHistory }, (_, index) =>
    monthAfter(wibMonth(at), index - monthsOfHistory),
  )
  const invented = months.map((month, index) => ({
    month,
    openAccount: steady(`open-account ${month}`, 3, 9) + Math.floor(index / 6),
    deposit: steady(`deposit ${month}`, 60, 40) + index * 3,
    customerBalance: steady(`customer-balance ${month}`, 25, 20) + index,
  }))
  return [documentMonth, ...invented.filter(({ month }) => month !== documentMonth.month)]
}

/** New agents per month, up to the last month that is over. */
export function agentGrowth(at: Date): Figure[] {
  const figures: Figure[] = []
  for (let month = firstGrowthMonth; month < wibMonth(at); month = monthAfter(month, 1)) {
    const count = documentGrowth[figures.length] ?? steady(`agents ${month}`, 22, 40)
    figures.push({ graph_title: month, graph_count: count })
  }
  return figures
}

/** What the BSA graph counts in one month: the seeded history plus what this ledger has booked since. */
export function createMonthCounts(db: Db) {
  const seeded = db.prepare(
    `SELECT month, open_account AS openAccount, deposit, customer_balance AS customerBalance
     FROM month_history WHERE month = ?`,
  )
  const inWib = (column: string) => `strftime('%Y-%m', ${column}, '+7 hours')`
  const posted = db.prepare(
    `SELECT COUNT(*) AS count FROM posting WHERE kind = ? AND ${inWib('posted_at')} = ?`,
  )
  const checked = db.prepare(`SELECT COUNT(*) AS count FROM balance_check WHERE ${inWib('checked_at')} = ?`)
  const addHistory = db.prepare('INSERT INTO month_history VALUES (?, ?, ?, ?)')
  const addCheck = db.prepare('INSERT INTO balance_check (username, checked_at) VALUES (?, ?)')
  const count = (statement: typeof posted, ...values: unknown[]) =>
    readOne<{ count: number }>(statement, ...values)?.count ?? 0

  return {
    addHistory: (past: MonthHistory) =>
      void addHistory.run(past.month, past.openAccount, past.deposit, past.customerBalance),
    addBalanceCheck: (username: string, at: Date) => void addCheck.run(username, at.toISOString()),
    of(month: string): MonthHistory {
      const past = readOne<MonthHistory>(seeded, month)
      return {
        month,
        openAccount: (past?.openAccount ?? 0) + count(posted, 'open-account', month),
        deposit: (past?.deposit ?? 0) + count(posted, 'deposit', month),
        customerBalance: (past?.customerBalance ?? 0) + count(checked, month),
      }
    },
  }
}

export type MonthCounts = ReturnType<typeof createMonthCounts>

/** `monthAfter('2019-12', 1)` is `2020-01`; negative counts go back. */
function monthAfter(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return date.toISOString().slice(0, 7)
}

/** A number in [from, from + spread) that depends on the name alone (FNV-1a). */
function steady(name: string, from: number, spread: number): number {
  let hash = 0x811c9dc5
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0
  return from + (hash % spread)
}
