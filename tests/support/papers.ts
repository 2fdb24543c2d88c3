import { countedIn } from '#shared/day.ts'
import { dayReportPaper, type DayReport, type ReportApproval } from '#shared/day-report.ts'
import type { ReceiptPart } from '#shared/layout.ts'
import { rupiah, subtract, ZERO } from '#shared/money.ts'
import {
  confirmedReceipt,
  draftReceipt,
  refundSlip,
  reversedReceipt,
  returnedSlip,
  unknownReceipt,
  type ReceiptDoc,
} from '#shared/receipt.ts'
import type { BusinessDate, Instant } from '#shared/time.ts'
import { agentBalanceSlip, customerBalanceSlip, testPage } from '#shared/slips.ts'
import { documentDeposit } from './receipt-facts.ts'

/** One paper as the counter prints it. */
export interface Paper {
  doc: ReceiptDoc
  copy?: number
  part?: ReceiptPart
  withQr?: boolean
}

const { reference: _notYet, narration, ...draft } = documentDeposit
const withFee = { ...documentDeposit, fee: rupiah(1_500) }
const transfer = { ...withFee, narration: '', amount: rupiah(1_250_000), fee: rupiah(6_500) }
const slip = { ...documentDeposit, training: false }
const long = {
  ...withFee,
  heading: {
    ...withFee.heading,
    bankName: 'Bank Pembangunan Daerah Nusa Tenggara Timur',
    agentName: 'Koperasi Serba Usaha Nelayan-Petani-Perajin-Pedagang-Kecil Maju Bersama Latihan',
    address:
      'Jl.PahlawanNasionalKemerdekaanRepublikIndonesia No. 1234567890, RT 001/RW 002, Kab. Timor Tengah Utara',
  },
  accountName: 'Perkumpulan Penabung Kelurahan Jatikalang Kecamatan-Krian-Kabupaten-Sidoarjo Latihan',
  narration: 'Pembayaran arisan RT bulan November 2026',
  amount: rupiah(999_999_999_999_998n),
  fee: rupiah(1),
}

const pieces = { 'note-100000': 46, 'note-50000': 9, 'note-2000': 3, 'coin-1000': 1, 'coin-500': 1 }
const counted = countedIn(pieces)
const expected = rupiah(5_068_000)

