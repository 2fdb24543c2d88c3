import type { MoneyKind } from './money-states.ts'
import { businessDate, type Instant } from './time.ts'

/** The bank's dashboard graphs as pure figures: what charts draw, tables list and exports write is computed here, once. */

/** The bank's five graphs, and the trend that this program makes of twelve months of the first. */
export const CHARTS = ['bsa', 'bsa-trend', 'bill', 'purchase', 'agent-growth', 'agent-spread'] as const
export type Chart = (typeof CHARTS)[number]
/** The graphs that take no month. */
export const UNDATED_GRAPHS = ['bill', 'purchase', 'agent-growth', 'agent-spread'] as const
export type UndatedGraph = (typeof UNDATED_GRAPHS)[number]

export const TREND_MONTHS = 12

declare const monthBrand: unique symbol
/** `YYYY-MM` */
export type Month = string & { readonly [monthBrand]: true }

/** The bank's month: its clock is WIB, whatever the outlet's zone. */
export const monthOf = (at: Instant | Date): Month => businessDate(at, 'WIB').slice(0, 7) as Month

/** `monthAfter('2019-12', 1)` is `2020-01`; negative counts go back. */
export function monthAfter(month: Month, count: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const months = year * 12 + number - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}` as Month
}

/** Oldest first, `until` the last. */
export const monthsUntil = (until: Month, count = TREND_MONTHS): Month[] =>
  Array.from({ length: count }, (_, index) => monthAfter(until, index - count + 1))

export interface GraphEntry {
  /** the bank's own words */
  title: string
  count: number
}

/** The bank's order, A to Z (months: oldest first), or the largest first. */
export const SORTS = ['bank', 'title', 'count'] as const
export type Sort = (typeof SORTS)[number]

const byTitle = new Intl.Collator('id', { numeric: true }).compare

export function sorted<E extends GraphEntry>(entries: readonly E[], sort: Sort): E[] {
  if (sort === 'bank') return [...entries]
  return [...entries].sort((one, other) =>
    sort === 'title' ? byTitle(one.title, other.title) : other.count - one.count,
  )
}

export const totalOf = (entries: readonly GraphEntry[]): number =>
  entries.reduce((sum, { count }) => sum + count, 0)

/** One title in two months; undefined where the bank did not name it in that month. */
export interface ComparedEntry {
  title: string
  count: number | undefined
  before: number | undefined
}

/** Every title of both months, in the bank's order of the first; a title that comes twice is paired in turn. */
export function compared(now: readonly GraphEntry[], before: readonly GraphEntry[]): ComparedEntry[] {
  const left = [...before]
  const rows: ComparedEntry[] = now.map(({ title, count }) => {
    const at = left.findIndex((entry) => entry.title === title)
    return { title, count, before: at < 0 ? undefined : left.splice(at, 1)[0]!.count }
  })
  return [...rows, ...left.map(({ title, count }) => ({ title, count: undefined, before: count }))]
}

/** A month of the trend. `entries` undefined: it could not be read; empty: the bank has none. */
export interface TrendMonth {
  month: Month
  entries: readonly GraphEntry[] | undefined
}

/** All titles that any of the months names, in the order in which they first appear. */
export const trendTitles = (months: readonly TrendMonth[]): string[] => [
  ...new Set(months.flatMap(({ entries }) => (entries ?? []).map(({ title }) => title))),
]

/** What a month says of a title; undefined where it says nothing, which is no zero. */
export function countOf({ entries }: TrendMonth, title: string): number | undefined {
  const found = (entries ?? []).filter((entry) => entry.title === title)
  return found.length === 0 ? undefined : totalOf(found)
}

/** What the BSA graph calls the transactions that this program journals; it counts no others of ours. */
export const BSA_TITLES: Partial<Record<MoneyKind, string>> = {
  'open-account': 'Buka Rekening',
  deposit: 'Setor Tunai',
}
