import { setTimeout as delay } from 'node:timers/promises'
import {
  failedUnsent,
  refusal,
  UNWATCHED,
  type PrinterWord,
  type PrintReason,
  type PrintWatch,
  type Transport,
  type TransportResult,
} from '../transport.ts'
import { loadWinspool, type PrinterHandle, type WinspoolCalls } from './winspool-calls.ts'

/** PRINTER_STATUS_*, PRINTER_ATTRIBUTE_* and JOB_STATUS_* of winspool.h. */
const PRINTER = {
  paperOut: 0x10,
  doorOpen: 0x40_0000,
  stopped: 0x1 | 0x2 | 0x8 | 0x40 | 0x80 | 0x1000 | 0x10_0000,
}
const WORK_OFFLINE = 0x400
const JOB = {
  offline: 0x20,
  paperOut: 0x40,
  stopped: 0x1 | 0x2 | 0x20 | 0x200 | 0x400,
  ended: 0x80 | 0x1000,
  deleted: 0x4 | 0x100,
}
const JOB_CONTROL_DELETE = 5

/** PRINTER_INFO_5W has its attributes behind two pointers, JOB_INFO_1W its status behind a number and six pointers. */
const POINTER_BYTES = process.arch === 'ia32' ? 4 : 8
const ATTRIBUTES_AT = 2 * POINTER_BYTES
const JOB_STATUS_AT = 7 * POINTER_BYTES
/** Room for the structures and the strings that Windows puts behind them. */
const INFO_BYTES = 8192

export interface SpoolerPatience {
  /** for one call into the spooler, which may be asking a printer on the network */
  callMs: number
  /** for a job to leave the spooler; then it is taken back */
  followMs: number
  pollMs: number
}
const PATIENCE: SpoolerPatience = { callMs: 15_000, followMs: 60_000, pollMs: 500 }

/**
 * A printer of Windows by its name, fed raw through the spooler, so that the vendor's driver and port stay. The spooler knows
 * when a job has left it, not what became of it: the best word is sent-unverified.
 * @param load for tests, as is `patience`
 */
export function createWinspoolTransport(
  name: string,
  load: () => Promise<WinspoolCalls> = () => loadWinspool('winspool.drv'),
  patience = PATIENCE,
): Transport {
  const gate = createGate(patience.callMs)
  let loaded: Promise<WinspoolCalls> | undefined

  /** Opens the printer for as long as `use` takes; `refused` where the spooler does not know it or hangs. */
  const withPrinter = async <T>(refused: T, use: (spooler: Spooler) => Promise<T>): Promise<T> => {
    loaded ??= load()
    const calls = await loaded.catch(() => undefined)
    if (!calls) return refused
    const out: [PrinterHandle] = [null]
    if (!(await gate.call(() => calls.OpenPrinterW(name, out, null)))) return refused
    const [handle] = out
    try {
      return await use({ calls, handle, gate })
    } finally {
      gate.afterwards(() => calls.ClosePrinter(handle))
    }
  }

  return {
    print: (job, watch = UNWATCHED) =>
      withPrinter(failedUnsent('unreachable', 'offline'), (spooler) =>
        printOn(spooler, job, watch, patience),
      ),
    look: () => withPrinter<PrinterWord>('offline', printerWord),
  }
}

interface Gate {
  /** Runs a call with a deadline; undefined where it hangs, and from then on until it returns: each one costs a thread. */
  call<T>(call: () => Promise<T>): Promise<T | undefined>
  /** Runs a call once the one that is under way and those put here before have returned, however late. */
  afterwards(call: () => Promise<unknown>): void
}

function createGate(deadlineMs: number): Gate {
  let busy: Promise<unknown> | undefined
  let later: Promise<unknown> = Promise.resolve()
  return {
    async call(call) {
      if (busy) return undefined
      const running = call().catch(() => undefined)
      busy = running.finally(() => {
        busy = undefined
      })
      const inTime = new AbortController()
      const over = delay(deadlineMs, undefined, { signal: inTime.signal }).catch(() => undefined)
      const result = await Promise.race([running, over])
      inTime.abort()
      return result
    },
    afterwards(call) {
      later = Promise.all([later, busy])
        .then(call)
        .catch(() => undefined)
    },
  }
}

interface Spooler {
  calls: WinspoolCalls
  handle: PrinterHandle
  gate: Gate
}

