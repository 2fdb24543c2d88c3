import { ESC, FS, GS, choice, fixed, type Command } from './command.ts'
import { DEFAULT_LINE_SPACING_DOTS, type Alignment } from './page.ts'
import {
  atLineStart,
  printLine,
  settingsAtPowerOn,
  type CodeTable,
  type PrintSettings,
  type PrintState,
} from './print-state.ts'

/** Epson ESC/POS reference: print commands, character commands, line spacing commands, print position commands. */
export const textCommands: readonly Command[] = [
  fixed('LF: print and line feed', [0x0a], 0, (state) => {
    printLine(state, state.settings.lineSpacingDots)
    return true
  }),
  // With automatic line feed off, as on every network printer, CR is ignored.
  fixed('CR: print and carriage return', [0x0d], 0, () => true),
  fixed('ESC @: initialise printer', [ESC, '@'], 0, (state) => {
    state.line = []
    state.settings = settingsAtPowerOn()
    state.questions.push({ kind: 'auto-status', items: 0 })
    return true
  }),
  fixed('ESC !: select print modes', [ESC, '!'], 1, (state, [n = 0]) =>
    set(state, {
      font: (n & 0x01) === 0 ? 'A' : 'B',
      bold: (n & 0x08) !== 0,
      height: (n & 0x10) === 0 ? 1 : 2,
      width: (n & 0x20) === 0 ? 1 : 2,
      underline: (n & 0x80) === 0 ? 0 : 1,
    }),
  ),
  fixed('GS !: select character size', [GS, '!'], 1, (state, [n = 0]) =>
    set(state, (n & 0x88) === 0 && { height: (n & 0x07) + 1, width: (n >> 4) + 1 }),
  ),
  fixed('ESC -: underline', [ESC, '-'], 1, (state, [n]) => {
    const underline = choice(n, 3) as 0 | 1 | 2 | undefined
    return set(state, underline !== undefined && { underline })
  }),
  fixed('ESC E: emphasised', [ESC, 'E'], 1, (state, [n = 0]) => set(state, { bold: (n & 1) === 1 })),
  fixed('ESC G: double-strike', [ESC, 'G'], 1, (state, [n = 0]) =>
    set(state, { doubleStrike: (n & 1) === 1 }),
  ),
  fixed('GS B: white/black reverse', [GS, 'B'], 1, (state, [n = 0]) =>
    set(state, { inverse: (n & 1) === 1 }),
  ),
  fixed('ESC M: select character font', [ESC, 'M'], 1, (state, [n]) => {
    const font = choice(n, 2)
    return set(state, font !== undefined && { font: font === 0 ? 'A' : 'B' })
  }),
  // This printer has the set of the USA only: any other would replace characters of ASCII.
  fixed('ESC R: select international character set', [ESC, 'R'], 1, (_state, [n]) => n === 0),
  fixed('ESC t: select character code table', [ESC, 't'], 1, (state, [n]) => {
    const codeTable = CODE_TABLES.get(n)
    return set(state, codeTable !== undefined && { codeTable })
  }),
  fixed('FS .: cancel Kanji character mode', [FS, '.'], 0, () => true),
  fixed('ESC 2: default line spacing', [ESC, '2'], 0, (state) =>
    set(state, { lineSpacingDots: DEFAULT_LINE_SPACING_DOTS }),
  ),
  fixed('ESC 3: line spacing', [ESC, '3'], 1, (state, [n = 0]) => set(state, { lineSpacingDots: n })),
  fixed('ESC a: justification', [ESC, 'a'], 1, (state, [n]) => {
    const align = ALIGNMENTS[choice(n, 3) ?? 3]
    if (!atLineStart(state)) return align !== undefined
    return set(state, align !== undefined && { align })
  }),
]

const CODE_TABLES: ReadonlyMap<number | undefined, CodeTable> = new Map([
  [0, 'PC437'],
  [16, 'WPC1252'],
])

const ALIGNMENTS: readonly Alignment[] = ['left', 'centre', 'right']

/** Applies modes; false (an argument the definition does not have) changes none. */
function set(state: PrintState, change: Partial<PrintSettings> | false): boolean {
  if (change === false) return false
  state.settings = { ...state.settings, ...change }
  return true
}
