import { describe, expect, it } from 'vitest'
import { documentDeposit } from '../../tests/support/receipt-facts.ts'
import { layout } from './layout.ts'
import { rupiah } from './money.ts'
import { MONEY_KINDS } from './money-states.ts'
import { toInstant } from './time.ts'
import { confirmedReceipt, draftReceipt, refundSlip, unknownReceipt, type ReceiptDoc } from './receipt.ts'

const { reference: _notYet, ...draft } = documentDeposit
const withFee = { ...documentDeposit, fee: rupiah(1_500) }

const wordsOf = (doc: ReceiptDoc) => JSON.stringify(doc)

describe.each([32, 48] as const)('at %i columns', (columns) => {
  it('a deposit shows agent, address, amount, words and the cash to take', () => {
    const lines = layout(confirmedReceipt(withFee), columns).map(({ text }) => text)
    const flowing = lines.map((line) => line.trim()).join(' ')
    expect(flowing).toContain('BNI014100294')
    expect(flowing).toContain('Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur')
    expect(flowing).toContain('dua puluh enam ribu lima ratus rupiah')
    expect(lines).toContain(`Jumlah${'Rp25.000'.padStart(columns - 6)}`)
    expect(lines).toContain(`Biaya admin${'Rp1.500'.padStart(columns - 11)}`)
    expect(flowing).toContain('TERIMA TUNAI Rp26.500 dua puluh enam ribu')
    expect(lines).toContain(`Rekening${'***47'.padStart(columns - 8)}`)
    expect(lines).toContain(`Ref${'2004172040381080'.padStart(columns - 3)}`)
  })
})

describe('a receipt', () => {
  it.each(MONEY_KINDS)('of %s that is not sent yet says when its reference is made', (kind) => {
    const lines = layout(draftReceipt({ ...draft, kind }), 32).map(({ text }) => text)
    const when = kind === 'deposit' ? 'saat disetor' : 'saat dikirim'
    expect(lines).toContain(`Ref${when.padStart(29)}`)
  })

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

  it.each(MONEY_KINDS)('of an unknown %s says what it is not, and whether the agent took cash', (kind) => {
    const doc = unknownReceipt({ ...withFee, kind })
    const cash = kind.startsWith('switcher-') ? 'TOTAL Rp26.500' : 'UANG TUNAI Rp26.500 DITERIMA AGEN.'
    for (const columns of [32, 48] as const) {
      const lines = layout(doc, columns).map(({ text }) => text.trim())
      expect(lines.join(' ')).toContain('STATUS BELUM PASTI - BUKAN BUKTI TRANSAKSI BERHASIL')
      expect(lines.join(' ')).toContain(cash)
      expect(lines.join(' ').includes('TUNAI')).toBe(!kind.startsWith('switcher-'))
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

  it('shows in double size what changes hands: taken, or given back', () => {
    for (const doc of [confirmedReceipt(withFee), unknownReceipt(withFee), refundSlip(withFee)]) {
      expect(
        layout(doc, 32)
          .filter(({ large }) => large)
          .map(({ text }) => text.trim()),
      ).toContain('Rp26.500')
    }
  })

  it('carries its reference as a symbol where the outlet wants one, and not before there is a reference', () => {
    const symbols = (doc: ReceiptDoc, withQr: boolean) =>
      layout(doc, 32, 0, 'customer', withQr).flatMap(({ qr }) => qr ?? [])
    expect(symbols(confirmedReceipt(withFee), true)).toEqual(['2004172040381080'])
    expect(symbols(confirmedReceipt(withFee), false)).toEqual([])
    expect(symbols(draftReceipt(draft), true)).toEqual([])
  })

  it('leaves the phone line out where there is no phone', () => {
    expect(wordsOf(confirmedReceipt(documentDeposit))).toContain('1500046')
    expect(wordsOf(confirmedReceipt({ ...documentDeposit, bankPhone: '' }))).not.toContain('Layanan bank')
  })
})
