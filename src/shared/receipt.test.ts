import { describe, expect, it } from 'vitest'
import { expectGolden } from '../../tests/support/golden.ts'
import { documentDeposit } from '../../tests/support/receipt-facts.ts'
import { layout, type PaperColumns } from './layout.ts'
import { rupiah } from './money.ts'
import { MONEY_KINDS } from './money-states.ts'
import { toInstant } from './time.ts'
import { confirmedReceipt, draftReceipt, unknownReceipt, type ReceiptDoc } from './receipt.ts'

const { reference: _notYet, ...draft } = documentDeposit
const withFee = { ...documentDeposit, fee: rupiah(1_500) }

/** One line of paper as one line of text: `B` bold, `L` double size, between the edges of the paper. */
function paper(doc: ReceiptDoc, columns: PaperColumns, copy = 0): string {
  return layout(doc, columns, copy)
    .map(({ text, bold, large }) => {
      const width = large ? columns / 2 : columns
      return `${large ? 'L' : bold ? 'B' : ' '}|${text.padEnd(width)}|\n`
    })
    .join('')
}

const receipts: [name: string, doc: ReceiptDoc, copy: number][] = [
  ['deposit', confirmedReceipt(documentDeposit), 0],
  ['deposit-draft', draftReceipt({ ...draft, training: true }), 0],
  ['deposit-unknown', unknownReceipt(withFee), 0],
  ['deposit-late', confirmedReceipt(withFee, { late: true }), 0],
  ['copy', confirmedReceipt({ ...withFee, training: true, zone: 'WIT' }), 2],
]

describe.each([32, 48] as const)('at %i columns', (columns) => {
  it.each(receipts)('%s is the committed paper', (name, doc, copy) => {
    expectGolden(`receipt-${name}-${columns}.txt`, paper(doc, columns, copy))
  })

  it('a deposit shows agent, address, amount, words and the cash to take', () => {
    const lines = layout(confirmedReceipt(withFee), columns).map(({ text }) => text)
    const flowing = lines.map((line) => line.trim()).join(' ')
    expect(flowing).toContain('BNI014100294')
    expect(flowing).toContain('Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur')
    expect(flowing).toContain('dua puluh enam ribu lima ratus rupiah')
    expect(lines).toContain(`Jumlah${'Rp25.000'.padStart(columns - 6)}`)
    expect(lines).toContain(`Biaya admin${'Rp1.500'.padStart(columns - 11)}`)
    expect(lines).toContain(`TERIMA TUNAI${'Rp26.500'.padStart(columns - 12)}`)
    expect(lines).toContain(`Rekening${'***47'.padStart(columns - 8)}`)
    expect(lines).toContain(`Ref${'2004172040381080'.padStart(columns - 3)}`)
  })
})

const wordsOf = (doc: ReceiptDoc) => JSON.stringify(doc)

describe('a receipt', () => {
  it('never shows the whole account', () => {
    const facts = { ...documentDeposit, accountNumber: '888801000003301' }
    for (const doc of [confirmedReceipt(facts), unknownReceipt(facts)]) {
      expect(wordsOf(doc)).not.toContain('888801000003301')
      expect(wordsOf(doc)).toContain('***********3301')
    }
  })

  it('claims success only of a deposit that has a reference', () => {
    expect(wordsOf(confirmedReceipt(documentDeposit))).toContain('BERHASIL')
    expect(wordsOf(draftReceipt(draft))).not.toContain('BERHASIL')
    expect(wordsOf(draftReceipt(draft))).not.toContain('bukti')
  })

  it.each(MONEY_KINDS)('of an unknown %s says what it is not, and that the agent took the cash', (kind) => {
    const doc = unknownReceipt({ ...withFee, kind })
    for (const columns of [32, 48] as const) {
      const lines = layout(doc, columns).map(({ text }) => text.trim())
      expect(lines.join(' ')).toContain('STATUS BELUM PASTI - BUKAN BUKTI TRANSAKSI BERHASIL')
      expect(lines.join(' ')).toContain('UANG TUNAI Rp26.500 DITERIMA AGEN.')
      // No line says that it succeeded when it is read alone.
      expect(lines.filter((line) => /BERHASIL/.test(line) && !/BUKAN/.test(line))).toEqual([])
    }
    expect(wordsOf(doc)).not.toContain('Simpan struk ini')
  })

  it("shows the outlet's day and time, not the PC's", () => {
    const late = { ...documentDeposit, at: toInstant('2020-12-31T16:30:00.000Z') }
    expect(wordsOf(confirmedReceipt(late))).toContain('31/12/2020')
    expect(wordsOf(confirmedReceipt({ ...late, zone: 'WITA' }))).toContain('01/01/2021')
    expect(wordsOf(confirmedReceipt({ ...late, zone: 'WITA' }))).toContain('00.30 WITA')
  })

  it('leaves the phone line out where there is no phone', () => {
    expect(wordsOf(confirmedReceipt(documentDeposit))).toContain('1500046')
    expect(wordsOf(confirmedReceipt({ ...documentDeposit, bankPhone: '' }))).not.toContain('Layanan bank')
  })
})
