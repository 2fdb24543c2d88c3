import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { layout, type Line } from '#shared/layout.ts'
import { papersOf } from '../../../tests/support/papers.ts'
import { receiptPdf, type ReceiptPage } from './receipt-pdf.ts'

interface Piece {
  text: string
  x: number
  y: number
  width: number
}

/** As another program reads it, page by page. */
async function read(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const page = await document.getPage(index + 1)
      const { items } = await page.getTextContent()
      const pieces = items.flatMap((item): Piece[] => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [x = 0, y = 0] = (item.transform as number[]).slice(4)
        return [{ text: item.str, x, y, width: item.width }]
      })
      const [, , right = 0, top = 0] = page.view
      return { right, top, pieces }
    }),
  )
}

/** Pieces of text on one height, as a line again: each character in the column where it lies. */
function gridOf({ right, pieces }: Awaited<ReturnType<typeof read>>[number], columns: number): string[] {
  const heights = [...new Set(pieces.map(({ y }) => y))]
  const narrowest = Math.min(...pieces.map(({ text, width }) => width / text.length))
  const left = (right - columns * narrowest) / 2
  return heights.map((height) => {
    let line = ''
    for (const { text, x, width } of pieces.filter(({ y }) => y === height))
      line = line.padEnd(Math.round((x - left) / (width / text.length))) + text
    return line
  })
}

const written = (lines: readonly Line[]) => lines.map(({ text }) => text.trimEnd()).filter(Boolean)

describe.each(['roll', 'a4'] as const)('on a page that is %s', (page: ReceiptPage) => {
  for (const columns of [32, 48] as const) {
    it.each(Object.entries(papersOf(columns)))(
      `%s of ${columns} columns has the lines of the paper, all of them within the page`,
      async (_name, { doc, copy, part, withQr }) => {
        const lines = layout(doc, columns, copy, part, withQr)
        const pages = await read(receiptPdf(lines, columns, page))
        expect(pages.flatMap((one) => gridOf(one, columns))).toEqual(written(lines))
        for (const { right, top, pieces } of pages) {
          expect(pieces.filter(({ x, width }) => x < 0 || x + width > right)).toEqual([])
          expect(pieces.filter(({ y }) => y < 10 || y > top - 10)).toEqual([])
        }
      },
    )
  }
})

it('keeps columns under each other: characters are as wide as their share of the line', async () => {
  const plain = (text: string): Line => ({ text, bold: false, large: false })
  const [page] = await read(receiptPdf([plain('1'.repeat(32)), plain('W'.repeat(32))], 32, 'roll'))
  const [ones, double] = page!.pieces
  expect(ones!.width).toBeCloseTo(double!.width, 5)
})

it('is as long as its receipt on a roll, and goes on to a second sheet of A4', async () => {
  const lines = Array.from({ length: 120 }, (_, n): Line => ({
    text: `baris ${n}`,
    bold: false,
    large: false,
  }))
  const [roll, ...noMore] = await read(receiptPdf(lines, 32, 'roll'))
  expect(noMore).toEqual([])
  expect(roll!.right).toBeCloseTo((58 * 72) / 25.4, 1)
  const sheets = await read(receiptPdf(lines, 32, 'a4'))
  expect(sheets.length).toBeGreaterThan(1)
  expect(sheets.flatMap((sheet) => gridOf(sheet, 32))).toEqual(written(lines))
})

it('writes signs that mean something in a PDF as what they are', async () => {
  const text = String.raw`Toko (Jaya) \ Makmur ) Tj ET`
  const pdf = receiptPdf([{ text, bold: true, large: false }], 48, 'a4')
  const { text: found } = await extractText(new Uint8Array(pdf), { mergePages: true })
  expect(found.trim()).toBe(text)
})
