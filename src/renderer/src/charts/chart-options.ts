import { monthWords, shortMonthWords, titleWords } from '#shared/graph-words.ts'
import { entriesOf, growthChange, trendOf, type GraphFigures } from '#shared/graph-tables.ts'
import { compared, countOf, sorted, totalOf, trendTitles, type Chart, type Month } from '#shared/graphs.ts'
import { barsOption, type BarsModel } from './bars.ts'
import { columnsOption, type ColumnsModel } from './columns.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Palette } from './palette.ts'
import { regionsOf, spreadOption, type SpreadModel } from './spread.ts'
import { trendOption, type TrendModel } from './trend.ts'

/** How much a small chart draws; the large one and the table have everything. */
export const SMALL_BARS = 7
export const SMALL_COLUMNS = 12

/** What a chart draws, from the same figures as its table. `running` is the month that is not over. */
export function chartOption(
  chart: Chart,
  figures: GraphFigures,
  running: Month,
  palette: Palette,
  large: boolean,
): EChartsCoreOption {
  switch (chart) {
    case 'bsa':
      return barsOption(bsaModel(figures), palette, large)
    case 'bsa-trend':
      return trendOption(trendModel(figures), palette, large)
    case 'bill':
    case 'purchase':
      return barsOption(undatedModel(figures, chart, large), palette, large)
    case 'agent-growth':
      return columnsOption(growthModel(figures, running, large), palette, large)
    case 'agent-spread':
      return spreadOption(spreadModel(figures), palette, large)
  }
}

function bsaModel(figures: GraphFigures): BarsModel {
  const { view, bsa, words } = figures
  const now = entriesOf(figures, 'bsa')
  const before = view.compare && bsa(view.compare)
  const bars = compared(now, before?.entries ?? []).map(({ title, count, before: other }) => ({
    ...{ name: titleWords(title, words), count, before: other },
  }))
  return {
    ...{ bars, label: monthWords(view.month, words), total: totalOf(now) },
    beforeLabel: before && view.compare ? monthWords(view.compare, words) : undefined,
  }
}

function undatedModel(figures: GraphFigures, chart: 'bill' | 'purchase', large: boolean): BarsModel {
  const entries = entriesOf(figures, chart)
  const shown =
    large || entries.length <= SMALL_BARS ? entries : sorted(entries, 'count').slice(0, SMALL_BARS)
  return {
    ...{
      bars: shown.map(({ title, count }) => ({ name: title, count })),
      label: '',
      total: totalOf(entries),
    },
  }
}

function trendModel({ view, bsa, words }: GraphFigures): TrendModel {
  const months = trendOf(view.until, bsa)
  return {
    months: months.map(({ month, entries }) => ({
      name: words.dates.months[Number(month.slice(5)) - 1] ?? month,
      year: month.slice(0, 4),
      state: entries ? (entries.length > 0 ? 'read' : 'empty') : 'failed',
    })),
    // The strongest line for what there is most of.
    lines: trendTitles(months)
      .map((title) => ({
        name: titleWords(title, words),
        counts: months.map((month) => countOf(month, title)),
      }))
      .sort((one, other) => sum(other.counts) - sum(one.counts)),
    marks: { empty: words.dashboard.table.noData, failed: words.dashboard.table.notRead },
  }
}

const sum = (counts: readonly (number | undefined)[]) =>
  counts.reduce<number>((total, count) => total + (count ?? 0), 0)

function growthModel(figures: GraphFigures, running: Month, large: boolean): ColumnsModel {
  const { words } = figures
  const all = entriesOf(figures, 'agent-growth')
  const shown = large ? all : sorted(all, 'title').slice(-SMALL_COLUMNS)
  return {
    columns: shown.map((entry) => ({
      name: large
        ? shortMonthWords(entry.title, words)
        : shortMonthWords(entry.title, words).replace(/ \d{4}$/, ''),
      count: entry.count,
      change: growthChange(entry, all),
      running: entry.title >= running,
    })),
    runningLabel: words.dashboard.runningShort,
  }
}

const spreadModel = (figures: GraphFigures): SpreadModel => ({
  regions: regionsOf(entriesOf(figures, 'agent-spread')),
  noData: figures.words.dashboard.table.noData,
})
