import { breakLine, characterSet, printer as ThermalPrinter, types } from 'node-thermal-printer'
import type { Line, PaperColumns } from '#shared/layout.ts'
import { DEFAULT_HANDLING, DRAWER_PULSE, type PaperHandling } from './paper-handling.ts'

/** ESC @ (initialise) and FS . (leave Kanji mode, which clones from China start in). */
const PREAMBLE = Buffer.from([0x1b, 0x40, 0x1c, 0x2e])

/** 0.75 mm a module: a 16-digit reference is 16 mm wide, and the longest symbol still fits on 58 mm paper. */
const QR_MODULE_DOTS = 6

/**
 * A line is printable ASCII already (layout.ts), the same in every code page: as bytes it spares the library its search for each
 * character's code page, which takes longer than everything else about a receipt.
 */
const lineOf = (text: string): Buffer => Buffer.from(`${text}\n`, 'latin1')

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
