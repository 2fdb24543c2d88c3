import type { DashboardView, GraphAnswer, KindCount } from './contract/dashboard.ts'
import { formatShare } from './counts.ts'
import { isMonth, shortMonthWords } from './graph-words.ts'
import {
  BSA_TITLES,
  compared,
  countOf,
  monthAfter,
  monthsUntil,
  sorted,
  totalOf,
  trendTitles,
  type Chart,
  type GraphEntry,
  type Month,
  type TrendMonth,
  type UndatedGraph,
} from './graphs.ts'
import type { Messages } from './locales/index.ts'
import { mapRegionOf } from './provinces.ts'

/** The figures of the charts as tables: on screen beside each chart, for screen readers, and in every export. */

/** Words, a count, or nothing where the bank said nothing. */
type Cell = string | number | undefined

export interface GraphTable {
  name: string
  headings: readonly string[]
  /** A row stands for what the chart draws at the same place; the first cell is the bank's title or a month. */
  rows: readonly (readonly Cell[])[]
  /** the sums of the columns, where adding up means something */
  total?: readonly Cell[] | undefined
  /** instead of rows: the bank has no data, or it was not read */
  note?: string | undefined
}

/** What tables are made of: what is on screen, and the words of the screen's language. */
export interface GraphFigures {
  view: DashboardView
  bsa(month: Month): GraphAnswer | undefined
  graph(graph: UndatedGraph): GraphAnswer | undefined
  /** this PC's own counts of the view's month */
  own: readonly KindCount[]
  words: Messages
}

export function graphTable(chart: Chart, figures: GraphFigures): GraphTable {
  if (chart === 'bsa') return bsaTable(figures)
  if (chart === 'bsa-trend') return trendTable(figures)
  return chart === 'agent-growth' ? growthTable(figures) : shareTable(figures, chart)
}

/** The entries in the order in which the table lists and the chart draws them. */
export const entriesOf = ({ view, graph, bsa }: GraphFigures, chart: UndatedGraph | 'bsa'): GraphEntry[] =>
  sorted((chart === 'bsa' ? bsa(view.month) : graph(chart))?.entries ?? [], sortOf(view, chart))

const sortOf = (view: DashboardView, chart: Chart) => view.sorts[chart] ?? 'bank'

const noteOf = (answer: GraphAnswer | undefined, { dashboard }: Messages): string | undefined => {
  if (!answer) return dashboard.table.notRead
  return answer.entries.length === 0 ? dashboard.table.noData : undefined
}

function bsaTable(figures: GraphFigures): GraphTable {
  const { view, bsa, words } = figures
  const { table, charts } = words.dashboard
  const before = view.compare && bsa(view.compare)
  const now = entriesOf(figures, 'bsa')
  const total = totalOf(now)
  const beforeTotal = before && totalOf(before.entries)
  const cells = (count: Cell, share: string, other: Cell): Cell[] =>
    view.compare ? [count, share, other, difference(count, other)] : [count, share]
  return {
    name: charts.bsa,
    headings: [
      ...[table.title, shortMonthWords(view.month, words), table.share],
      ...(view.compare ? [shortMonthWords(view.compare, words), table.difference] : []),
    ],
    rows: compared(now, before?.entries ?? []).map(({ title, count, before: other }) => [
      ...[title, ...cells(count, count === undefined ? '' : formatShare(count, total), other)],
    ]),
    total: [table.total, ...cells(total, formatShare(total, total), beforeTotal)],
    note: noteOf(bsa(view.month), words),
  }
}

function difference(count: Cell, before: Cell): number | undefined {
  return typeof count === 'number' && typeof before === 'number' ? count - before : undefined
}

function trendTable({ view, bsa, words }: GraphFigures): GraphTable {
  const { table, charts } = words.dashboard
  const months = trendOf(view.until, bsa)
  const titles = trendTitles(months)
  return {
    name: charts['bsa-trend'],
    headings: [table.month, ...titles, table.total],
    rows: months.map((month) => [
      shortMonthWords(month.month, words),
      ...titles.map((title) => countOf(month, title)),
      month.entries?.length ? totalOf(month.entries) : month.entries ? table.noData : table.notRead,
    ]),
  }
}

/** The twelve months as they were read. */
export const trendOf = (until: Month, bsa: GraphFigures['bsa']): TrendMonth[] =>
  monthsUntil(until).map((month) => ({ month, entries: bsa(month)?.entries }))

function shareTable(figures: GraphFigures, chart: Exclude<UndatedGraph, 'agent-growth'>): GraphTable {
  const { table, charts } = figures.words.dashboard
  const entries = entriesOf(figures, chart)
  const total = totalOf(entries)
  const onMap = chart === 'agent-spread'
  const noted = onMap && entries.some(({ title }) => !mapRegionOf(title))
  const place = (title: string): Cell[] => (noted ? [mapRegionOf(title) ? undefined : table.offMap] : [])
  return {
    name: charts[chart],
    headings: [
      onMap ? table.province : table.title,
      table.count,
      table.share,
      ...(noted ? [table.note] : []),
    ],
    rows: entries.map(({ title, count }) => [title, count, formatShare(count, total), ...place(title)]),
    total: [table.total, total, formatShare(total, total), ...(noted ? [undefined] : [])],
    note: noteOf(figures.graph(chart), figures.words),
  }
}

function growthTable(figures: GraphFigures): GraphTable {
  const { table, charts } = figures.words.dashboard
  const entries = entriesOf(figures, 'agent-growth')
  return {
    name: charts['agent-growth'],
    headings: [table.month, table.count, table.change],
    rows: entries.map((entry) => [
      shortMonthWords(entry.title, figures.words),
      entry.count,
      growthChange(entry, entries),
    ]),
    total: [table.total, totalOf(entries), undefined],
    note: noteOf(figures.graph('agent-growth'), figures.words),
  }
}

/** From the month before, where the bank named that one too. */
export function growthChange(
  { title, count }: GraphEntry,
  entries: readonly GraphEntry[],
): number | undefined {
  const before = isMonth(title) ? monthAfter(title, -1) : undefined
  return difference(count, entries.find((entry) => entry.title === before)?.count)
}

/** What this PC's journal counted, beside what the bank says of the same month. */
export function ownTable({ own, words, view, bsa }: GraphFigures): GraphTable {
  const { own: say, table } = words.dashboard
  const entries = bsa(view.month)?.entries
  const ofBank = (kind: KindCount['kind']): Cell => {
    const title = BSA_TITLES[kind]
    if (!title) return say.notCounted
    return entries ? countOf({ month: view.month, entries }, title) : table.notRead
  }
  return {
    name: say.title,
    headings: [`${say.kind}, ${shortMonthWords(view.month, words)}`, say.done, say.open, say.bank],
    rows: own.map(({ kind, done, open }) => [words.kinds[kind], done, open, ofBank(kind)]),
    note: own.length === 0 ? table.noData : undefined,
  }
}