/** A day on which everything happened that a report has lines for. */
const day: DayReport = {
  version: 1,
  ...{ heading: documentDeposit.heading, training: false, zone: 'WIB', number: 12 },
  businessDate: '2020-04-17' as BusinessDate,
  openedAt: '2020-04-17T00:58:00.000Z' as Instant,
  at: '2020-04-17T10:05:00.000Z' as Instant,
  ...{ openedBy: 'BNIUS100294', by: 'BNIUS100294' },
  sums: {
    booked: [
      { kind: 'deposit', count: 41, amount: rupiah(12_350_000), fee: rupiah(61_500) },
      { kind: 'interbank', count: 3, amount: rupiah(2_500_000), fee: rupiah(19_500) },
      { kind: 'open-account', count: 1, amount: rupiah(20_000), fee: ZERO },
      { kind: 'switcher-transfer', count: 1, amount: rupiah(1_250_000), fee: ZERO },
    ],
    others: [
      { state: 'rejected', count: 2, amount: rupiah(700_000) },
      { state: 'unknown', count: 1, amount: rupiah(25_000) },
    ],
    taken: rupiah(14_951_000),
    earlier: { count: 1, taken: rupiah(-100_000) },
    held: { count: 2, amount: rupiah(51_500), undecided: 1 },
    borne: [{ reference: documentDeposit.reference, amount: rupiah(26_500) }],
    alone: [{ reference: documentDeposit.reference, amount: rupiah(100_000) }],
  },
  moves: [
    {
      direction: 'in',
      amount: rupiah(500_000),
      reason: 'Tambah uang kecil',
      at: '2020-04-17T02:00:00.000Z' as Instant,
      by: 'BNIUS100294',
    },
    {
      direction: 'out',
      amount: rupiah(11_000_000),
      reason: 'Setor ke cabang pembina Sidoarjo',
      at: '2020-04-17T09:00:00.000Z' as Instant,
      by: 'BNIUS100294',
    },
  ],
  balance: { start: rupiah(20_000_000), end: rupiah(5_142_500) },
  chain: { count: 1_284, mac: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  counted: {
    drawer: {
      float: rupiah(665_500),
      cashIn: rupiah(500_000),
      cashOut: rupiah(11_000_000),
      otherApps: ZERO,
      expected,
      counted,
      variance: subtract(counted, expected),
    },
    ...{ pieces, times: 2 },
  },
  ...{ varianceLimit: rupiah(10_000), needsApproval: true },
}
const approval: ReportApproval = {
  at: '2020-04-17T10:20:00.000Z' as Instant,
  ...{ approver: 'BNISPV014001', reason: 'Kembalian lebih, dicatat' },
}

/** Every kind of paper, by the name of its golden files. */
export const papersOf = (columns: 32 | 48): Record<string, Paper> => ({
  'deposit-draft': { doc: draftReceipt({ ...draft, narration, training: true }) },
  deposit: { doc: confirmedReceipt(documentDeposit) },
  'deposit-unknown': { doc: unknownReceipt(withFee) },
  'deposit-late': { doc: confirmedReceipt(withFee, { late: true }) },
  'deposit-late-returned': { doc: confirmedReceipt(withFee, { late: true, cashReturned: true }) },
  'deposit-returned': { doc: returnedSlip(withFee) },
  'deposit-refund': { doc: refundSlip(withFee) },
  copy: { doc: confirmedReceipt({ ...withFee, training: true, zone: 'WIT' }), copy: 2 },
  'agent-part': { doc: confirmedReceipt(withFee), part: 'agent' },
  intrabank: { doc: confirmedReceipt({ ...transfer, kind: 'intrabank' }) },
  interbank: {
    doc: confirmedReceipt({
      ...transfer,
      kind: 'interbank',
      bankName: 'Bank Central Asia',
      accountNumber: '0018003301',
    }),
    withQr: true,
  },
  'open-account': {
    doc: confirmedReceipt({
      ...withFee,
      kind: 'open-account',
      narration: '',
      accountNumber: '8888010005512',
    }),
  },
  'switcher-transfer': {
    doc: confirmedReceipt({
      ...transfer,
      kind: 'switcher-transfer',
      narration: 'Titipan',
      bankName: 'BNINIDJA',
      source: 'BRINIDJA ***********3303',
    }),
  },
  'switcher-reversal': {
    doc: confirmedReceipt({
      ...transfer,
      kind: 'switcher-reversal',
      fee: rupiah(0),
      narration: 'Salah rekening',
      reversedReference: documentDeposit.reference,
    }),
  },
  reversed: {
    doc: reversedReceipt(confirmedReceipt({ ...transfer, kind: 'switcher-transfer' }), true),
    copy: 1,
  },
  'reversal-unknown': {
    doc: reversedReceipt(confirmedReceipt({ ...transfer, kind: 'switcher-transfer' }), false),
    copy: 1,
  },
  'customer-balance': {
    doc: customerBalanceSlip({
      ...slip,
      account: '***47',
      accountName: 'Ardha Herdianto',
      balance: rupiah(1_204_500),
    }),
  },
  'agent-balance': { doc: agentBalanceSlip({ ...slip, balance: rupiah(602_577_171) }) },
  'test-page': { doc: testPage({ ...slip, setting: 'tcp://192.0.2.50:9100', columns }), withQr: true },
  'day-interim': { doc: dayReportPaper({ ...day, counted: undefined, needsApproval: false }, undefined) },
  'day-waiting': { doc: dayReportPaper({ ...day, training: true }, undefined) },
  'day-close': { doc: dayReportPaper(day, approval) },
  long: { doc: confirmedReceipt(long), copy: 1, part: 'agent', withQr: true },
})
