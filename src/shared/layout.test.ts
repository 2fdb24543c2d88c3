import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileBlock } from '../../tests/support/hostile-text.ts'
import { layout, printable, type Line, type PaperColumns } from './layout.ts'
import type { ReceiptBlock, ReceiptDoc } from './receipt.ts'

const WIDTHS: PaperColumns[] = [32, 48]

const docOf = (...blocks: ReceiptBlock[]): ReceiptDoc => ({
  version: 1,
  kind: 'deposit',
  training: false,
  blocks,
})
const texts = (lines: Line[]) => lines.map((line) => line.text)
const textsOf = (columns: PaperColumns, ...blocks: ReceiptBlock[]) => texts(layout(docOf(...blocks), columns))

describe.each(WIDTHS)('layout at %i columns', (columns) => {
  it('keeps every line within the paper and free of control bytes, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.array(hostileBlock, { maxLength: 8 }), fc.nat(120), (blocks, copy) => {
        for (const line of layout({ ...docOf(...blocks), training: true }, columns, copy)) {
          expect(line.text).toMatch(/^[\x20-\x7e]*$/)
          expect(line.text.length).toBeLessThanOrEqual(line.large ? columns / 2 : columns)
        }
      }),
    )
  })

  it('loses no word of a text', () => {
    const word = fc.stringMatching(/^[!-~]{1,20}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        const text = words.join(' ')
        expect(textsOf(columns, { type: 'text', text }).join(' ')).toBe(text)
      }),
    )
  })

  it('puts the value of a pair at the right edge, also where it wraps', () => {
    const value = 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur'
    const lines = textsOf(columns, { type: 'pair', label: 'Alamat', value })
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.map((line) => line.length)).toEqual(lines.map(() => columns))
    expect(lines[0]).toMatch(/^Alamat +\S/)
    expect(lines.every((line) => /\S$/.test(line))).toBe(true)
    expect(lines.join(' ').replace(/ +/g, ' ')).toBe(`Alamat ${value}`)
  })

  it('gives a label that leaves no room for its value lines of its own', () => {
    const label = 'L'.repeat(columns)
    expect(textsOf(columns, { type: 'pair', label, value: 'nilai' })).toEqual([
      label,
      'nilai'.padStart(columns),
    ])
  })

  it('marks training at top and bottom, and a copy with its number', () => {
    const lines = layout({ ...docOf({ type: 'space' }), training: true }, columns, 3)
    const trimmed = lines.map(({ text, bold }) => [text.trim(), bold])
    expect(trimmed).toEqual([
      ['LATIHAN - BUKAN BUKTI TRANSAKSI', true],
      ['SALINAN ke-3', true],
      ['', false],
      ['LATIHAN - BUKAN BUKTI TRANSAKSI', true],
    ])
  })
})

describe('layout', () => {
  it('sets in double size what fits, each character taking two columns', () => {
    expect(layout(docOf({ type: 'large', text: 'BERHASIL' }), 32)).toEqual([
      { text: '    BERHASIL', bold: true, large: true },
    ])
    const [fits] = layout(docOf({ type: 'large', text: 'x'.repeat(16) }), 32)
    expect(fits).toMatchObject({ large: true, text: 'x'.repeat(16) })
  })

  it('falls back to bold of normal size where double size does not fit', () => {
    const lines = layout(docOf({ type: 'large', text: 'x'.repeat(17) }), 32)
    expect(lines).toEqual([{ text: ' '.repeat(7) + 'x'.repeat(17), bold: true, large: false }])
  })

  it('centres with the odd space at the right', () => {
    expect(textsOf(32, { type: 'centre', text: 'BNI' })).toEqual([' '.repeat(14) + 'BNI'])
  })

  it('lays out a name of a megabyte', () => {
    const lines = textsOf(32, { type: 'pair', label: 'Nama', value: 'x'.repeat(1_048_576) })
    expect(lines.join('').match(/x/g)).toHaveLength(1_048_576)
  })
})

describe('printable', () => {
  it.each([
    ['José Ñandú', 'Jose Nandu'],
    ['“Ardha” – ‘toko’', '"Ardha" - \'toko\''],
    ['a\u00a0b\tc\nd', 'a b c d'],
    ['Ardha\x1bp\x00\x19\xfa', 'Ardhapu'],
    ['a \x00 b', 'a b'],
    ['Toko 😀👍🏽', 'Toko ???'],
    ['日本', '??'],
    ['…', '...'],
    ['ａｒｄｈａ', 'ardha'],
    ['\u202eardha\u200b', 'ardha'],
    ['\x9bA', 'A'],
    ['  Ardha  ', 'Ardha'],
  ])('%j is %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })
})
