import type { Output, ParsedInput } from '#shared/contract.ts'
import { add, subtract, ZERO, type Rupiah } from '#shared/money.ts'
import { cashEffect, countedIn, drawerOf, type CashMove, type Drawer } from '#shared/day.ts'
import { dayReportPaper, type DayReport } from '#shared/day-report.ts'
import { sumDay } from '#shared/day-sums.ts'
import { receiptWords } from '#shared/locales/receipt-words.ts'
import type { ReceiptDoc, ReceiptHeading } from '#shared/receipt.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, toInstant, type Zone } from '#shared/time.ts'
import { approve } from '../approvals.ts'
import type { BalanceWatch } from '../balance-watch.ts'
import type { BankClient } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import { dayReportDocument } from '../exports/day-report.ts'
import type { Reports, SaveFile } from '../exports/delivery.ts'
import type { Audit } from '../journal/audit.ts'
import type { ClosedDay, Days, OpenedDay } from '../journal/days.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'

export interface DayParts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  journal: MoneyJournal
  days: Days
  audit: Pick<Audit, 'head'>
  balance: Pick<BalanceWatch, 'last' | 'refresh'>
  printing: Pick<PrintQueue, 'slip'>
  clock: Clock
  zone: Zone
  training: boolean
  /** @throws TellerError UNAVAILABLE where nothing that is written would stay */
  assertJournal: () => void
  saveFile: SaveFile
  reports: Pick<Reports, 'toPdf'>
  /** from here on a variance needs a second person */
  varianceLimit: Rupiah
}

const refused = (field: string, rule: string) => new TellerError({ code: 'INVALID_INPUT', field, rule })

const username = ({ session }: DayParts): string => session.caller().profile.username

/** @throws TellerError INVALID_INPUT day day-none-open, UNAVAILABLE journal */
function openDayOf({ days, assertJournal }: DayParts): OpenedDay {
  assertJournal()
  const day = days.current()
  if (!day) throw refused('day', 'day-none-open')
  return day
}

/** The day at the till as anybody may see it: without what should be in the drawer, which is for those who have counted. */
export function currentDay(parts: DayParts): Output<'day.current'> {
  const { days, journal, clock, zone } = parts
  const today = businessDate(clock.now(), zone)
  const open = days.current()
  const [last] = days.list(undefined, 1)
  return {
    today,
    day: open && {
      ...{ number: open.number, businessDate: open.businessDate, openedAt: open.openedAt },
      ...{ openedBy: open.openedBy, float: open.float, moves: days.moves(open.number) },
      counts: days.counts(open.number),
      overdue: open.businessDate < today,
    },
    suggestedFloat: last && leftIn(last.report),
    openUnknowns: journal.openUnknowns(),
    held: heldIn(parts),
    waiting: days.awaiting().map(viewOf),
    last: last && viewOf(last),
  }
}

const heldIn = ({ journal }: DayParts): Rupiah =>
  add(ZERO, ...journal.heldCashRows().map((row) => cashEffect(row).held))

/** What was counted, without what was there for others. */
function leftIn({ counted, sums }: DayReport): Rupiah | undefined {
  if (!counted) return undefined
  const left = subtract(counted.drawer.counted, add(sums.held.amount, counted.drawer.otherApps))
  return left > 0n ? left : ZERO
}

function viewOf({ number, at, by, needsApproval, report, approval, prints }: ClosedDay) {
  return {
    ...{ number, businessDate: report.businessDate, at, by, prints },
    variance: report.counted?.drawer.variance ?? ZERO,
    waiting: needsApproval && approval === undefined,
    approver: approval?.approver,
  }
}

/** Opens a day. Sales never wait for it: what was sold before belongs to it too. @throws TellerError INVALID_INPUT day already-open */
export async function openDay(
  parts: DayParts,
  { float }: ParsedInput<'day.open'>,
): Promise<Output<'day.open'>> {
  parts.assertJournal()
  const { days, balance, clock, zone } = parts
  const openedBy = username(parts)
  if (days.current()) throw refused('day', 'day-open')
  const heard = await balance.refresh()
  if (days.current()) throw refused('day', 'day-open')
  days.open({ businessDate: businessDate(clock.now(), zone), openedBy, float, balance: heard })
  return currentDay(parts)
}

/** Cash into or out of the drawer besides transactions. */
export function moveCash(parts: DayParts, input: ParsedInput<'day.cash'>): Output<'day.cash'> {
  parts.days.addMove(openDayOf(parts).number, { ...input, by: username(parts) })
  return currentDay(parts)
}

