import { breakLine, characterSet, printer as ThermalPrinter, types } from 'node-thermal-printer'
import type { Line, PaperColumns } from '#shared/layout.ts'

/** ESC @ (initialise) and FS . (leave Kanji mode, which clones from China start in). */
const PREAMBLE = Buffer.from([0x1b, 0x40, 0x1c, 0x2e])

/**
 * Lines to ESC/POS bytes, ending in a cut. node-thermal-printer encodes and never transports (docs/adr/0005); a new instance
 * for each job, because its buffer is never cleared. Lines are already padded, so nothing is wrapped here.
 */
export function encode(lines: readonly Line[], columns: PaperColumns): Buffer {
  const encoder = new ThermalPrinter({
    type: types.EPSON,
    // The constructor's type asks for an interface; without one the library cannot be tempted to transport anything.
    interface: undefined as unknown as string,
    width: columns,
    breakLine: breakLine.NONE,
    removeSpecialCharacters: false,
  })
  encoder.add(PREAMBLE)
  encoder.setCharacterSet(characterSet.PC437_USA)
  for (const line of lines) {
    if (line.large) encoder.setTextQuadArea()
    if (line.bold) encoder.bold(true)
    encoder.println(line.text)
    if (line.bold) encoder.bold(false)
    if (line.large) encoder.setTextNormal()
  }
  encoder.cut({ verticalTabAmount: 1 })
  return encoder.getBuffer()
}
