import { breakLine, characterSet, printer as ThermalPrinter, types } from 'node-thermal-printer'
import type { Line, PaperColumns } from '#shared/layout.ts'

/** ESC @ (initialise) and FS . (leave Kanji mode, which clones from China start in). */
const PREAMBLE = Buffer.from([0x1b, 0x40, 0x1c, 0x2e])

/** ESC p: a pulse of 50 ms on the drawer's pin 2, then 500 ms rest. The library's own command lacks the times. */
export const DRAWER_PULSE = Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa])

/** 0.75 mm a module: a 16-digit reference is 16 mm wide, and the longest symbol still fits on 58 mm paper. */
const QR_MODULE_DOTS = 6

/**
 * A line is printable ASCII already (layout.ts), the same in every code page: as bytes it spares the library its search for each
 * character's code page, which takes longer than everything else about a receipt.
 */
const lineOf = (text: string): Buffer => Buffer.from(`${text}\n`, 'latin1')

/** How this outlet's printer handles its paper. */
export interface PaperHandling {
  cut: 'none' | 'partial' | 'full'
  /** empty lines after the last, so that it passes the tear bar or the cutter */
  feedLines: number
  /** GS v 0 commands, printed above everything (logo.ts) */
  logo?: Buffer
}

export const DEFAULT_HANDLING: PaperHandling = { cut: 'full', feedLines: 4 }

/**
 * Lines to ESC/POS bytes. node-thermal-printer encodes and never transports (docs/adr/0005); a new instance for each job,
 * because its buffer is never cleared. Lines are already padded, so nothing is wrapped here.
 * @param opensDrawer the drawer opens before the paper is printed: the teller needs it first
 */
export function encode(
  lines: readonly Line[],
  columns: PaperColumns,
  { cut, feedLines, logo }: PaperHandling = DEFAULT_HANDLING,
  opensDrawer = false,
): Buffer {
  const encoder = new ThermalPrinter({
    type: types.EPSON,
    // The constructor's type asks for an interface; without one the library cannot be tempted to transport anything.
    interface: undefined as unknown as string,
    width: columns,
    breakLine: breakLine.NONE,
    removeSpecialCharacters: false,
  })
  encoder.add(PREAMBLE)
  if (opensDrawer) encoder.add(DRAWER_PULSE)
  encoder.setCharacterSet(characterSet.PC437_USA)
  if (logo) encoder.add(logo)
  for (const line of lines) {
    if (line.qr !== undefined) {
      encoder.alignCenter()
      encoder.printQR(line.qr, { cellSize: QR_MODULE_DOTS, correction: 'M' })
      encoder.alignLeft()
      continue
    }
    if (line.large) encoder.setTextQuadArea()
    if (line.bold) encoder.bold(true)
    encoder.add(lineOf(line.text))
    if (line.bold) encoder.bold(false)
    if (line.large) encoder.setTextNormal()
  }
  // ESC d: prints and feeds n lines.
  encoder.add(Buffer.of(0x1b, 0x64, feedLines))
  if (cut === 'partial') encoder.partialCut({ verticalTabAmount: 0 })
  if (cut === 'full') encoder.cut({ verticalTabAmount: 0 })
  return encoder.getBuffer()
}