/** Keeps what was counted, and only then tells what should be there. Counting again is allowed and told in the report. */
export function countDrawer(
  parts: DayParts,
  { pieces, otherApps }: ParsedInput<'day.count'>,
): Output<'day.count'> {
  const { days, varianceLimit } = parts
  const day = openDayOf(parts)
  assertNothingSending(parts)
  const count = days.addCount(day.number, username(parts), pieces, otherApps)
  const { sums } = sumsUpTo(parts, count.auditTo)
  const drawer = drawerOf(sums, {
    ...{ float: day.float, moves: days.moves(day.number), otherApps, counted: countedIn(pieces) },
  })
  const { taken, earlier, held } = sums
  return {
    countId: count.id,
    ...drawer,
    ...{ taken, earlier: earlier.taken, held: held.amount, times: days.counts(day.number) },
    needsApproval: needsApproval(drawer, varianceLimit),
    varianceLimit,
  }
}

const needsApproval = ({ variance }: Drawer, limit: Rupiah): boolean =>
  (variance < 0n ? -variance : variance) > limit

/** Whether its cash stays in the drawer is known in seconds. */
function assertNothingSending({ journal }: DayParts): void {
  if (journal.sending() > 0) throw refused('day', 'day-sending')
}

function sumsUpTo({ days, journal }: DayParts, auditTo: number) {
  const rows = days.changed(days.reportedTo(), auditTo)
  return { rows, sums: sumDay(rows, journal.heldCashRows()) }
}

/**
 * Closes the day by its last count. A variance above the limit closes it as waiting for a second person; the next day can be
 * opened all the same.
 * @throws TellerError INVALID_INPUT count day-changed: a transaction or a cash move came after the count
 */
export async function closeDay(
  parts: DayParts,
  { countId }: ParsedInput<'day.close'>,
): Promise<Output<'day.close'>> {
  const { days, audit, balance } = parts
  const by = username(parts)
  const { number } = openDayOf(parts)
  const heard = await balance.refresh()
  const day = openDayOf(parts)
  const count = days.lastCount(number)
  if (day.number !== number || count?.id !== countId) throw refused('countId', 'day-not-counted')
  assertNothingSending(parts)
  const moves = days.moves(number)
  const isStale =
    days.hasMovedSince(count.auditTo) || days.changed(count.auditTo, audit.head().count).length > 0
  if (isStale) throw refused('countId', 'day-changed')
  const { rows, sums } = sumsUpTo(parts, count.auditTo)
  const drawer = drawerOf(sums, {
    ...{ float: day.float, moves, otherApps: count.otherApps, counted: countedIn(count.pieces) },
  })
  const closed = days.close(
    {
      ...reportOf(parts, day, { by, moves, sums, balanceEnd: heard, heading: headingOf(parts, rows) }),
      counted: { drawer, pieces: count.pieces, times: days.counts(number) },
      needsApproval: needsApproval(drawer, parts.varianceLimit),
    },
    rows,
    count.auditTo,
  )
  return shown(closed)
}

interface Made {
  by: string
  moves: CashMove[]
  sums: DayReport['sums']
  balanceEnd: Rupiah | undefined
  heading: ReceiptHeading
}

function reportOf(
  parts: DayParts,
  day: OpenedDay,
  { by, moves, sums, balanceEnd, heading }: Made,
): DayReport {
  return {
    version: 1,
    ...{ heading, training: parts.training, zone: parts.zone },
    ...{ number: day.number, businessDate: day.businessDate, openedAt: day.openedAt, openedBy: day.openedBy },
    ...{ at: toInstant(parts.clock.now()), by, sums, moves },
    balance: { start: day.balance, end: balanceEnd },
    chain: parts.audit.head(),
    counted: undefined,
    varianceLimit: parts.varianceLimit,
    needsApproval: false,
  }
}

/** Whose outlet it is: the agent's own heading, or, where somebody else closes, that of the last transaction. */
function headingOf(
  { session }: DayParts,
  rows: readonly { facts: { heading: ReceiptHeading } }[],
): ReceiptHeading {
  const { bankName, agentCode, name, address } = session.caller().profile
  const own = { bankName, agentCode, agentName: name, address }
  return agentCode === '' ? (rows.at(-1)?.facts.heading ?? own) : own
}

const shown = (closed: ClosedDay): Output<'day.report'> => ({
  day: viewOf(closed),
  receipt: dayReportPaper(closed.report, closed.approval),
})

/** @throws TellerError INVALID_INPUT number not-found */
function closedDay({ days }: DayParts, number: number): ClosedDay {
  const found = days.closed(number)
  if (!found) throw refused('number', 'not-found')
  return found
}

