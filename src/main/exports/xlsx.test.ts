import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { fromSen } from '#shared/money.ts'
import { sheetNames, xlsxOf } from './xlsx.ts'

const read = async (content: Uint8Array, sheet: number) => readSheet(Buffer.from(content), sheet)

it('is opened again with the same figures, a sheet for each table', async () => {
  const content = await xlsxOf([
    { name: 'Tagihan', headings: ['Judul', 'Jumlah'], rows: [['PDAM', 54]] },
    { name: 'Uang', headings: ['Ref', 'Jumlah'], rows: [['2611221642070001', fromSen(60257717133484n)]] },
  ])
  expect(await read(content, 1)).toEqual([
    ['Judul', 'Jumlah'],
    ['PDAM', 54],
  ])
  expect(await read(content, 2)).toEqual([
    ['Ref', 'Jumlah'],
    ['2611221642070001', 602577171334.84],
  ])
})

it('keeps text that looks like a formula as text, and drops what XML cannot carry', async () => {
  const content = await xlsxOf([{ name: 'A', headings: ['T'], rows: [['=1+1'], ['bad\u0001sign']] }])
  expect(await read(content, 1)).toEqual([['T'], ['=1+1'], ['badsign']])
})

it('writes money of more digits than a spreadsheet can count as text', async () => {
  const content = await xlsxOf([{ name: 'A', headings: ['T'], rows: [[fromSen(99_999_999_999_999_999n)]] }])
  expect(await read(content, 1)).toEqual([['T'], ['999999999999999.99']])
})

it('gives sheets names that Excel takes, each once', () => {
  expect(sheetNames(['Tagihan', 'tagihan', 'a/b:c', '', 'x'.repeat(40)])).toEqual([
    'Tagihan',
    'tagihan 2',
    'a b c',
    '4',
    'x'.repeat(31),
  ])
})
