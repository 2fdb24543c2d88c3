import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DecodeError } from './decoder.ts'
import {
  lineWidthDots,
  pageText,
  paperWidthDots,
  type Mark,
  type PrinterColumns,
  type TextMark,
} from './page.ts'
import { drawPaper } from './png.ts'

/** What ended a job: its cut, the end of its connection without one, or the printer losing power. */
export type JobEnd = 'cut' | 'disconnect' | 'restart'

/** One piece of paper, or of data that should have become one. */
export interface Job {
  /** From 1. */
  index: number
  end: JobEnd
  /** As received, up to and with the cut. */
  bytes: Buffer
  /** Everything that was printed or done, in order. */
  marks: Mark[]
  /** The printed text lines among them, as grids of cells. */
  lines: TextMark[]
  /** The lines as a person reads them, joined by \n; blank space at their ends and at the end of the job is dropped. */
  text: string
  /** Picture of the paper, drawn when first asked for. */
  readonly png: Buffer
  /** A line, image or QR symbol was wider than the paper: the line was wrapped by the printer, the others were cut off. */
  overflow: boolean
  cuts: Extract<Mark, { kind: 'cut' }>[]
  drawerKicks: Extract<Mark, { kind: 'drawer' }>[]
  /** Text that no line feed followed: left in the print buffer and not on the paper. */
  unprintedText: string
  /** The job failed: nothing after this place was printed. */
  error?: DecodeError
}

export interface JobRecord {
  index: number
  end: JobEnd
  bytes: number[]
  marks: Mark[]
  unprintedText: string
  error: DecodeError | undefined
}

export function finishedJob(record: JobRecord, columns: PrinterColumns): Job {
  const { index, end, marks, unprintedText, error } = record
  let png: Buffer | undefined
  return {
    index,
    end,
    bytes: Buffer.from(record.bytes),
    marks,
    lines: marks.filter((mark) => mark.kind === 'text'),
    text: pageText(marks, columns),
    get png() {
      return (png ??= drawPaper(marks, columns))
    },
    overflow: marks.some((mark) => overflows(mark, columns)),
    cuts: marks.filter((mark) => mark.kind === 'cut'),
    drawerKicks: marks.filter((mark) => mark.kind === 'drawer'),
    unprintedText,
    ...(error ? { error } : {}),
  }
}

function overflows(mark: Mark, columns: PrinterColumns): boolean {
  const widthDots = paperWidthDots(columns)
  if (mark.kind === 'text') return mark.wrapped || lineWidthDots(mark.cells) > widthDots
  if (mark.kind === 'image') return mark.widthDots > widthDots
  return mark.kind === 'qr' && mark.modules.length * mark.moduleDots > widthDots
}

/** Writes a job as NNNN.bin (as received), NNNN.txt and NNNN.png into a folder, which is made where it is missing. */
export function writeJob(job: Job, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, String(job.index).padStart(4, '0'))
  writeFileSync(`${file}.bin`, job.bytes)
  writeFileSync(`${file}.txt`, `${job.text}\n`)
  writeFileSync(`${file}.png`, job.png)
}
