import { encodeQR } from 'qr'
import { ESC, GS, bytesOf, choice, counted, fixed, word, type Command } from './command.ts'
import type { ImageMark } from './page.ts'
import { atLineStart, printAndFeed, type PrintState } from './print-state.ts'

/** Epson ESC/POS reference: feeding, cutting, bit images, two-dimensional codes, drawer; and the buzzer of its clones. */
export const paperCommands: readonly Command[] = [
  fixed('ESC d: print and feed n lines', [ESC, 'd'], 1, (state, [lines = 0]) => {
    printAndFeed(state, lines * state.settings.lineSpacingDots)
    return true
  }),
  fixed('ESC J: print and feed paper', [ESC, 'J'], 1, (state, [dots = 0]) => {
    printAndFeed(state, dots)
    return true
  }),
  {
    name: 'GS V: select cut mode and cut paper',
    prefix: bytesOf([GS, 'V']),
    argumentCount: ([mode]) => (mode === undefined ? undefined : mode === 65 || mode === 66 ? 2 : 1),
    run: cut,
  },
  fixed('ESC p: generate pulse', [ESC, 'p'], 3, (state, [connector, on = 0, off = 0]) => {
    const pin = choice(connector, 2)
    if (pin === undefined) return false
    state.marks.push({ kind: 'drawer', connectorPin: pin === 0 ? 2 : 5, onMs: on * 2, offMs: off * 2 })
    return true
  }),
  // Not Epson's: the command sets of 58 and 80 mm clones (Xprinter, POS-80) have it, and counters do beep with it.
  fixed('ESC B: sound the buzzer', [ESC, 'B'], 2, (state, [times = 0, length = 0]) => {
    if (times < 1 || times > 9 || length < 1 || length > 9) return false
    state.marks.push({ kind: 'beep', times })
    return true
  }),
  {
    name: 'GS v 0: print raster bit image',
    prefix: bytesOf([GS, 'v', '0']),
    argumentCount: ([, xL, xH, yL, yH]) =>
      xL === undefined || xH === undefined || yL === undefined || yH === undefined
        ? undefined
        : 5 + word(xL, xH) * word(yL, yH),
    run: printRaster,
  },
  counted('GS ( k: set up and print the symbol', [GS, '(', 'k'], qrFunction),
]

/** Modes 65 and 66 feed first; cutting works at the start of a line only and is ignored elsewhere. */
function cut(state: PrintState, [mode = 0, feedDots = 0]: readonly number[]): boolean {
  const partial = mode === 66 ? true : mode === 65 ? false : [false, true][choice(mode, 2) ?? 2]
  if (partial === undefined) return false
  if (atLineStart(state)) state.marks.push({ kind: 'cut', partial, feedDots })
  return true
}

/** Mode bit 0 doubles the width, bit 1 the height; ignored where the print buffer holds data. */
function printRaster(state: PrintState, args: readonly number[]): boolean {
  const [m, xL = 0, xH = 0, yL = 0, yH = 0] = args
  const mode = choice(m, 4)
  const bytesWide = word(xL, xH)
  const rowCount = word(yL, yH)
  if (mode === undefined || bytesWide === 0 || rowCount === 0) return false
  if (!atLineStart(state)) return true
  const dots = Uint8Array.from(args.slice(5))
  const image = scaled(dots, bytesWide, rowCount, (mode & 1) + 1, (mode >> 1) + 1)
  state.marks.push({ kind: 'image', align: state.settings.align, ...image })
  return true
}

function scaled(
  dots: Uint8Array,
  bytesWide: number,
  rowCount: number,
  scaleX: number,
  scaleY: number,
): Pick<ImageMark, 'widthDots' | 'heightDots' | 'rows'> {
  const widthDots = bytesWide * 8 * scaleX
  const heightDots = rowCount * scaleY
  const rows = new Uint8Array((widthDots / 8) * heightDots)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) {
      const fromX = Math.floor(x / scaleX)
      const byte = dots[Math.floor(y / scaleY) * bytesWide + (fromX >> 3)] ?? 0
      if ((byte & (0x80 >> (fromX & 7))) === 0) continue
      const at = y * (widthDots / 8) + (x >> 3)
      rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { widthDots, heightDots, rows }
}

const QR = 49
const CORRECTION = { 48: 'low', 49: 'medium', 50: 'quartile', 51: 'high' } as const

/** `cn fn …`: of the two-dimensional codes this printer has QR (cn 49), of its models model 2. */
function qrFunction(state: PrintState, [code, fn, ...parameters]: readonly number[]): boolean {
  if (code !== QR) return false
  const { qr } = state.settings
  const [n = -1, second] = parameters
  switch (fn) {
    case 65:
      return parameters.length === 2 && n === 50 && second === 0
    case 67:
      qr.moduleDots = n
      return parameters.length === 1 && n >= 1 && n <= 16
    case 69:
      qr.correction = CORRECTION[n as keyof typeof CORRECTION]
      return parameters.length === 1 && n in CORRECTION
    case 80:
      qr.data = parameters.slice(1)
      return n === 48 && qr.data.length > 0
    case 81:
      return parameters.length === 1 && n === 48 && printQr(state)
    default:
      return false
  }
}

/** Bytes that the largest symbol holds (ISO/IEC 18004, version 40); for data of digits alone it could hold more. */
const QR_CAPACITY_BYTES = { low: 2953, medium: 2331, quartile: 1663, high: 1273 } as const

/** False where the stored data is missing or too long for a symbol: nothing would be printed. */
function printQr(state: PrintState): boolean {
  const { align, qr } = state.settings
  if (qr.data.length === 0 || qr.data.length > QR_CAPACITY_BYTES[qr.correction]) return false
  if (!atLineStart(state)) return true
  const data = Uint8Array.from(qr.data)
  const withBorder = encodeQR(String.fromCharCode(...data), 'raw', {
    ecc: qr.correction,
    border: 1,
    textEncoder: () => data,
  })
  const modules = withBorder.slice(1, -1).map((row) => row.slice(1, -1))
  state.marks.push({
    kind: 'qr',
    align,
    data: new TextDecoder().decode(data),
    moduleDots: qr.moduleDots,
    modules,
  })
  return true
}
