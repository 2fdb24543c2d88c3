import { expect, it } from 'vitest'
import { fromSen } from '#shared/money.ts'
import { csvOf } from './csv.ts'

const csv = (...rows: Parameters<typeof csvOf>[0]['rows']) =>
  csvOf({ headings: ['A', 'B'], rows }).split('\r\n')

it('begins with a byte order mark, ends every line with CRLF', () => {
  expect(csvOf({ headings: ['Judul', 'Jumlah'], rows: [['PDAM', 54]] })).toBe(
    '\uFEFFJudul,Jumlah\r\nPDAM,54\r\n',
  )
})

it('writes figures plain, with sen only where there are any', () => {
  expect(csv([1225, fromSen(2_500_000n)])[1]).toBe('1225,25000')
  expect(csv([fromSen(60257717133484n), fromSen(-5n)])[1]).toBe('602577171334.84,-0.05')
})

it('quotes what would break a line', () => {
  expect(csv(['a,b', 'say "so"'])[1]).toBe('"a,b","say ""so"""')
  expect(csvOf({ headings: ['A'], rows: [['one\ntwo']] })).toContain('"one\ntwo"')
})

it.each(['=1+1', '+62812', '-2', '@SUM(A1)', '\t=1', ' =1', '=HYPERLINK("x")', '\uff1d1'])(
  'keeps a spreadsheet from running %j',
  (text) => {
    expect(csv([text, undefined])[1]).toMatch(/^"?'/)
  },
)

it('leaves numbers alone that only look dangerous, and harmless text', () => {
  expect(csv([-2, 'Setor tunai - lunas'])[1]).toBe('-2,Setor tunai - lunas')
})
