import { receiptWords as words } from './locales/receipt-words.ts'
import type { ReceiptBlock, ReceiptDoc } from './receipt.ts'

/** 32 columns: 58 mm paper; 48 columns: 80 mm paper (12 dots a character at 203 dpi). */
export type PaperColumns = 32 | 48

/**
 * One printed line, already wrapped and padded: paper, screen and PDF print `text` as it stands. Text is printable ASCII,
 * at most `columns` characters, or half as many where `large` (each takes two columns).
 */
export interface Line {
  text: string
  bold: boolean
  large: boolean
  /** a QR symbol of this data, centred, instead of text */
  qr?: string
}

/** Whose sheet it is: the agent's own says so at its top. */
export type ReceiptPart = 'customer' | 'agent'

/** More does not fit beside the edges of 58 mm paper in modules that a phone can read. */
const MAX_QR_CHARACTERS = 200

const PLAIN = { bold: false, large: false }

/**
 * Lays a receipt out for paper of a width. All wrapping and alignment of receipts happens here and nowhere else.
 * @param copy 0 for the original, n for `SALINAN ke-n`
 * @param withQr whether this outlet prints QR symbols
 */
export function layout(
  doc: ReceiptDoc,
  columns: PaperColumns,
  copy = 0,
  part: ReceiptPart = 'customer',
  withQr = false,
): Line[] {
  const trainingMark = doc.training ? centre(words.training, columns, true) : []
  const copyMark = copy > 0 ? centre(words.copy(copy), columns, true) : []
  const partMark = part === 'agent' ? centre(words.agentPart, columns, true) : []
  const blocks = withQr ? doc.blocks : doc.blocks.filter(({ type }) => type !== 'qr')
  const body = blocks.flatMap((block) => layoutBlock(block, columns))
  return [...trainingMark, ...copyMark, ...partMark, ...body, ...trainingMark]
}

function layoutBlock(block: ReceiptBlock, columns: PaperColumns): Line[] {
  switch (block.type) {
    case 'rule':
      return [{ ...PLAIN, text: '-'.repeat(columns) }]
    case 'space':
      return [{ ...PLAIN, text: '' }]
    case 'qr':
      return symbol(block.data)
    case 'text':
      return wrap(printable(block.text), columns).map((text) => ({ ...PLAIN, text }))
    case 'centre':
      return centre(block.text, columns, block.bold ?? false)
    case 'large':
      return large(block.text, columns)
    case 'pair':
      return pair(block.label, block.value, columns, block.bold ?? false)
  }
}

function centre(text: string, columns: number, bold: boolean): Line[] {
  return wrap(printable(text), columns).map((part) => ({ text: indent(part, columns), bold, large: false }))
}

/**
 * The data is length-counted on its way to the printer, but a symbol that nobody can read is of no use: printable text
 * only. White above and below, without which phones do not see it.
 */
function symbol(data: string): Line[] {
  const qr = printable(data).slice(0, MAX_QR_CHARACTERS)
  const edge = { ...PLAIN, text: '' }
  return qr === '' ? [] : [edge, { ...PLAIN, text: '', qr }, edge]
}

/** Double size takes two columns a character; what does not fit in one such line is set bold instead of being broken. */
function large(text: string, columns: number): Line[] {
  const safe = printable(text)
  const half = columns / 2
  return safe.length <= half
    ? [{ text: indent(safe, half), bold: true, large: true }]
    : centre(safe, columns, true)
}

/**
 * Label left, value right; a value too long for the rest of the line wraps below, right-aligned. A label of more than half the
 * paper has lines of its own, where its value does not fit beside it.
 */
function pair(label: string, value: string, columns: number, bold: boolean): Line[] {
  const left = printable(label)
  const right = printable(value)
  const room = columns - left.length - 1
  const beside = right.length <= room || room >= columns / 2
  const [first = '', ...rest] = wrap(right, beside ? room : columns)
  const texts = beside
    ? [left + first.padStart(columns - left.length), ...rest.map((part) => part.padStart(columns))]
    : [...wrap(left, columns), ...[first, ...rest].map((part) => part.padStart(columns))]
  return texts.map((text) => ({ text, bold, large: false }))
}

function indent(text: string, columns: number): string {
  return ' '.repeat(Math.floor((columns - text.length) / 2)) + text
}

/** Breaks at spaces; a word longer than the line is cut hard. Never returns an empty list. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((part) => chunks(part, columns))) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

const chunks = (word: string, size: number): string[] => word.match(new RegExp(`.{1,${size}}`, 'g')) ?? [word]

const DASHES = /[\u2010-\u2015\u2212]/g
const SINGLE_QUOTES = /[\u2018-\u201b\u2032]/g
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033]/g

/**
 * Text as a thermal printer can hold it: accents folded (NFKD), dashes and quotes mapped, everything else outside printable
 * ASCII shown as `?` or dropped. Control characters are dropped, so that no name can carry a printer command.
 */
export function printable(text: string): string {
  return text
    .replace(DASHES, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .normalize('NFKD')
    .replace(/(?!\s)[\p{Cc}\p{Cf}\p{M}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
}