/**
 * A second person agrees to a variance.
 * @throws TellerError as {@link approve}; also INVALID_INPUT approver same-person for who closed the day
 */
export async function approveDay(
  parts: DayParts,
  { number, reason, approver }: ParsedInput<'day.approve'>,
): Promise<Output<'day.approve'>> {
  const { by, needsApproval: isAsked } = closedDay(parts, number)
  if (!isAsked) throw refused('number', 'not-asked')
  if (approver.username === by) throw refused('approver', 'same-person')
  const askedBy = username(parts)
  const agreedBy = await approve(parts.bank, approver, askedBy)
  if (agreedBy === by) throw refused('approver', 'same-person')
  const already = closedDay(parts, number)
  return shown(already.approval ? already : parts.days.approve(number, askedBy, agreedBy, reason))
}

const DAYS_AT_ONCE = 31

export const listDays = (
  { days }: DayParts,
  { below }: ParsedInput<'day.reports'>,
): Output<'day.reports'> => ({
  days: days.list(below, DAYS_AT_ONCE).map(viewOf),
})

export const readDay = (parts: DayParts, { number }: ParsedInput<'day.report'>): Output<'day.report'> =>
  shown(closedDay(parts, number))

/** The day so far (X). It does not say what should be in the drawer. */
export function interimReport(parts: DayParts): { receipt: ReceiptDoc } {
  const { days, audit, balance } = parts
  const day = openDayOf(parts)
  const { rows, sums } = sumsUpTo(parts, audit.head().count)
  const made = { by: username(parts), moves: days.moves(day.number), sums, balanceEnd: balance.last() }
  return {
    receipt: dayReportPaper(reportOf(parts, day, { ...made, heading: headingOf(parts, rows) }), undefined),
  }
}

/** The report on A4, as a file. */
export async function saveDayPdf(
  parts: DayParts,
  { number }: ParsedInput<'day.savePdf'>,
): Promise<Output<'day.savePdf'>> {
  const { report, approval } = closedDay(parts, number)
  const document = dayReportDocument(dayReportPaper(report, approval), number)
  return {
    file: await parts.saveFile(`Z-${number}-${report.businessDate}.pdf`, () => parts.reports.toPdf(document)),
  }
}

let printing: Promise<unknown> = Promise.resolve()

/** Prints a Z, the first time as the original, or the day so far (X). One at a time, so that no two papers have one number. */
export function printDay(
  parts: DayParts,
  { number }: ParsedInput<'day.print'>,
): Promise<Output<'day.print'>> {
  const turn = printing.then(() => (number === undefined ? printInterim(parts) : printClosed(parts, number)))
  printing = turn.catch(() => undefined)
  return turn
}

async function printInterim(parts: DayParts): Promise<Output<'day.print'>> {
  const { state, reason } = await parts.printing.slip(interimReport(parts).receipt)
  return { state, reason, copy: 0 }
}

async function printClosed(parts: DayParts, number: number): Promise<Output<'day.print'>> {
  const by = username(parts)
  const { report, approval, prints: copy } = closedDay(parts, number)
  const paper = dayReportPaper(report, approval)
  const { state, reason } = await parts.printing.slip(copy > 0 ? asCopy(paper, copy) : paper)
  // Paper of which nothing came out does not count: the next one is the original still.
  if (state !== 'failed-unsent') parts.days.addPrint(number, copy, by)
  return { state, reason, copy }
}

const asCopy = (paper: ReceiptDoc, copy: number): ReceiptDoc => ({
  ...paper,
  blocks: [{ type: 'centre', text: receiptWords.copy(copy), bold: true }, ...paper.blocks],
})

/** Everything of this screen, for app.ts. */
export const dayHandlers = (parts: DayParts) => ({
  'day.current': () => currentDay(parts),
  'day.open': (input: ParsedInput<'day.open'>) => openDay(parts, input),
  'day.cash': (input: ParsedInput<'day.cash'>) => moveCash(parts, input),
  'day.count': (input: ParsedInput<'day.count'>) => countDrawer(parts, input),
  'day.close': (input: ParsedInput<'day.close'>) => closeDay(parts, input),
  'day.approve': (input: ParsedInput<'day.approve'>) => approveDay(parts, input),
  'day.reports': (input: ParsedInput<'day.reports'>) => listDays(parts, input),
  'day.report': (input: ParsedInput<'day.report'>) => readDay(parts, input),
  'day.interim': () => interimReport(parts),
  'day.print': (input: ParsedInput<'day.print'>) => printDay(parts, input),
  'day.savePdf': (input: ParsedInput<'day.savePdf'>) => saveDayPdf(parts, input),
})
