import type { ReceiptPart } from '#shared/layout.ts'
import { rupiah } from '#shared/money.ts'
import {
  confirmedReceipt,
  draftReceipt,
  refundSlip,
  reversedReceipt,
  returnedSlip,
  unknownReceipt,
  type ReceiptDoc,
} from '#shared/receipt.ts'
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

/** Every kind of paper, by the name of its golden files. */
export const papersOf = (columns: 32 | 48): Record<string, Paper> => ({
  'deposit-draft': { doc: draftReceipt({ ...draft, narration, training: true }) },
  deposit: { doc: confirmedReceipt(documentDeposit) },
  'deposit-unknown': { doc: unknownReceipt(withFee) },
  'deposit-late': { doc: confirmedReceipt(withFee, { late: true }) },
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
    doc: confirmedReceipt({ ...transfer, kind: 'switcher-transfer', narration: 'Titipan' }),
  },
  'switcher-reversal': { doc: confirmedReceipt({ ...transfer, kind: 'switcher-reversal', fee: rupiah(0) }) },
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
  long: { doc: confirmedReceipt(long), copy: 1, part: 'agent', withQr: true },
})
