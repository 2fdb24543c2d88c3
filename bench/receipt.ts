import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { breakLine, characterSet, printer as ThermalPrinter, types } from 'node-thermal-printer'
import receiptline from 'receiptline'
import { layout, type Line } from '#shared/layout.ts'
import { rupiah } from '#shared/money.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import type { Reference } from '#shared/references.ts'
import { toInstant } from '#shared/time.ts'
import { encode } from '../src/main/printing/encode.ts'
import { against, type Figure, type Row } from './figure.ts'
import { HEADING } from './filled-journal.ts'
import { byTurns, elapsedMs } from './rounds.ts'

const COLUMNS = 48
const TIMES = 200

/** The document's deposit. */
const RECEIPT = confirmedReceipt({
  ...{ kind: 'deposit', heading: HEADING, training: false, zone: 'WIB' },
  ...{ at: toInstant('2020-04-17T13:40:38.108Z'), accountNumber: '14047', accountName: 'Ardha Herdianto' },
  ...{ narration: 'Setor tunai', amount: rupiah(25_000), fee: rupiah(0) },
  ...{ reference: '2004172040381080' as Reference, teller: 'BNIUS100294', bankPhone: '1500046' },
})
const LINES = layout(RECEIPT, COLUMNS)

export const receipt: Figure = {
  id: 'receipt',
  async measure(rounds) {
    const makers = {
      ours: () => encode(layout(RECEIPT, COLUMNS), COLUMNS),
      thermal: () => thermalAlone(LINES),
      line: () =>
        receiptline.transform(LINE_DOCUMENT, { cpl: COLUMNS, command: 'escpos', encoding: 'cp437' }),
      pos: () => posEncoder(LINES),
    }
    const many = (make: () => unknown) => async () =>
      (await elapsedMs(() => {
        for (let count = 0; count < TIMES; count += 1) make()
      })) / TIMES
    const measured = await byTurns(rounds, {
      ours: many(makers.ours),
      thermal: many(makers.thermal),
      line: many(makers.line),
      pos: many(makers.pos),
    })
    const bytes = (made: { length: number }) => `${made.length} bytes`
    const beside = (name: 'thermal' | 'line' | 'pos', floor: string, atMost: number): Row => ({
      figure: 'a deposit’s receipt on 80 mm: layout and encoding',
      floor,
      unit: 'ms',
      ...against(measured.ours, measured[name]),
      goal: { of: 'ratio', atMost },
      note: `${bytes(makers.ours())} beside ${bytes(makers[name]())}`,
    })
    return [
      beside('thermal', 'node-thermal-printer alone, the same lines ready-made', 1.3),
      beside('line', 'receiptline, its own layout of the same receipt', 1),
      beside('pos', 'receipt-printer-encoder, the same lines ready-made', 1),
    ]
  },
}

/** The library with nothing of ours around it: an instance, the lines with their weight and size, the cut. */
function thermalAlone(lines: readonly Line[]): Buffer {
  const printer = new ThermalPrinter({
    type: types.EPSON,
    interface: undefined as unknown as string,
    width: COLUMNS,
    breakLine: breakLine.NONE,
    removeSpecialCharacters: false,
    characterSet: characterSet.PC437_USA,
  })
  for (const { text, bold, large } of lines) {
    if (large) printer.setTextQuadArea()
    if (bold) printer.bold(true)
    printer.println(text)
    if (bold) printer.bold(false)
    if (large) printer.setTextNormal()
  }
  printer.cut()
  return printer.getBuffer()
}

function posEncoder(lines: readonly Line[]): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ columns: COLUMNS, language: 'esc-pos' }).initialize()
  for (const { text, bold, large } of lines) {
    if (large) encoder.size(2, 2)
    if (bold) encoder.bold(true)
    encoder.line(text)
    if (bold) encoder.bold(false)
    if (large) encoder.size(1, 1)
  }
  return encoder.cut().encode()
}

/** What receiptline lays out: the same blocks in its own language, where `|` sets apart left and right and `^` enlarges. */
const LINE_DOCUMENT = RECEIPT.blocks
  .map((block) => {
    switch (block.type) {
      case 'rule':
        return '---'
      case 'space':
        return ''
      case 'qr':
        return undefined
      case 'pair':
        return `${block.label} | ${block.value}`
      case 'large':
        return `^^${block.text}`
      case 'text':
        return `${block.text} |`
      case 'centre':
        return block.bold ? `"${block.text}"` : block.text
    }
  })
  .filter((line) => line !== undefined)
  .concat('=')
  .join('\n')
