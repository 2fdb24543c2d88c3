import { readFileSync } from 'node:fs'
import type { PrinterChoice, PrinterSettings } from '#shared/contract/printing.ts'
import type { PaperColumns } from '#shared/layout.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from '../journal/database.ts'
import type { Log } from '../log.ts'
import type { PrinterChoices } from './choice.ts'
import type { PrintJobView } from './job-store.ts'
import { rasterOf } from './logo.ts'
import { createKeptMemory, createMemory, type PrinterMemory } from './memory.ts'
import { createPrintQueue, type Paper, type PrintQueue } from './queue.ts'
import type { PrinterWord } from './transport.ts'
import { createTransport } from './transports/index.ts'

/** The printer of this counter: its queue, and which one it is. */
export interface PrinterDesk {
  queue: PrintQueue
  settings(): PrinterSettings
  /** Another printer or other paper, kept, from the next job on. @throws TellerError as PrinterChoices.save */
  choose(choice: PrinterChoice): void
  /** What the printer at an address says, without printing. Comes to an end within seconds. */
  probe(setting: string): Promise<PrinterWord>
}

export interface DeskParts {
  database: JournalDatabase
  clock: Clock
  log: Log
  choices: PrinterChoices
  /** training's own printer */
  virtual: string | undefined
  /** where the outlet's logo may lie, a PNG; the first that is there is printed */
  logoFiles: readonly string[]
  changed: (job: PrintJobView) => void
  printerChanged: () => void
}

/** A printer that is slow to answer is found all the same; a wrong address keeps nobody waiting for long. */
const PROBE_MS = 5_000

export function createPrinterDesk(parts: DeskParts): PrinterDesk {
  const { database, clock, log, choices, virtual } = parts
  const logoOf = createLogo(parts.logoFiles, log)
  let memory: PrinterMemory

  const addressOf = (setting: string) => (setting === 'virtual' ? (virtual ?? 'none') : setting)
  const open = ({ setting }: PrinterChoice) => {
    const address = addressOf(setting)
    memory = createKeptMemory(database, address)
    return createTransport(address, memory)
  }
  const paperOf = ({ columns, cut, feedLines, agentCopy, drawer, qr }: PrinterChoice): Paper => {
    const logo = logoOf(columns)
    return { columns, handling: { cut, feedLines, ...(logo ? { logo } : {}) }, agentCopy, drawer, qr }
  }

  const first = choices.current()
  const { columns, ...paper } = paperOf(first)
  const { changed, printerChanged } = parts
  const queue = createPrintQueue(database, open(first), columns, clock, log, changed, {
    ...paper,
    printerChanged,
  })

  return {
    queue,
    settings() {
      const { status, completion } = memory.abilities()
      return {
        choice: choices.current(),
        fixed: choices.fixed,
        hasVirtual: virtual !== undefined,
        word: queue.printer(),
        ...(status === undefined ? {} : { reportsStatus: status }),
        ...(completion === undefined ? {} : { reportsCompletion: completion }),
      }
    },
    choose(choice) {
      choices.save(choice)
      queue.use(open(choice), paperOf(choice))
    },
    async probe(setting) {
      const transport = createTransport(addressOf(setting), createMemory())
      if (!transport) return 'none'
      return (await transport.look?.(AbortSignal.timeout(PROBE_MS))) ?? 'unproven'
    },
  }
}

/** Dithered once for each width of paper. A logo that cannot be printed is left out: receipts matter more. */
function createLogo(files: readonly string[], log: Log): (columns: PaperColumns) => Buffer | undefined {
  const png = files.map(readIfThere).find((content) => content !== undefined)
  const made = new Map<PaperColumns, Buffer | undefined>()
  const make = (columns: PaperColumns) => {
    try {
      return png && rasterOf(png, columns)
    } catch (error) {
      log.warn('logo.unreadable', { error })
      return undefined
    }
  }
  return (columns) => {
    if (!made.has(columns)) made.set(columns, make(columns))
    return made.get(columns)
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
