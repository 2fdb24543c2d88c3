import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layout, type Line } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import { hostileBlock } from '../../../tests/support/hostile-text.ts'
import { paperOf } from '../../../tests/support/paper.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { DEFAULT_HANDLING, encode } from './encode.ts'

const plain = (text: string): Line => ({ text, bold: false, large: false })

describe('encode', () => {
  it('begins with initialise, Kanji off and code page 437', () => {
    const start = Buffer.from([0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 0x00])
    expect(encode([plain('BNI')], 32).subarray(0, start.length)).toEqual(start)
  })

  it.each([32, 48] as const)(
    'at %i columns puts on paper the lines of the layout and nothing else, whatever the names hold',
    (columns) => {
      fc.assert(
        fc.property(fc.array(hostileBlock, { maxLength: 6 }), fc.nat(9), (blocks, copy) => {
          const lines = layout({ version: 1, kind: 'deposit', training: true, blocks }, columns, copy)
          const { lines: printed, cuts, drawers } = paperOf(encode(lines, columns), columns)
          expect(printed.map(({ cells }) => cells.map(({ char }) => char).join(''))).toEqual(
            lines.map(({ text }) => text),
          )
          expect(printed.filter(({ wrapped }) => wrapped)).toEqual([])
          expect([cuts.length, drawers.length]).toEqual([1, 0])
        }),
      )
    },
  )

  it('sets bold and double size as the layout says, line by line', () => {
    const lines = layout(confirmedReceipt(documentDeposit), 32)
    const { lines: printed } = paperOf(encode(lines, 32), 32)
    const looks = printed.map(({ cells }) => {
      const [first] = cells.filter(({ char }) => char !== ' ')
      return { bold: first?.bold ?? false, large: first?.width === 2 && first.height === 2 }
    })
    expect(looks).toEqual(lines.map(({ bold, large }) => ({ bold, large })))
    expect(looks.filter(({ large }) => large)).toHaveLength(1)
  })

  it('gives the same bytes for the same lines: nothing is left over from the job before', () => {
    const lines = layout(confirmedReceipt(documentDeposit), 32)
    const first = encode(lines, 32)
    encode([plain('another')], 48)
    expect(encode(lines, 32).equals(first)).toBe(true)
  })

  it.each([
    ['full', [false]],
    ['partial', [true]],
    ['none', []],
  ] as const)('ends with the cut of this printer: %s', (cut, partial) => {
    const job = encode([plain('BNI')], 32, { ...DEFAULT_HANDLING, cut })
    expect(paperOf(job, 32).cuts.map((mark) => mark.partial)).toEqual(partial)
  })

  it('opens the drawer before the first line, where it is asked to', () => {
    const { marks } = paperOf(encode([plain('BNI')], 32, DEFAULT_HANDLING, true), 32)
    expect(marks.slice(0, 2).map(({ kind }) => kind)).toEqual(['drawer', 'text'])
  })
})
