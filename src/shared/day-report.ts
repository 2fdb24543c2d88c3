import {
  DENOMINATIONS,
  worthOf,
  type CashMove,
  type KindSum,
  type DaySums,
  type Drawer,
  type Pieces,
} from './day.ts'
import { dayWords as words } from './locales/day-words.ts'
import { receiptWords } from './locales/receipt-words.ts'
import { takesCash } from './money-states.ts'
import { add, formatRupiah, fromSen, subtract, ZERO, type Rupiah } from './money.ts'
import { headingBlocks, type ReceiptBlock, type ReceiptDoc, type ReceiptHeading } from './receipt.ts'
import { formatClock, wallClock, type BusinessDate, type Instant, type Zone } from './time.ts'

/** A day's report as figures: kept as it was made, laid out for paper here and for A4 in main's exports. */
export interface DayReport {
  version: 1
  heading: ReceiptHeading
  training: boolean
  zone: Zone
  /** of the day; a Z has the same number and is the only one with it */
  number: number
  businessDate: BusinessDate
  openedAt: Instant
  openedBy: string
  at: Instant
  /** the sign-in name of who made it */
  by: string
  sums: DaySums
  moves: CashMove[]
  /** the agent's balance, as information; absent where it was not heard */
  balance: { start: Rupiah | undefined; end: Rupiah | undefined }
  /** how far the audit chain went and what it ended in */
  chain: { count: number; mac: string }
  /** absent in an interim report: nobody has counted, and nobody is told what should be there */
  counted: { drawer: Drawer; pieces: Pieces; times: number } | undefined
  /** from here on a variance needs a second person */
  varianceLimit: Rupiah
  needsApproval: boolean
}

/** Who agreed to a variance. */
export interface ReportApproval {
  at: Instant
  approver: string
  reason: string
}

const RULE: ReceiptBlock = { type: 'rule' }
const pair = (label: string, value: string, bold = false): ReceiptBlock => ({
  type: 'pair',
  label,
  value,
  bold,
})
const title = (text: string): ReceiptBlock => ({ type: 'centre', text, bold: true })
const text = (words: string): ReceiptBlock => ({ type: 'text', text: words })

/** `22/11/2026 16.42 WIB` */
function moment(at: Instant, zone: Zone): string {
  const { day, month, year } = wallClock(at, zone)
  return `${day}/${month}/${year} ${formatClock(at, zone)}`
}

/** The report for the receipt printer: Z where the drawer was counted, else X. */
export function dayReportPaper(report: DayReport, approval: ReportApproval | undefined): ReceiptDoc {
  const { counted, sums, moves, zone } = report
  const [year, month, day] = report.businessDate.split('-')
  return {
    version: 1,
    kind: counted ? 'day-close' : 'day-interim',
    training: report.training,
    blocks: [
      ...headingBlocks(report.heading),
      title(counted ? words.final : words.interim),
      ...(counted ? [{ type: 'large', text: `Z ${report.number}` } as const] : [text(words.interimNote)]),
      ...approvalBlocks(report, approval),
      pair(words.day, `${day}/${month}/${year}`),
      pair(words.opened, moment(report.openedAt, zone)),
      pair(words.by, report.openedBy),
      pair(counted ? words.closed : words.made, moment(report.at, zone)),
      pair(words.by, report.by),
      RULE,
      ...bookedBlocks(sums),
      ...otherBlocks(sums),
      RULE,
      ...drawerBlocks(report),
      ...(counted ? [RULE, ...piecesBlocks(counted.pieces)] : []),
      ...moveBlocks(moves),
      ...balanceBlocks(report),
      ...namedBlocks(words.borne, words.borneNote, sums.borne),
      ...namedBlocks(words.alone, words.aloneNote, sums.alone),
      RULE,
      title(words.chain),
      pair(words.chainCount, String(report.chain.count)),
      text(report.chain.mac),
      ...(counted ? signatureBlocks() : []),
    ],
  }
}

function approvalBlocks(report: DayReport, approval: ReportApproval | undefined): ReceiptBlock[] {
  if (!report.needsApproval) return []
  if (!approval)
    return [
      { type: 'centre', text: words.waiting, bold: true },
      text(words.limit(formatRupiah(report.varianceLimit))),
    ]
  return [
    { type: 'centre', text: words.approved, bold: true },
    pair(words.approver, approval.approver),
    pair(receiptWords.date, moment(approval.at, report.zone)),
    pair(words.reason, approval.reason),
  ]
}

