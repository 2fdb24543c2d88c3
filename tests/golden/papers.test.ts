import { expect, test, describe } from 'vitest'
import { layout, type Line } from '#shared/layout.ts'
import { encode } from '../../src/main/printing/encode.ts'
import type { Mark } from '../../src/sandbox/printer/page.ts'
import { drawPaper } from '../../src/sandbox/printer/png.ts'
import { expectGolden, expectGoldenPicture } from '../support/golden.ts'
import { paperOf } from '../support/paper.ts'
import { papersOf, type Paper } from '../support/papers.ts'

/** One line of paper as one line of text: `B` bold, `L` double size, between the edges of the paper. */
const drawn = (lines: readonly Line[], columns: number) =>
  lines
    .map(({ text, bold, large, qr }) => {
      if (qr !== undefined) return `Q|${qr}|\n`
      return `${large ? 'L' : bold ? 'B' : ' '}|${text.padEnd(large ? columns / 2 : columns)}|\n`
    })
    .join('')

/** What the printer understood, in the terms of the layout: a symbol is a line too. */
const understood = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => {
    if (mark.kind === 'qr') return [`QR ${mark.data}`]
    return mark.kind === 'text' ? [mark.cells.map(({ char }) => char).join('')] : []
  })

const amounts = (text: string) => text.match(/Rp[\d.]+/g)

describe.each([32, 48] as const)('on paper of %i columns', (columns) => {
  const lay = ({ doc, copy, part, withQr }: Paper) => layout(doc, columns, copy, part, withQr)

  test.each(Object.entries(papersOf(columns)))('%s is the committed paper, as text and as it looks', (name, paper) => {
    const lines = lay(paper)
    const { marks, lines: printed } = paperOf(encode(lines, columns), columns)
    expectGolden(`receipt-${name}-${columns}.txt`, drawn(lines, columns))

    expect(understood(marks)).toEqual(
      lines.map(({ text, qr }) => (qr ? `QR ${qr}` : text)),
    )
    expect(printed.filter(({ wrapped }) => wrapped)).toEqual([])
    expect(printed.every(({ cells }) => cells.reduce((sum, { width }) => sum + width, 0) <= columns)).toBe(true)
    const paperText = understood(marks).join('\n')
    expect(amounts(paperText)).toEqual(amounts(lines.map(({ text }) => text).join('\n')))
    expectGoldenPicture(`receipt-${name}-${columns}.png`, drawPaper(marks, columns))
  })
})
