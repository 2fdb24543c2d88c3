import { expect, it } from 'vitest'
import {
  dayMonthYear,
  groupedRupiah,
  maskPhone,
  refnum,
  rupiahFromSen,
  senFromRupiah,
  traceCode,
  wibDateTime,
  wibMonth,
} from './wire-format.ts'

const afternoon = new Date('2020-04-16T07:50:35.450Z')

it('writes WIB times as the document does', () => {
  expect(wibDateTime(afternoon)).toBe('2020-04-16 14:50:35')
  expect(traceCode(afternoon)).toMatch(/^BLB200416145035\d{5}$/)
  expect(refnum(afternoon)).toBe('2004161450354500')
})

it('counts the last evening hours of a UTC month to the next WIB month', () => {
  expect(wibMonth(new Date('2020-04-30T16:59:59.999Z'))).toBe('2020-04')
  expect(wibMonth(new Date('2020-04-30T17:00:00.000Z'))).toBe('2020-05')
})

it('groups rupiah by dots', () => {
  expect(groupedRupiah(0)).toBe('0')
  expect(groupedRupiah(senFromRupiah(999))).toBe('999')
  expect(groupedRupiah(senFromRupiah(25_000))).toBe('25.000')
  expect(groupedRupiah(senFromRupiah(202_696_682))).toBe('202.696.682')
})

it('keeps the sen of the switcher’s balances', () => {
  expect(senFromRupiah(602_577_171_334.84)).toBe(60_257_717_133_484)
  expect(rupiahFromSen(60_257_717_133_484)).toBe(602_577_171_334.84)
})

it('masks the last four of a phone number, and an empty one', () => {
  expect(maskPhone('089689677052')).toBe('08968967xxxx')
  expect(maskPhone('')).toBe('xxxx')
})

it('turns a birth date around', () => {
  expect(dayMonthYear('1997-08-01')).toBe('01-08-1997')
})