async function printOn(
  spooler: Spooler,
  job: Buffer,
  watch: PrintWatch,
  patience: SpoolerPatience,
): Promise<TransportResult> {
  const { calls, handle, gate } = spooler
  const printer = await printerWord(spooler)
  const refused = refusal(printer, 'spooler-stopped')
  if (refused) return failedUnsent(refused, printer)
  const document = { pDocName: 'Bank+ Teller', pOutputFile: null, pDatatype: 'RAW' } as const
  const jobId = await gate.call(() => calls.StartDocPrinterW(handle, 1, document))
  if (!jobId) return failedUnsent('spooler-refused', 'offline')
  const { bytesWritten, complete } = await writeAll(spooler, job)
  if (complete) return follow(spooler, job, jobId, watch, patience)
  // The spooler prints while it takes bytes: only of none at all is it certain that nothing came out.
  gate.afterwards(() => calls.AbortPrinter(handle))
  return bytesWritten === 0
    ? failedUnsent('spooler-refused', 'offline')
    : { state: 'unknown', bytesWritten, reason: 'connection-lost', printer: 'offline' }
}

/** @returns at most so many bytes were taken, and whether the spooler has the whole job */
async function writeAll(
  { calls, handle, gate }: Spooler,
  job: Buffer,
): Promise<{ bytesWritten: number; complete: boolean }> {
  let taken = 0
  const incomplete = (bytesWritten: number) => ({ bytesWritten, complete: false })
  if (!(await gate.call(() => calls.StartPagePrinter(handle)))) return incomplete(0)
  while (taken < job.length) {
    const rest = job.subarray(taken)
    const written: [number] = [0]
    const took = await gate.call(() => calls.WritePrinter(handle, rest, rest.length, written))
    if (took === undefined) return incomplete(job.length)
    taken += written[0]
    if (took === 0 || written[0] === 0) return incomplete(taken)
  }
  const paged = await gate.call(() => calls.EndPagePrinter(handle))
  const ended = paged && (await gate.call(() => calls.EndDocPrinter(handle)))
  return ended ? { bytesWritten: taken, complete: true } : incomplete(taken)
}

/** Stays with a job until it has left the spooler; one that does not leave is taken back. */
async function follow(
  { calls, handle, gate }: Spooler,
  job: Buffer,
  jobId: number,
  watch: PrintWatch,
  { followMs, pollMs }: SpoolerPatience,
): Promise<TransportResult> {
  const result = (state: 'sent-unverified' | 'unknown', reason: PrintReason, printer: PrinterWord) => ({
    state,
    bytesWritten: job.length,
    reason,
    printer,
  })
  const untilMs = performance.now() + followMs
  const info = Buffer.alloc(INFO_BYTES)
  for (;;) {
    const known = await gate.call(() => calls.GetJobW(handle, jobId, 1, info, info.length, [0]))
    const status = statusOf(known, info)
    if (status & JOB.deleted) return result('unknown', 'cancelled', 'silent')
    if (status & JOB.ended) return result('sent-unverified', 'no-report', 'silent')
    const word = status & JOB.paperOut ? 'paper-out' : status & JOB.stopped ? 'offline' : 'silent'
    watch.told(word)
    if (watch.signal.aborted || performance.now() > untilMs) {
      gate.afterwards(() => calls.SetJobW(handle, jobId, 0, null, JOB_CONTROL_DELETE))
      return result('unknown', watch.signal.aborted ? 'interrupted' : 'cancelled', word)
    }
    await delay(pollMs, undefined, { signal: watch.signal }).catch(() => undefined)
  }
}

/**
 * A job that the spooler does not know any more has left it. Of a call that hangs nothing is known: the job may still be there, so
 * it stands still as far as anybody can tell.
 */
function statusOf(known: number | undefined, info: Buffer): number {
  if (known === undefined) return JOB.offline
  return known ? info.readUInt32LE(JOB_STATUS_AT) : JOB.ended
}

/** Level 6 is the status alone, level 5 has the attributes: Windows sets "use offline" there when a USB printer is unplugged. */
async function printerWord({ calls, handle, gate }: Spooler): Promise<PrinterWord> {
  const info = Buffer.alloc(INFO_BYTES)
  const ask = (level: number) => gate.call(() => calls.GetPrinterW(handle, level, info, info.length, [0]))
  if (!(await ask(5))) return 'offline'
  if (info.readUInt32LE(ATTRIBUTES_AT) & WORK_OFFLINE) return 'offline'
  if (!(await ask(6))) return 'offline'
  const status = info.readUInt32LE(0)
  if (status & PRINTER.doorOpen) return 'cover-open'
  if (status & PRINTER.paperOut) return 'paper-out'
  return status & PRINTER.stopped ? 'offline' : 'silent'
}
