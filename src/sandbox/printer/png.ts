import { PNG } from 'pngjs'
import { glyphOf } from './glyphs.ts'
import {
  alignedStartDots,
  cellHeightDots,
  cellWidthDots,
  FONT_CELL,
  lineWidthDots,
  paperWidthDots,
  type Cell,
  type ImageMark,
  type Mark,
  type PrinterColumns,
  type QrMark,
  type TextMark,
} from './page.ts'

/** Paper beside the printable area, in dots: 58 mm paper is 464 dots wide, 80 mm paper 640. */
const SIDE_MARGIN_DOTS = { 32: 40, 48: 32 } as const satisfies Record<PrinterColumns, number>
const TOP_MARGIN_DOTS = 32
const BOTTOM_MARGIN_DOTS = 32
const TOOTH_DOTS = 8
const TAB_DOTS = 12

const NOTHING = 0
const PAPER = 1
const EDGE = 2
const INK = 3
const COLOURS = [
  [255, 255, 255, 0],
  [253, 252, 247, 255],
  [222, 219, 209, 255],
  [28, 27, 31, 255],
] as const

interface Canvas {
  width: number
  height: number
  /** One of the four materials above for each dot. */
  dots: Uint8Array
}

/**
 * Draws a job as the strip of thermal paper that came out, one pixel a dot (203 dpi, 8 a millimetre). Outside of the paper the
 * picture is transparent: its lower edge is straight where it was cut, with a tab in the middle where partially, and
 * toothed where it was not cut but torn off.
 */
export function drawPaper(marks: readonly Mark[], columns: PrinterColumns): Buffer {
  const sideDots = SIDE_MARGIN_DOTS[columns]
  const widthDots = paperWidthDots(columns)
  const canvas = blankPaper(
    2 * sideDots + widthDots,
    TOP_MARGIN_DOTS + lengthDots(marks) + BOTTOM_MARGIN_DOTS,
  )
  const print = (x: number, y: number): void => {
    if (x >= 0 && x < widthDots) canvas.dots[y * canvas.width + sideDots + x] = INK
  }
  let y = TOP_MARGIN_DOTS
  for (const mark of marks) {
    if (mark.kind === 'text') drawText(mark, y, widthDots, print)
    if (mark.kind === 'image') drawImage(mark, y, widthDots, print)
    if (mark.kind === 'qr') drawQr(mark, y, widthDots, print)
    y += markLengthDots(mark)
  }
  const cut = marks.find((mark) => mark.kind === 'cut')
  if (cut === undefined) tearOff(canvas)
  else if (cut.partial) leaveTab(canvas)
  return encode(canvas)
}

type Print = (x: number, y: number) => void

function lengthDots(marks: readonly Mark[]): number {
  return marks.reduce((dots, mark) => dots + markLengthDots(mark), 0)
}

function markLengthDots(mark: Mark): number {
  switch (mark.kind) {
    case 'text':
    case 'feed':
    case 'cut':
      return mark.feedDots
    case 'image':
      return mark.heightDots
    case 'qr':
      return mark.modules.length * mark.moduleDots
    case 'drawer':
    case 'beep':
      return 0
  }
}

/** Characters of one line stand on a common lower edge. */
function drawText(line: TextMark, top: number, widthDots: number, print: Print): void {
  const heightDots = Math.max(FONT_CELL.A.height, ...line.cells.map(cellHeightDots))
  let x = alignedStartDots(line.align, lineWidthDots(line.cells), widthDots)
  for (const cell of line.cells) {
    drawCell(cell, x, top + heightDots - cellHeightDots(cell), print)
    x += cellWidthDots(cell)
  }
}

/** Reversed characters have no underline (Epson ESC/POS reference, ESC -). */
function drawCell(cell: Cell, left: number, top: number, print: Print): void {
  const glyph = glyphOf(cell)
  const widthDots = cellWidthDots(cell)
  const heightDots = cellHeightDots(cell)
  for (let y = 0; y < heightDots; y++) {
    const underlined = !cell.inverse && y >= heightDots - cell.underline
    for (let x = 0; x < widthDots; x++) {
      if (underlined || glyph(x, y) !== cell.inverse) print(left + x, top + y)
    }
  }
}

function drawImage(image: ImageMark, top: number, widthDots: number, print: Print): void {
  const left = alignedStartDots(image.align, image.widthDots, widthDots)
  const rowBytes = image.widthDots / 8
  for (let y = 0; y < image.heightDots; y++) {
    for (let x = 0; x < image.widthDots; x++) {
      const byte = image.rows[y * rowBytes + (x >> 3)] ?? 0
      if ((byte & (0x80 >> (x & 7))) !== 0) print(left + x, top + y)
    }
  }
}

function drawQr({ align, modules, moduleDots }: QrMark, top: number, widthDots: number, print: Print): void {
  const sideDots = modules.length * moduleDots
  const left = alignedStartDots(align, sideDots, widthDots)
  for (let y = 0; y < sideDots; y++) {
    for (let x = 0; x < sideDots; x++) {
      if (modules[Math.floor(y / moduleDots)]?.[Math.floor(x / moduleDots)]) print(left + x, top + y)
    }
  }
}

/** Paper with a thin edge, so that it also shows on a white page. */
function blankPaper(width: number, height: number): Canvas {
  const dots = new Uint8Array(width * height).fill(EDGE)
  for (let y = 1; y < height - 1; y++) dots.fill(PAPER, y * width + 1, (y + 1) * width - 1)
  return { width, height, dots }
}

/** The teeth of the tear bar. */
function tearOff({ width, height, dots }: Canvas): void {
  for (let x = 0; x < width; x++) {
    const phase = x % (2 * TOOTH_DOTS)
    const depth = phase < TOOTH_DOTS ? phase : 2 * TOOTH_DOTS - phase
    const last = height - 1 - depth
    for (let y = last + 1; y < height; y++) dots[y * width + x] = NOTHING
    dots[last * width + x] = EDGE
  }
}

/** A partial cut leaves a bridge of paper in the middle: here its stump, where the receipt was pulled off. */
function leaveTab({ width, height, dots }: Canvas): void {
  const depth = 3
  const [left, right] = [Math.floor((width - TAB_DOTS) / 2), Math.floor((width + TAB_DOTS) / 2)]
  for (let x = 0; x < width; x++) {
    const tab = x >= left && x < right
    const last = height - 1 - (tab ? 0 : depth)
    for (let y = last + 1; y < height; y++) dots[y * width + x] = NOTHING
    dots[last * width + x] = EDGE
  }
}

function encode({ width, height, dots }: Canvas): Buffer {
  const png = new PNG({ width, height })
  dots.forEach((material, index) => png.data.set(COLOURS[material] ?? COLOURS[NOTHING], index * 4))
  return PNG.sync.write(png)
}
