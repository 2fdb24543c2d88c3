import type { Output, ParsedInput } from '#shared/contract.ts'
import type { DashboardView } from '#shared/contract/dashboard.ts'
import type { GraphFigures } from '#shared/graph-tables.ts'
import { monthWords } from '#shared/graph-words.ts'
import { fill } from '#shared/locales/fill.ts'
import { locales, type Language, type Messages } from '#shared/locales/index.ts'
import { formatClock, wallClock, type Instant, type Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import { csvOf } from '../exports/csv.ts'
import { dashboardReport, dashboardSheets } from '../exports/dashboard-report.ts'
import { dashboardList } from '../exports/dashboard-list.ts'
import type { Reports, SaveFile } from '../exports/delivery.ts'
import type { ReportDocument } from '../exports/document.ts'
import type { ShownGraphs } from '../exports/shown-graphs.ts'
import { xlsxOf } from '../exports/xlsx.ts'
import { kindCounts, type MonthCounts } from '../journal/month-counts.ts'
import type { Session } from '../session.ts'

interface Parts {
  session: Pick<Session, 'caller'>
  clock: Clock
  zone: Zone
  /** of the screens */
  language: () => Language
  shownGraphs: ShownGraphs
  monthCounts: MonthCounts
  saveFile: SaveFile
  reports: Reports
}

/** The figures on screen: as one list (CSV) or as a workbook with a sheet for each chart (XLSX). */
export async function saveTables(
  parts: Parts,
  { format, ...view }: ParsedInput<'dashboard.saveTables'>,
): Promise<Output<'dashboard.saveTables'>> {
  const figures = await figuresOf(parts, view)
  const make = () => (format === 'csv' ? csvOf(dashboardList(figures)) : xlsxOf(dashboardSheets(figures)))
  return { file: await parts.saveFile(`${fileName(view, figures.words)}.${format}`, make) }
}

/** The charts as the window drew them. */
export async function savePicture(
  parts: Parts,
  { month, png }: ParsedInput<'dashboard.savePicture'>,
): Promise<Output<'dashboard.savePicture'>> {
  const words = await locales[parts.language()]()
  return { file: await parts.saveFile(`${fileName({ month }, words)}.png`, () => png) }
}

export async function saveReport(
  parts: Parts,
  input: ParsedInput<'dashboard.saveReport'>,
): Promise<Output<'dashboard.saveReport'>> {
  const { report, words } = await reportOf(parts, input)
  return { file: await parts.saveFile(`${fileName(input, words)}.pdf`, () => parts.reports.toPdf(report)) }
}

/** The same report on paper. */
export async function printReport(
  parts: Parts,
  input: ParsedInput<'dashboard.print'>,
): Promise<Output<'dashboard.print'>> {
  const { report } = await reportOf(parts, input)
  return { printed: await parts.reports.print(report) }
}

const fileName = ({ month }: Pick<DashboardView, 'month'>, { dashboard }: Messages) =>
  fill(dashboard.export.file, { month })

async function figuresOf(parts: Parts, view: DashboardView): Promise<GraphFigures> {
  const { username } = parts.session.caller().profile
  return {
    view,
    bsa: (month) => parts.shownGraphs.find(`bsa ${month}`, username),
    graph: (graph) => parts.shownGraphs.find(graph, username),
    own: kindCounts(parts.monthCounts.days(view.month)),
    words: await locales[parts.language()](),
  }
}

async function reportOf(
  parts: Parts,
  { pictures, ...view }: ParsedInput<'dashboard.saveReport'>,
): Promise<{ report: ReportDocument; words: Messages }> {
  const { profile } = parts.session.caller()
  const figures = await figuresOf(parts, view)
  const { words } = figures
  const say = words.dashboard.export
  const time = (at: Instant | Date) => timeWords(at, parts.zone, words)
  const report = dashboardReport({
    ...{ figures, pictures, language: parts.language(), time },
    facts: [
      [words.dashboard.month, monthWords(view.month, words)],
      [say.bank, profile.bankName],
      ...(profile.outletCode ? [[say.outlet, profile.outletCode] as const] : []),
      [say.by, profile.name],
      [say.at, time(parts.clock.now())],
    ],
  })
  return { report, words }
}

/** `22 Nov 2026 16.42 WIB` */
function timeWords(at: Instant | Date, zone: Zone, { dates }: Messages): string {
  const { day, month, year } = wallClock(at, zone)
  return `${Number(day)} ${dates.months[Number(month) - 1]} ${year} ${formatClock(at, zone)}`
}
