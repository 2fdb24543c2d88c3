import type { ParsedInput } from '#shared/contract.ts'
import { formatCount } from '#shared/counts.ts'
import { graphTable, ownTable, trendOf, type GraphFigures, type GraphTable } from '#shared/graph-tables.ts'
import { monthWords, titleWords } from '#shared/graph-words.ts'
import { CHARTS, type Chart } from '#shared/graphs.ts'
import { fill } from '#shared/locales/fill.ts'
import type { Messages } from '#shared/locales/index.ts'
import { mapRegionOf } from '#shared/provinces.ts'
import type { Instant } from '#shared/time.ts'
import type { ReportDocument, ReportSection } from './document.ts'
import type { Cell, ExportTable } from './table.ts'

export interface ReportFacts {
  figures: GraphFigures
  pictures: ParsedInput<'dashboard.saveReport'>['pictures']
  language: string
  facts: ReportDocument['facts']
  /** an instant in the outlet's words */
  time: (at: Instant) => string
}

/** A sheet for each chart, and one for this PC's own counts. */
export const dashboardSheets = (figures: GraphFigures): ExportTable[] =>
  [...CHARTS.map((chart) => graphTable(chart, figures)), ownTable(figures)].map(exportTable)

function exportTable({ name, headings, rows, total, note }: GraphTable): ExportTable {
  if (note) return { name, headings, rows: [[note]] }
  return { name, headings, rows: total ? [...rows, total] : rows }
}

/** A table of more rows than this goes below its picture, in columns. */
const ROWS_BESIDE = 14

/** The dashboard on A4: each chart with its table, then this PC's own counts. */
export function dashboardReport({ figures, pictures, language, facts, time }: ReportFacts): ReportDocument {
  const { words } = figures
  const { dashboard } = words
  const section = (chart: Chart): ReportSection => {
    const table = graphTable(chart, figures)
    const picture = pictures.find((each) => each.chart === chart)
    const alternative = fill(dashboard.tableOf, { chart: dashboard.charts[chart] })
    return {
      heading: headingOf(chart, figures),
      notes: notesOf(chart, figures, time),
      ...(picture && !table.note ? { picture: { png: picture.png, alternative } } : {}),
      table: inWords(exportTable(table), words),
      totalled: table.total !== undefined && !table.note,
      beside: chart !== 'bsa-trend' && table.rows.length <= ROWS_BESIDE,
    }
  }
  const own = {
    heading: dashboard.own.title,
    notes: [dashboard.own.lead],
    table: exportTable(ownTable(figures)),
  }
  return {
    ...{ language, title: dashboard.title, facts },
    sections: [...CHARTS.map(section), own],
    foot: [dashboard.export.onlyCounts, dashboard.mapSource],
  }
}

const headingOf = (chart: Chart, { view, words }: GraphFigures): string =>
  chart === 'bsa'
    ? `${words.dashboard.charts.bsa}, ${monthWords(view.month, words)}`
    : words.dashboard.charts[chart]

/** The bank's title after the counter's word where the two differ. */
function inWords(table: ExportTable, words: Messages): ExportTable {
  const said = (title: Cell): Cell => {
    if (typeof title !== 'string' || titleWords(title, words) === title) return title
    return `${titleWords(title, words)} (${title})`
  }
  return {
    ...table,
    headings: table.headings.map((heading) => titleWords(heading, words)),
    rows: table.rows.map(([first, ...rest]) => [said(first), ...rest]),
  }
}

function notesOf(chart: Chart, figures: GraphFigures, time: ReportFacts['time']): string[] {
  const { view, words, bsa, graph } = figures
  const { dashboard } = words
  const asOf = (at: Instant | undefined) => (at ? [fill(dashboard.asOf, { time: time(at) })] : [])
  if (chart === 'bsa') {
    const compare = view.compare && fill(dashboard.comparedWith, { month: monthWords(view.compare, words) })
    return [...(compare ? [compare] : []), ...asOf(bsa(view.month)?.at)]
  }
  if (chart === 'bsa-trend') return unread(figures)
  return [...asOf(graph(chart)?.at), ...(chart === 'agent-spread' ? offMap(figures) : [])]
}

function unread({ view, bsa, words }: GraphFigures): string[] {
  const months = trendOf(view.until, bsa)
    .filter(({ entries }) => !entries)
    .map(({ month }) => monthWords(month, words))
  return months.length > 0 ? [fill(words.dashboard.failedMonths, { months: months.join(', ') })] : []
}

function offMap({ graph, words }: GraphFigures): string[] {
  const names = (graph('agent-spread')?.entries ?? [])
    .filter(({ title }) => !mapRegionOf(title))
    .map(({ title, count }) => `${title} (${formatCount(count)})`)
  return names.length > 0 ? [fill(words.dashboard.notOnMap, { names: names.join(', ') })] : []
}
