/**
 * Training mode's bank and printer, in an Electron utility process: started with `{ "dbPath": "…", "columns": 32 }` as its
 * argument, it posts `ready` once both listen, then `paper` for every job that the virtual printer has printed. It is told which
 * faults its printer has and how wide its paper is, and answers each time with the faults in force. It ends with its parent.
 */
import { PRINTER_FAULTS, type PrinterFault } from '#shared/contract/printing.ts'
import { z } from 'zod'
import { counterFaults, faultOf } from './printer/counter-faults.ts'
import { startVirtualPrinter, type PrinterColumns, type VirtualPrinter } from './printer/virtual-printer.ts'
import { createSandbox, sampleUsers, type SampleUser } from './server.ts'

export type EmbeddedMessage =
  | { type: 'ready'; bankUrl: string; switcherUrl: string; printerPort: number; sampleUsers: SampleUser[] }
  | { type: 'paper'; index: number; text: string; png: Uint8Array; bytes: Uint8Array; columns: number }
  | { type: 'printer'; faults: PrinterFault[] }

const columns = z.union([z.literal(32), z.literal(48)])
const argument = z.object({ dbPath: z.string(), columns: columns.default(32) })

/** What the parent says of the printer; an empty one asks only. */
const order = z.object({
  fault: z.enum(PRINTER_FAULTS).optional(),
  on: z.boolean().default(false),
  columns: columns.optional(),
})

/** The part of Electron's `process.parentPort` that is used here; importing electron would tie the sandbox to it. */
interface ParentPort {
  postMessage(message: EmbeddedMessage): void
  on(event: 'message', listener: (message: { data: unknown }) => void): void
}

async function main(): Promise<void> {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }
  if (!parentPort) throw new Error('embedded.ts runs in an Electron utility process; alone, use cli.ts')
  const given = argument.parse(JSON.parse(process.argv.at(-1) ?? ''))
  const { bankUrl, switcherUrl } = await createSandbox({ dbPath: given.dbPath })

  const open = (port: number, width: PrinterColumns): Promise<VirtualPrinter> =>
    startVirtualPrinter({
      port,
      columns: width,
      onJob: ({ index, text, png, bytes }) =>
        parentPort.postMessage({ type: 'paper', index, text, png, bytes, columns: width }),
    })
  let printer = await open(0, given.columns)

  /** Paper of another width is another printer at the same address, as faulty as before. */
  const changePaper = async (width: PrinterColumns) => {
    const { port } = printer
    const faults = printer.faults.all()
    await printer.close()
    printer = await open(port, width)
    for (const fault of faults) await printer.faults.set(fault)
  }

  const obey = async (data: unknown) => {
    const { fault, on, columns: width } = order.parse(data)
    if (width && width !== printer.columns) await changePaper(width)
    if (fault && on) await printer.faults.set(faultOf(fault))
    else if (fault) await printer.faults.clear(faultOf(fault).kind)
    parentPort.postMessage({ type: 'printer', faults: counterFaults(printer.faults.all()) })
  }
  // One after the other: each answer is to its own order.
  let last: Promise<void> = Promise.resolve()
  parentPort.on('message', ({ data }) => {
    last = last.then(() => obey(data)).catch(fail)
  })

  const { port: printerPort } = printer
  parentPort.postMessage({ type: 'ready', bankUrl, switcherUrl, printerPort, sampleUsers })
}

function fail(error: unknown): never {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

main().catch(fail)
