import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { z } from 'zod'
import type { EventPayload } from '#shared/contract.ts'
import { PRINTER_FAULTS, type PrinterFault } from '#shared/contract/printing.ts'
import type { PaperColumns } from '#shared/layout.ts'
import type { Log } from './log.ts'

/** Training mode's bank and printer: the sandbox and the virtual printer in a process of their own. */
export interface Training {
  bankUrl: string
  switcherUrl: string
  printer: string
  sampleUsers: { label: string; username: string; password: string; pin: string }[]
  /** Tells the virtual printer what goes wrong with it, or how wide its paper is. @returns the faults in force */
  setPrinter(order: PrinterOrder): Promise<PrinterFault[]>
  /** From now on the listener gets what the virtual printer prints. */
  onPaper(listener: (paper: Paper) => void): void
  stop(): void
}

type Paper = EventPayload<'paper.printed'>

export interface PrinterOrder {
  fault?: PrinterFault
  on?: boolean
  columns?: PaperColumns
}

const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    bankUrl: z.string(),
    switcherUrl: z.string(),
    printerPort: z.number(),
    sampleUsers: z.array(
      z.object({
        label: z.string(),
        username: z.string(),
        password: z.string(),
        pin: z.string().default(''),
      }),
    ),
  }),
  z.object({
    type: z.literal('paper'),
    index: z.number(),
    text: z.string(),
    png: z.instanceof(Uint8Array),
  }),
  z.object({ type: z.literal('printer'), faults: z.array(z.enum(PRINTER_FAULTS)) }),
])

/** @param columns how wide the virtual printer's paper is @throws Error when the sandbox ends before it is ready */
export function startTraining(folder: string, log: Log, columns: PaperColumns): Promise<Training> {
  const dataFolder = join(folder, 'sandbox')
  mkdirSync(dataFolder, { recursive: true })
  const settings = JSON.stringify({ dbPath: join(dataFolder, 'ledger.db'), columns })
  const child = utilityProcess.fork(join(app.getAppPath(), 'out/main/embedded.js'), [settings], {
    serviceName: 'Bank+ sandbox',
    stdio: 'inherit',
  })
  let stopping = false
  let printed: (paper: Paper) => void = () => undefined
  /** Each order is answered once, in turn. */
  const waiting: ((faults: PrinterFault[]) => void)[] = []
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (!stopping) log.error('sandbox.ended', { status: code })
      for (const answered of waiting.splice(0)) answered([])
      reject(new Error('the sandbox ended before it was ready'))
    })
    child.on('message', (received: unknown) => {
      const parsed = message.safeParse(received)
      if (!parsed.success) return log.warn('sandbox.message', { error: parsed.error })
      if (parsed.data.type === 'paper') {
        const { index, text, png } = parsed.data
        return printed({ index, text, png })
      }
      if (parsed.data.type === 'printer') return waiting.shift()?.(parsed.data.faults)
      const { bankUrl, switcherUrl, printerPort, sampleUsers } = parsed.data
      resolve({
        ...{ bankUrl, switcherUrl, sampleUsers },
        printer: `tcp://127.0.0.1:${printerPort}`,
        setPrinter: (order) =>
          new Promise((answered) => {
            waiting.push(answered)
            child.postMessage(order)
          }),
        onPaper(listener) {
          printed = listener
        },
        stop() {
          stopping = true
          child.kill()
        },
      })
    })
  })
}
