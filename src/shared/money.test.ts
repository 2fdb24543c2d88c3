import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInWords } from './amount-in-words.ts'
import {
  add,
  formatDigits,
  formatRupiah,
  fromSen,
  parseRupiah,
  rupiah,
  subtract,
  toWireNumber,
  toWireString,
  ZERO,
} from './money.ts'

const LARGEST = 999_999_999_999_999n
const wholeAmount = fc.bigInt({ min: 0n, max: LARGEST }).map(rupiah)
/** Below a trillion rupiah, a JSON number with two decimals is exact: the document's own example is of that size. */
const amountWithSen = fc.bigInt({ min: 0n, max: 99_999_999_999_999n }).map(fromSen)

describe('parseRupiah', () => {
  it.each([
    ['a number', 25000, 25_000_00n],
    ['digits', '25000', 25_000_00n],
    ['grouped digits', '25.000', 25_000_00n],
    ['a number with sen', 602577171334.84, 602_577_171_334_84n],
    ['zero', 0, 0n],
    ['zero as text', '0', 0n],
    ['millions, grouped', '202.696.682', 202_696_682_00n],
    ['one decimal', 0.5, 50n],
    ['sen as text', '602577171334.84', 602_577_171_334_84n],
    ['a debt', -25000, -25_000_00n],
    ['white space around', ' 25.000 ', 25_000_00n],
  ])('reads %s', (_, wire, sen) => {
    expect(parseRupiah(wire)).toBe(sen)
  })

  it.each([
    ['nothing', ''],
    ['letters', 'Rp25.000'],
    ['three decimals of a number', 25.001],
    ['wrong groups', '25.00.000'],
    ['two decimal points', '1.2.3'],
    ['groups in the English way', '25,000.00'],
    ['an exponent', '1e6'],
    ['a number too large to be exact', 2 ** 53],
    ['a number with sen too large to be exact', 99_999_999_999_999.98],
    ['a number written with an exponent', 1e21],
    ['17 digits', '12345678901234567'],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['hexadecimal', '0x10'],
    ['other digits than ASCII', '٢٥'],
  ])('refuses %s', (_, wire) => {
    expect(() => parseRupiah(wire)).toThrow(RangeError)
  })

  it('reads back every whole amount from each of its wire forms', () => {
    fc.assert(
      fc.property(wholeAmount, (amount) => {
        expect(parseRupiah(toWireNumber(amount))).toBe(amount)
        expect(parseRupiah(toWireString(amount))).toBe(amount)
        expect(parseRupiah(formatDigits(amount))).toBe(amount)
      }),
    )
  })

  it('reads a number with sen exactly', () => {
    fc.assert(
      fc.property(amountWithSen, (amount) => {
        const sen = (amount % 100n).toString().padStart(2, '0')
        expect(parseRupiah(JSON.parse(`${amount / 100n}.${sen}`) as number)).toBe(amount)
      }),
    )
  })
})

describe('toWireNumber', () => {
  it('gives 15 digits exactly and no more', () => {
    expect(toWireNumber(rupiah(LARGEST))).toBe(999_999_999_999_999)
    expect(toWireString(rupiah(LARGEST))).toBe('999999999999999')
    expect(() => toWireNumber(rupiah(LARGEST + 1n))).toThrow(RangeError)
  })

  it('refuses sen, which the API does not take', () => {
    expect(() => toWireNumber(fromSen(25_000_01n))).toThrow(RangeError)
  })
})

describe('arithmetic', () => {
  it('adds and subtracts in sen', () => {
    expect(add(rupiah(25_000), rupiah(1_000), fromSen(5n))).toBe(26_000_05n)
    expect(add()).toBe(ZERO)
    expect(subtract(rupiah(1), fromSen(1n))).toBe(99n)
  })
})

describe('formatRupiah', () => {
  it.each([
    [rupiah(25_000), 'Rp25.000'],
    [ZERO, 'Rp0'],
    [rupiah(999), 'Rp999'],
    [rupiah(1_000_000), 'Rp1.000.000'],
    [rupiah(LARGEST), 'Rp999.999.999.999.999'],
    [fromSen(602_577_171_334_84n), 'Rp602.577.171.334,84'],
    [fromSen(5n), 'Rp0,05'],
    [rupiah(-25_000), '-Rp25.000'],
  ])('%s sen is %s', (amount, text) => {
    expect(formatRupiah(amount)).toBe(text)
  })
})

describe('amountInWords', () => {
  it.each([
    [ZERO, 'nol rupiah'],
    [rupiah(11), 'sebelas rupiah'],
    [rupiah(1_000), 'seribu rupiah'],
    [rupiah(25_000), 'dua puluh lima ribu rupiah'],
    [rupiah(1_250_000), 'satu juta dua ratus lima puluh ribu rupiah'],
    [rupiah(2_001_000_000), 'dua miliar satu juta rupiah'],
  ])('%s sen is %s', (amount, words) => {
    expect(amountInWords(amount)).toBe(words)
  })
})
