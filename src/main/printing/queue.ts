import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { PRINT_STATES, type PrintJob } from '#shared/contract.ts'
import { layout, type PaperColumns } from '#shared/layout.ts'
import type { ReceiptDoc } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { toInstant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from '../journal/database.ts'
import type { Log } from '../log.ts'
import { encode } from './encode.ts'
import type { PrinterWord, Transport, TransportResult } from './transport.ts'

export interface PrintQueue {
  /** The one original of a receipt. Asking for it a second time gives the same job and prints nothing more. */
  original(transactionId: TransactionId, receipt: ReceiptDoc): PrintJob
  /** The next copy (`SALINAN ke-n`); an original of which no byte ever left is tried again instead, still as the original. */
  copy(transactionId: TransactionId, receipt: ReceiptDoc): PrintJob
  latest(transactionId: TransactionId): PrintJob | undefined
  copies(transactionId: TransactionId): number
  waiting(): number
  printer(): PrinterWord
  /** At start-up: what was being sent is unknown, what was queued is printed. */
  resume(): void
  /** Takes no further job and waits for the one at the printer. */
  close(): Promise<void>
}

/** Waits before a job of which no byte left is tried again; afterwards it rests until the teller asks. */
const RETRY_AFTER_MS = [2_000, 5_000, 10_000]

const storedJob = z.object({
  id: z.string(),
  transaction_id: z.string(),
  copy: z.bigint(),
  state: z.enum(PRINT_STATES),
  reason: z.string().nullable(),
  receipt: z.string(),
})
type StoredJob = z.infer<typeof storedJob>

const viewOf = (job: StoredJob): PrintJob => ({
  jobId: job.id,
  transactionId: job.transaction_id as TransactionId,
  copy: Number(job.copy),
  state: job.state,
  ...(job.reason ? { reason: job.reason } : {}),
})

/**
 * The print queue: jobs live in the journal, one worker feeds the printer. A job is marked `sending` on disk before its first
 * byte, so that a crash leaves "unknown" and never a second original.
 * @param transport undefined when the outlet has no printer: nothing is queued then
 * @param changed told of every change of a job's state
 */
export function createPrintQueue(
  database: JournalDatabase,
  transport: Transport | undefined,
  columns: PaperColumns,
  clock: Clock,
  log: Log,
  changed: (job: PrintJob) => void,
): PrintQueue {
  const insert = database.prepare(
    `INSERT INTO print_jobs (id, transaction_id, receipt_kind, copy, state, receipt, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare('UPDATE print_jobs SET state = ?, reason = ?, changed_at = ? WHERE id = ?')
  const byId = database.prepare('SELECT * FROM print_jobs WHERE id = ?')
  const ofReceipt = database.prepare(
    'SELECT * FROM print_jobs WHERE transaction_id = ? AND receipt_kind = ? ORDER BY copy DESC LIMIT 1',
  )
  const ofTransaction = database.prepare(
    'SELECT * FROM print_jobs WHERE transaction_id = ? ORDER BY created_at DESC, rowid DESC LIMIT 1',
  )
  const copiesOf = database.prepare('SELECT max(copy) AS n FROM print_jobs WHERE transaction_id = ?')
  const nextQueued = database.prepare(
    `SELECT * FROM print_jobs WHERE state = 'queued' ORDER BY created_at, rowid LIMIT 1`,
  )
  const queued = database.prepare(`SELECT count(*) AS n FROM print_jobs WHERE state IN ('queued', 'sending')`)
  const interrupted = database.prepare(`SELECT * FROM print_jobs WHERE state = 'sending'`)

  const read = (found: unknown): StoredJob | undefined => (found ? storedJob.parse(found) : undefined)
  const now = () => toInstant(clock.now())

  let printer: PrinterWord = transport ? 'unproven' : 'none'
  let working: Promise<void> | undefined
  let closed = false
  const retries = new Map<string, { count: number; timer?: NodeJS.Timeout }>()

  const setState = (id: string, state: StoredJob['state'], reason?: string) => {
    update.run(state, reason ?? null, now(), id)
    changed(viewOf(storedJob.parse(byId.get(id))))
  }

  const add = (transactionId: TransactionId, receipt: ReceiptDoc, copy: number): PrintJob => {
    const id = randomUUID()
    const state = transport ? 'queued' : 'failed-unsent'
    insert.run(id, transactionId, receipt.kind, BigInt(copy), state, JSON.stringify(receipt), now(), now())
    if (!transport) update.run(state, 'no-printer', now(), id)
    wake()
    return viewOf(storedJob.parse(byId.get(id)))
  }

  const wake = () => {
    if (closed || working || !transport) return
    working = work(transport)
      .catch((error: unknown) => log.error('print.queue-stopped', { error }))
      .finally(() => {
        working = undefined
      })
  }

  const work = async (way: Transport) => {
    // The caller's transaction comes first: nothing of printing runs before it has its answer.
    await new Promise((resolve) => setImmediate(resolve))
    for (let job = read(nextQueued.get()); job && !closed; job = read(nextQueued.get())) {
      const receipt = JSON.parse(job.receipt) as ReceiptDoc
      const bytes = encode(layout(receipt, columns, Number(job.copy)), columns)
      setState(job.id, 'sending')
      finish(job, await way.print(bytes))
    }
  }

  const finish = (job: StoredJob, result: TransportResult) => {
    printer = result.printer
    setState(job.id, result.state, result.reason)
    if (result.state === 'failed-unsent') retryLater(job.id)
  }

  const retryLater = (id: string) => {
    const retry = retries.get(id) ?? { count: 0 }
    const delayMs = RETRY_AFTER_MS[retry.count]
    if (delayMs === undefined || closed) return
    const timer = setTimeout(() => {
      setState(id, 'queued')
      wake()
    }, delayMs)
    retries.set(id, { count: retry.count + 1, timer })
  }

  const requeue = (job: StoredJob): PrintJob => {
    clearTimeout(retries.get(job.id)?.timer)
    retries.delete(job.id)
    if (transport) setState(job.id, 'queued')
    wake()
    return viewOf(storedJob.parse(byId.get(job.id)))
  }

  return {
    original(transactionId, receipt) {
      const existing = read(ofReceipt.get(transactionId, receipt.kind))
      return existing ? viewOf(existing) : add(transactionId, receipt, 0)
    },
    copy(transactionId, receipt) {
      const last = read(ofReceipt.get(transactionId, receipt.kind))
      if (last?.state === 'failed-unsent') return requeue(last)
      if (last?.state === 'queued' || last?.state === 'sending') return viewOf(last)
      return add(transactionId, receipt, last ? Number(last.copy) + 1 : 0)
    },
    latest(transactionId) {
      const found = read(ofTransaction.get(transactionId))
      return found && viewOf(found)
    },
    copies: (transactionId) => Number((copiesOf.get(transactionId) as { n: bigint | null }).n ?? 0),
    waiting: () => Number((queued.get() as { n: bigint }).n),
    printer: () => printer,
    resume() {
      for (const found of interrupted.all()) setState(storedJob.parse(found).id, 'unknown', 'interrupted')
      wake()
    },
    async close() {
      closed = true
      for (const { timer } of retries.values()) clearTimeout(timer)
      await working
    },
  }
}
