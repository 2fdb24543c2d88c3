/**
 * What a job leaves behind: marks on paper, cuts, and pulses to the cash drawer and buzzer. Written by the decoder, read by
 * the picture (png.ts), the tests and whoever shows the paper.
 */

/** 32 columns: 58 mm paper, 384 dots wide; 48 columns: 80 mm paper, 576 dots wide (203 dpi, Font A, 12 dots a column). */
export type PrinterColumns = 32 | 48

export type Alignment = 'left' | 'centre' | 'right'
export type PrinterFont = 'A' | 'B'

/** Cells of the two built-in fonts, in dots (Epson ESC/POS reference, ESC M). */
export const FONT_CELL = {
  A: { width: 12, height: 24 },
  B: { width: 9, height: 17 },
} as const satisfies Record<PrinterFont, { width: number; height: number }>

/** Default line spacing in dots: 3.75 mm at 8 dots a millimetre (ESC 2). */
export const DEFAULT_LINE_SPACING_DOTS = 30

/** One printed character with all that the commands before it said about its looks. */
export interface Cell {
  char: string
  bold: boolean
  /** Thickness in dots. */
  underline: 0 | 1 | 2
  inverse: boolean
  /** Magnification, 1 to 8. */
  width: number
  height: number
  font: PrinterFont
}

export interface TextMark {
  kind: 'text'
  align: Alignment
  cells: Cell[]
  /** The line was printed because a further character did not fit, not because it was ended. */
  wrapped: boolean
  /** How far the paper moves with this line, in dots. */
  feedDots: number
}

export interface ImageMark {
  kind: 'image'
  align: Alignment
  widthDots: number
  heightDots: number
  /** One bit a dot, most significant first, rows padded to whole bytes; 1 is black. */
  rows: Uint8Array
}

export interface QrMark {
  kind: 'qr'
  align: Alignment
  data: string
  /** Side of one module in dots, 1 to 16. */
  moduleDots: number
  /** Modules from left to right of each row, without the quiet zone; true is black. */
  modules: boolean[][]
}

export type Mark =
  | TextMark
  | ImageMark
  | QrMark
  | { kind: 'feed'; feedDots: number }
  | { kind: 'cut'; partial: boolean; feedDots: number }
  | { kind: 'drawer'; connectorPin: 2 | 5; onMs: number; offMs: number }
  | { kind: 'beep'; times: number }

/** Printable width in dots. */
export function paperWidthDots(columns: PrinterColumns): number {
  return columns * FONT_CELL.A.width
}

export function cellWidthDots(cell: Pick<Cell, 'font' | 'width'>): number {
  return FONT_CELL[cell.font].width * cell.width
}

export function cellHeightDots(cell: Pick<Cell, 'font' | 'height'>): number {
  return FONT_CELL[cell.font].height * cell.height
}

export function lineWidthDots(cells: readonly Cell[]): number {
  return cells.reduce((dots, cell) => dots + cellWidthDots(cell), 0)
}

/** Where something starts on the line, in dots from the left of the printable area; never negative. */
export function alignedStartDots(align: Alignment, contentDots: number, availableDots: number): number {
  const freeDots = Math.max(0, availableDots - contentDots)
  if (align === 'left') return 0
  return align === 'right' ? freeDots : Math.floor(freeDots / 2)
}

/** A text line as a person reads it: its characters behind the columns that its alignment leaves free. */
export function textOf(line: TextMark, columns: PrinterColumns): string {
  const startDots = alignedStartDots(line.align, lineWidthDots(line.cells), paperWidthDots(columns))
  const indent = ' '.repeat(Math.floor(startDots / FONT_CELL.A.width))
  return (indent + line.cells.map((cell) => cell.char).join('')).trimEnd()
}

/**
 * All text of a job, one printed line each; paper fed without text shows as blank lines, blank lines at the end are dropped.
 * Images and QR symbols are not text and leave nothing.
 */
export function pageText(marks: readonly Mark[], columns: PrinterColumns): string {
  const lines = marks.flatMap((mark) => {
    if (mark.kind === 'text') return [textOf(mark, columns)]
    if (mark.kind === 'feed')
      return Array<string>(Math.floor(mark.feedDots / DEFAULT_LINE_SPACING_DOTS)).fill('')
    return []
  })
  return lines.join('\n').trimEnd()
}
