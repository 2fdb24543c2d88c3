import type { GraphAnswer } from '#shared/contract/dashboard.ts'
import type { GraphFigures } from '#shared/graph-tables.ts'
import { monthsUntil, totalOf, UNDATED_GRAPHS, type Month } from '#shared/graphs.ts'
import type { Cell, ExportTable } from './table.ts'

/** All figures one under the other, for programs: a row for each figure, in the bank's own words and order. */
export function dashboardList(figures: GraphFigures): ExportTable {
  const { view, bsa, graph, words, own } = figures
  const { table, charts, own: say } = words.dashboard
  const months = [...new Set([view.month, view.compare, ...monthsUntil(view.until)])].filter(
    (month) => month !== undefined,
  )
  const rows = (name: string, period: Month | '', shown: GraphAnswer | undefined): Cell[][] => {
    if (!shown) return [[name, period, '', undefined, '', '', table.notRead]]
    if (shown.entries.length === 0) return [[name, period, '', undefined, '', shown.at, table.noData]]
    const total = totalOf(shown.entries)
    return shown.entries.map(({ title, count }) => [
      ...[name, period, title, count, plainShare(count, total), shown.at, ''],
    ])
  }
  return {
    name: words.dashboard.title,
    headings: [
      ...[
        table.chart,
        table.period,
        table.title,
        table.count,
        `${table.share} (%)`,
        table.readAt,
        table.note,
      ],
    ],
    rows: [
      ...months.sort().flatMap((month) => rows(charts.bsa, month, bsa(month))),
      ...UNDATED_GRAPHS.flatMap((name) => rows(charts[name], '', graph(name))),
      ...own.map(({ kind, done, open }) => [
        ...[say.title, view.month, words.kinds[kind], done, '', '', open > 0 ? `${say.open}: ${open}` : ''],
      ]),
    ],
  }
}

const plainShare = (count: number, total: number) => (total === 0 ? '' : ((count / total) * 100).toFixed(1))