function bookedBlocks({ booked }: DaySums): ReceiptBlock[] {
  const withCash = booked.filter(({ kind }) => takesCash(kind))
  const without = booked.filter(({ kind }) => !takesCash(kind))
  const total = withCash.reduce((sum, { count }) => sum + count, 0)
  return [
    title(words.transactions),
    ...withCash.flatMap(kindBlocks),
    withCash.length === 0
      ? text(words.none)
      : pair(
          `${total}x`,
          formatRupiah(add(ZERO, ...withCash.map(({ amount, fee }) => add(amount, fee)))),
          true,
        ),
    ...(without.length === 0 ? [] : [title(words.withoutCash), ...without.flatMap(kindBlocks)]),
  ]
}

const kindBlocks = ({ kind, count, amount, fee }: KindSum): ReceiptBlock[] => [
  pair(`${count}x ${receiptWords.titles[kind]}`, formatRupiah(amount)),
  ...(fee > 0n ? [pair(words.fee, formatRupiah(fee))] : []),
]

const otherBlocks = ({ others }: DaySums): ReceiptBlock[] =>
  others.length === 0
    ? []
    : [
        title(words.others),
        ...others.map(({ state, count, amount }) =>
          pair(`${count}x ${words.states[state]}`, formatRupiah(amount)),
        ),
      ]

function drawerBlocks({ sums, moves, counted }: DayReport): ReceiptBlock[] {
  const { taken, earlier, held } = sums
  const sum = (direction: 'in' | 'out') =>
    formatRupiah(
      add(ZERO, ...moves.filter((move) => move.direction === direction).map(({ amount }) => amount)),
    )
  const variance = counted?.drawer.variance ?? ZERO
  return [
    title(words.drawer),
    ...(counted ? [pair(words.float, formatRupiah(counted.drawer.float))] : []),
    pair(words.taken, formatRupiah(taken)),
    ...(earlier.count > 0 ? [pair(words.earlier(earlier.count), formatRupiah(earlier.taken))] : []),
    pair(words.cashIn, sum('in')),
    pair(words.cashOut, `-${sum('out')}`),
    pair(words.held(held.count), formatRupiah(held.amount)),
    ...(held.undecided > 0 ? [text(words.undecided(held.undecided))] : []),
    ...(counted
      ? [
          pair(words.otherApps, formatRupiah(counted.drawer.otherApps)),
          pair(words.expected, formatRupiah(counted.drawer.expected), true),
          pair(words.counted, formatRupiah(counted.drawer.counted), true),
          pair(words.variance, variance === 0n ? words.exact : signed(variance), true),
          ...(counted.times > 1 ? [text(words.recounted(counted.times))] : []),
        ]
      : []),
  ]
}

/** `+Rp500`, `-Rp500`: over or short. */
const signed = (amount: Rupiah): string => (amount > 0n ? '+' : '') + formatRupiah(amount)

const piecesBlocks = (pieces: Pieces): ReceiptBlock[] => [
  title(words.pieces),
  ...DENOMINATIONS.filter((one) => (pieces[one] ?? 0) > 0).map((one) => {
    const kind = one.startsWith('note') ? words.note : words.coin
    const count = pieces[one] ?? 0
    return pair(
      `${count}x ${kind} ${formatRupiah(worthOf(one)).slice(2)}`,
      formatRupiah(fromSen(worthOf(one) * BigInt(count))),
    )
  }),
]

const moveBlocks = (moves: readonly CashMove[]): ReceiptBlock[] =>
  moves.length === 0
    ? []
    : [
        RULE,
        title(words.moves),
        ...moves.map(({ direction, amount, reason }) =>
          pair(reason, `${direction === 'in' ? '+' : '-'}${formatRupiah(amount)}`),
        ),
      ]

function balanceBlocks({ balance: { start, end }, sums, counted }: DayReport): ReceiptBlock[] {
  if (start === undefined || end === undefined) return []
  return [
    RULE,
    title(words.balance),
    pair(words.balanceStart, formatRupiah(start)),
    pair(counted ? words.balanceEnd : words.balanceNow, formatRupiah(end)),
    pair(words.balanceMoved, signed(subtract(end, start))),
    pair(words.journalMoved, signed(subtract(ZERO, bookedCash(sums)))),
    text(words.balanceNote),
  ]
}

/** What the agent's account paid for what this report counts: the bank took it whether the cash stayed or not. */
export const bookedCash = ({ taken, earlier, borne }: DaySums): Rupiah =>
  add(taken, earlier.taken, ...borne.map(({ amount }) => amount))

const namedBlocks = (heading: string, note: string, named: DaySums['alone']): ReceiptBlock[] =>
  named.length === 0
    ? []
    : [
        RULE,
        title(heading),
        text(note),
        ...named.map(({ reference, amount }) => pair(reference, formatRupiah(amount))),
      ]

const signatureBlocks = (): ReceiptBlock[] =>
  words.signatures.flatMap((who) => [{ type: 'space' }, { type: 'space' }, pair(who, ''), RULE] as const)
