import { onTestFinished } from 'vitest'
import type { TransactionId } from '#shared/references.ts'
import { createClock, type Clock } from '../../src/main/clock.ts'
import { openDatabase, type JournalDatabase } from '../../src/main/journal/database.ts'
import type { Log } from '../../src/main/log.ts'
import type { Patience } from '../../src/main/printing/conversation.ts'
import type { PrintJobView } from '../../src/main/printing/job-store.ts'
import { createPrintQueue, type PrintQueue, type QueueOptions } from '../../src/main/printing/queue.ts'
import type { Transport } from '../../src/main/printing/transport.ts'
import {
  startVirtualPrinter,
  type PrinterFault,
  type VirtualPrinter,
  type VirtualPrinterOptions,
} from '../../src/sandbox/printer/virtual-printer.ts'
import { eventLog } from './logs.ts'

/** Waits that end tests soon; what they wait for on loopback takes a millisecond. */
export const IMPATIENT: Patience = {
  statusMs: 150,
  completionMs: 400,
  paperMs: 200,
  settleMs: 50,
  stoppedMs: 2_000,
  askEveryMs: 20,
}

/** A virtual printer with faults in force, closed when the test ends. */
export async function startPrinter(
  options: VirtualPrinterOptions = {},
  ...faults: PrinterFault[]
): Promise<VirtualPrinter> {
  const printer = await startVirtualPrinter(options)
  onTestFinished(printer.close)
  for (const fault of faults) await printer.faults.set(fault)
  return printer
}

/** A journal in memory with transactions t1, t2 … to print for. */
export function journalWith(transactions: number): JournalDatabase {
  const database = openDatabase(':memory:')
  for (let n = 1; n <= transactions; n++) addTransaction(database, `t${n}`)
  return database
}

export function addTransaction(database: JournalDatabase, id: string): void {
  database
    .prepare(
      `INSERT INTO money (id, attempt_id, reference, kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen,
         narration, teller, host, sent_body, facts, created_at)
       VALUES (?, ?, ?, 'deposit', 'confirmed', '14047', 'A', 1, 0, 0, '', 'u', 'h', '{}', '{}', '2026-11-22T05:00:00.000Z')`,
    )
    .run(id, id, id)
}

export const transaction = (n: number) => `t${n}` as TransactionId

export interface WatchedQueue extends PrintQueue {
  /** every change of a job that the queue told */
  told: PrintJobView[]
  /** Resolves with a job's view once its state is one of these. */
  reached(jobId: string, ...states: PrintJobView['state'][]): Promise<PrintJobView>
}

/** A queue that can be waited for; closed when the test ends. */
export function startQueue(
  database: JournalDatabase,
  transport: Transport | undefined,
  options: QueueOptions & { columns?: 32 | 48; log?: Log; clock?: Clock } = {},
): WatchedQueue {
  const told: PrintJobView[] = []
  const watchers = new Set<() => void>()
  const changed = (job: PrintJobView) => {
    told.push(job)
    watchers.forEach((look) => look())
  }
  const queue = createPrintQueue(
    database,
    transport,
    options.columns ?? 32,
    options.clock ?? createClock(),
    options.log ?? eventLog(),
    changed,
    options,
  )
  onTestFinished(queue.close)
  const reached: WatchedQueue['reached'] = (jobId, ...states) =>
    new Promise((resolve) => {
      const look = () => {
        const last = told.findLast((job) => job.jobId === jobId)
        if (!last || !states.includes(last.state)) return
        watchers.delete(look)
        resolve(last)
      }
      watchers.add(look)
      look()
    })
  return { ...queue, told, reached }
}
