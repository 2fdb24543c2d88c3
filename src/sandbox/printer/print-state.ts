import {
  DEFAULT_LINE_SPACING_DOTS,
  cellHeightDots,
  cellWidthDots,
  lineWidthDots,
  paperWidthDots,
  type Alignment,
  type Cell,
  type Mark,
  type PrinterColumns,
  type PrinterFont,
} from './page.ts'

/** Something the host asked with a command that waits its turn in the receive buffer; real-time questions are elsewhere. */
export type Question =
  | { kind: 'paper-sensor' }
  | { kind: 'drawer-pin' }
  | { kind: 'identity'; item: number }
  | { kind: 'completed'; processId: number[] }
  | { kind: 'auto-status'; items: number }

/** Modes that ESC @ sets back to what they are at power-on (Epson ESC/POS reference, ESC @). */
export interface PrintSettings {
  bold: boolean
  doubleStrike: boolean
  underline: 0 | 1 | 2
  inverse: boolean
  width: number
  height: number
  font: PrinterFont
  align: Alignment
  lineSpacingDots: number
  codeTable: CodeTable
  qr: { moduleDots: number; correction: 'low' | 'medium' | 'quartile' | 'high'; data: number[] }
}

export type CodeTable = 'PC437' | 'WPC1252'

/** The print buffer, the modes, and what came out of them since somebody last looked. */
export interface PrintState {
  readonly columns: PrinterColumns
  settings: PrintSettings
  line: Cell[]
  marks: Mark[]
  questions: Question[]
}

export function settingsAtPowerOn(): PrintSettings {
  return {
    bold: false,
    doubleStrike: false,
    underline: 0,
    inverse: false,
    width: 1,
    height: 1,
    font: 'A',
    align: 'left',
    lineSpacingDots: DEFAULT_LINE_SPACING_DOTS,
    codeTable: 'PC437',
    qr: { moduleDots: 3, correction: 'low', data: [] },
  }
}

/** Puts a character into the print buffer; where it does not fit, the full line is printed first. */
export function addCharacter(state: PrintState, byte: number): void {
  const { bold, doubleStrike, underline, inverse, width, height, font } = state.settings
  const char = characterOf(byte, state.settings.codeTable)
  const cell: Cell = { char, bold: bold || doubleStrike, underline, inverse, width, height, font }
  if (lineWidthDots(state.line) + cellWidthDots(cell) > paperWidthDots(state.columns)) {
    printLine(state, state.settings.lineSpacingDots, true)
  }
  state.line.push(cell)
}

/**
 * Prints the print buffer and moves the paper. The paper moves at least by the height of what was printed
 * (Epson ESC/POS reference, ESC 3: characters taller than the line spacing set the distance).
 */
export function printLine(state: PrintState, feedDots: number, wrapped = false): void {
  const tallestDots = Math.max(0, ...state.line.map(cellHeightDots))
  const { align } = state.settings
  state.marks.push({
    kind: 'text',
    align,
    cells: state.line,
    wrapped,
    feedDots: Math.max(feedDots, tallestDots),
  })
  state.line = []
}

/** Prints what the buffer holds, if anything, and feeds (ESC d, ESC J); an empty buffer is only fed. */
export function printAndFeed(state: PrintState, feedDots: number): void {
  if (state.line.length === 0) {
    if (feedDots > 0) state.marks.push({ kind: 'feed', feedDots })
    return
  }
  const lineDots = Math.min(feedDots, state.settings.lineSpacingDots)
  const tallestDots = Math.max(...state.line.map(cellHeightDots), lineDots)
  printLine(state, tallestDots)
  if (feedDots > tallestDots) state.marks.push({ kind: 'feed', feedDots: feedDots - tallestDots })
}

/** The place in a line where alignment, images, QR symbols and cuts are allowed; elsewhere the printer ignores them. */
export function atLineStart(state: PrintState): boolean {
  return state.line.length === 0
}

const PC437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
  '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const windows1252 = new TextDecoder('windows-1252')

function characterOf(byte: number, table: CodeTable): string {
  if (byte < 0x80) return String.fromCharCode(byte)
  if (table === 'WPC1252') return windows1252.decode(Uint8Array.of(byte))
  return PC437_UPPER.charAt(byte - 0x80)
}
