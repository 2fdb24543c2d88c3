import { createDecoder } from '../../src/sandbox/printer/decoder.ts'
import type { Mark, PrinterColumns, TextMark } from '../../src/sandbox/printer/page.ts'

/** A job's bytes as the virtual printer understands them, which shares no code with the encoder. @throws on bytes that it does not know */
export function paperOf(job: Buffer, columns: PrinterColumns) {
  const decoder = createDecoder(columns)
  const marks: Mark[] = []
  for (const byte of job) {
    const step = decoder.push(byte)
    marks.push(...step.marks)
    if (step.error) throw new Error(`${step.error.problem} at ${step.error.offset}: ${step.error.command}`)
  }
  const { error, unprintedText } = decoder.beginJob()
  if (error || unprintedText) throw new Error(`left unfinished: ${error?.command ?? unprintedText}`)
  return {
    marks,
    lines: marks.filter((mark): mark is TextMark => mark.kind === 'text'),
    cuts: marks.filter((mark) => mark.kind === 'cut'),
    drawers: marks.filter((mark) => mark.kind === 'drawer'),
  }
}
