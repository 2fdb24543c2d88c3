import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layout, type Line } from '#shared/layout.ts'
import { confirmedReceipt, unknownReceipt, type ReceiptDoc, type TransactionFacts } from '#shared/receipt.ts'
import type { Reference } from '#shared/references.ts'
import { expectGolden } from '../../../tests/support/golden.ts'
import { hostileBlock, hostileText } from '../../../tests/support/hostile-text.ts'
import { paperOf } from '../../../tests/support/paper.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { createDecoder } from '../../sandbox/printer/decoder.ts'
import { encode } from './encode.ts'
import { DEFAULT_HANDLING } from './paper-handling.ts'

/** Printable bytes as they are, others as <1B>; a line for each line of the paper. */
const readable = (bytes: Buffer) =>
  [...bytes]
    .map((byte) => {
      if (byte === 0x0a) return '<0A>\n'
      if (byte >= 0x20 && byte <= 0x7e && byte !== 0x3c) return String.fromCharCode(byte)
      return `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`
    })
    .join('') + '\n'

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
          const doc: ReceiptDoc = { version: 1, kind: 'deposit', training: true, blocks }
          const lines = layout(doc, columns, copy, 'customer', true)
          const { marks, lines: printed, cuts, drawers } = paperOf(encode(lines, columns), columns)
          expect(printed.map(({ cells }) => cells.map(({ char }) => char).join(''))).toEqual(
            lines.flatMap(({ text, qr }) => (qr === undefined ? [text] : [])),
          )
          expect(marks.flatMap((mark) => (mark.kind === 'qr' ? [mark.data] : []))).toEqual(
            lines.flatMap(({ qr }) => qr ?? []),
          )
          expect(printed.filter(({ wrapped }) => wrapped)).toEqual([])
          expect([cuts.length, drawers.length]).toEqual([1, 0])
        }),
      )
    },
  )

  it.each([32, 48] as const)('gives the golden bytes at %i columns', (columns) => {
    const lines = layout(confirmedReceipt(documentDeposit), columns, 1)
    expectGolden(`receipt-copy-${columns}.escpos`, readable(encode(lines, columns, DEFAULT_HANDLING, true)))
  })

  it.each([32, 48] as const)('lets no name add a command to a receipt of %i columns', (columns) => {
    const text = fc.oneof(
      hostileText,
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      fc.constantFrom(
        '\x1bp\x00\x19\xfa',
        'Budi\x1dV\x00',
        '\x10\x14\x01\x00\x05',
        '\x1b@\x1d(H\x06\x0000ABCD',
        '\x9bV\x8eA',
        'a\r\nBERHASIL\n',
      ),
    )
    const names = fc.record({
      ...{ accountName: text, narration: text, teller: text, bankPhone: text, accountNumber: text },
      reference: text.map((hostile) => hostile as Reference),
      heading: fc.record({ bankName: text, agentCode: text, agentName: text, address: text }),
    })
    fc.assert(
      fc.property(names, fc.boolean(), fc.nat(3), (given, known, copy) => {
        const facts = { ...documentDeposit, ...given } as TransactionFacts & { reference: Reference }
        const lines = layout(known ? confirmedReceipt(facts) : unknownReceipt(facts), columns, copy, 'agent')
        const { marks, lines: printed } = paperOf(encode(lines, columns), columns)
        expect(printed.map(({ cells }) => cells.map(({ char }) => char).join(''))).toEqual(
          lines.map((line) => line.text),
        )
        expect(printed.filter(({ wrapped }) => wrapped)).toEqual([])
        expect(marks.filter(({ kind }) => kind !== 'text').map(({ kind }) => kind)).toEqual(['feed', 'cut'])
      }),
    )
  })

  it('sets bold and double size as the layout says, line by line', () => {
    const lines = layout(confirmedReceipt(documentDeposit), 32)
    const { lines: printed } = paperOf(encode(lines, 32), 32)
    const looks = printed.map(({ cells }) => {
      const [first] = cells.filter(({ char }) => char !== ' ')
      return { bold: first?.bold ?? false, large: first?.width === 2 && first.height === 2 }
    })
    expect(looks).toEqual(lines.map(({ bold, large }) => ({ bold, large })))
    expect(looks.filter(({ large }) => large)).toHaveLength(2)
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

  it('feeds as far as this printer needs before its cutter or tear bar', () => {
    const { marks } = paperOf(encode([plain('BNI')], 32, { cut: 'none', feedLines: 6 }), 32)
    expect(marks.slice(1)).toEqual([{ kind: 'feed', feedDots: 6 * 30 }])
  })

  it('opens the drawer before the first line, where it is asked to', () => {
    const { marks } = paperOf(encode([plain('BNI')], 32, DEFAULT_HANDLING, true), 32)
    expect(marks.slice(0, 2)).toMatchObject([
      { kind: 'drawer', connectorPin: 2, onMs: 50, offMs: 500 },
      { kind: 'text' },
    ])
  })

  it('begins in the modes of power-on, whatever a job before it left behind', () => {
    const job = encode(layout(confirmedReceipt(documentDeposit), 32), 32)
    const decoder = createDecoder(32)
    // Large, bold, inverse and right-aligned, and a line that was never ended.
    for (const byte of Buffer.from('\x1b!\x30\x1bE\x01\x1dB\x01\x1ba\x02sisa', 'latin1')) decoder.push(byte)
    expect([...job].flatMap((byte) => decoder.push(byte).marks)).toEqual(paperOf(job, 32).marks)
  })
})
