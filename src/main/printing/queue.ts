import { setTimeout as delay } from 'node:timers/promises'
import { layout, type PaperColumns, type ReceiptPart } from '#shared/layout.ts'
import type { ReceiptDoc } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from '../journal/database.ts'
import type { Log } from '../log.ts'
import {
  createJobStore,
  viewOf,
  type JobStore,
  type NewJob,
  type PrintJobView,
  type StoredJob,
} from './job-store.ts'
import { DEFAULT_HANDLING, DRAWER_PULSE, type PaperHandling } from './paper-handling.ts'
import { createSense } from './sense.ts'
import { failedUnsent, type PrinterWord, type Transport, type TransportResult } from './transport.ts'

/** Who wants an original, and whether it stands for cash that goes into the drawer. */
export interface Asked {
  by: string
  opensDrawer: boolean
}

export interface PrintQueue {
  /** The one original of a receipt. Asking for it a second time gives the same job and prints nothing more. */
  original(transactionId: TransactionId, receipt: ReceiptDoc, asked?: Asked): PrintJobView
  /**
   * The next copy (`SALINAN ke-n`); an original of which no byte ever left is tried again instead, still as the original.
   * @param by the sign-in name of who wants it
   */
  copy(transactionId: TransactionId, receipt: ReceiptDoc, by?: string): PrintJobView
  /**
   * What somebody saw on the paper of a job whose end is unknown. Printed: it is confirmed. Not printed: its next copy is
   * printed, and that job is returned.
   * @param receipt the paper that is true by now; of another kind than the job's, which then gets no copy: the other is a job of its own
   * @throws TellerError INVALID_INPUT where the job is not one that is asked about
   */
  answer(jobId: string, printed: boolean, by: string, receipt: ReceiptDoc | undefined): PrintJobView
  job(jobId: string): PrintJobView | undefined
  /**
   * The sheet of a receipt that leaves by another way: a PDF, an ordinary printer. An original of which no byte left is that
   * original, everything else the next copy.
   */
  elsewhere(transactionId: TransactionId, receipt: ReceiptDoc, by: string): PrintJobView
  /** It was called off, or could not be written: nothing came out. */
  notMade(jobId: string): PrintJobView
  /** The jobs to ask about. */
  unanswered(): PrintJobView[]
  latest(transactionId: TransactionId): PrintJobView | undefined
  copies(transactionId: TransactionId): number
  waiting(): number
  /** Sheets that somebody may still want: queued, of unknown end, or refused by the printer in the last 24 hours. */
  unsettled(): number
  printer(): PrinterWord
  /** Paper that belongs to no transaction, such as a test page or a balance: not kept, tried once, after what is queued. */
  slip(receipt: ReceiptDoc): Promise<TransportResult>
  /** For the set-up screen's drawer test. */
  openDrawer(): Promise<TransportResult>
  /** Another printer, other paper, from the next job on. */
  use(transport: Transport | undefined, paper: Paper): void
  /** At start-up: what was being sent is unknown, what was queued is printed. */
  resume(): void
  /** Takes no further job and lets the one at the printer say what it knows. */
  close(): Promise<void>
}

/** What this counter's paper is, and what is printed on it. */
export interface Paper {
  columns: PaperColumns
  handling: PaperHandling
  /** a second sheet, marked LEMBAR AGEN, with every original */
  agentCopy?: boolean
  /** the drawer opens where an original stands for cash that was taken */
  drawer?: boolean
  /** a QR symbol of the reference */
  qr?: boolean
}

export interface QueueOptions extends Partial<Omit<Paper, 'columns'>> {
  /** told when the printer says something else than before */
  printerChanged?: () => void
}

/** Waits before a job of which no byte left is tried again; afterwards it rests until the teller asks. */
const RETRY_AFTER_MS = [2_000, 5_000, 10_000]

const DAY_MS = 86_400_000

/** A call into a spooler or a driver that hangs must not keep the program open; its job is unknown at the next start. */
const CLOSING_MS = 2_000

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
  changed: (job: PrintJobView) => void,
  {
    handling = DEFAULT_HANDLING,
    drawer = true,
    printerChanged = () => undefined,
    ...more
  }: QueueOptions = {},
): PrintQueue {
  const store = createJobStore(database, clock)
  const sense = createSense(transport, printerChanged)
  const ending = new AbortController()
  const retries = new Map<string, { count: number; timer?: NodeJS.Timeout }>()
  const slips: Slip[] = []
  let paper: Paper = { ...more, columns, handling, drawer }
  let hasPrinter = transport !== undefined
  let working: Promise<void> | undefined

  const move = (...args: Parameters<JobStore['setState']>) => changed(store.setState(...args))

  const add = (jobs: readonly NewJob[]): PrintJobView => {
    const [first, ...others] = store.add(
      jobs,
      hasPrinter ? undefined : { state: 'failed-unsent', reason: 'no-printer' },
    )
    // Its caller learns of the first by the answer.
    others.forEach(changed)
    wake()
    return first!
  }

  const wake = () => {
    if (ending.signal.aborted || working || !hasPrinter) return
    working = work().then(
      () => {
        working = undefined
        // What came after the last look and before this line would else wait for the next receipt.
        if (!ending.signal.aborted && (slips.length > 0 || store.nextQueued())) wake()
      },
      (error: unknown) => {
        working = undefined
        log.error('print.queue-stopped', { error })
      },
    )
  }

  const work = async () => {
    // The caller's transaction comes first: nothing of printing runs before it has its answer.
    await new Promise((resolve) => setImmediate(resolve))
    breakOff()
    while (!ending.signal.aborted) {
      const job = store.nextQueued()
      if (job) {
        await printJob(job)
        continue
      }
      const slip = slips.shift()
      if (!slip) return
      slip.done(await print(slip.bytes))
    }
  }

  /** What is being sent while nobody sends: its end could not be written, or the program ended meanwhile. */
  const breakOff = () => {
    for (const { id } of store.inState('sending')) move(id, 'unknown', 'interrupted')
  }

  const printJob = async (job: StoredJob) => {
    const bytes = await bytesOf(job)
    if (!bytes) return move(job.id, 'failed-unsent', 'unreadable')
    move(job.id, 'sending')
    finish(job, await print(bytes))
  }

  /** A transport never throws; should one do so all the same, nobody knows what it printed, and those behind it still have their turn. */
  const print = async (bytes: Buffer): Promise<TransportResult> => {
    try {
      return await sense.print(bytes, ending.signal)
    } catch (error) {
      log.error('print.transport-broken', { error })
      return {
        state: 'unknown',
        bytesWritten: bytes.length,
        reason: 'connection-lost',
        printer: sense.word(),
      }
    }
  }

  /** A receipt that cannot be laid out any more must not stop those behind it. */
  const bytesOf = async ({ receipt, copy, part, opens_drawer }: StoredJob): Promise<Buffer | undefined> => {
    try {
      const encode = await loadEncode()
      const lines = layout(JSON.parse(receipt) as ReceiptDoc, paper.columns, copy, part, paper.qr)
      return encode(lines, paper.columns, paper.handling, opens_drawer)
    } catch (error) {
      log.error('print.receipt-unreadable', { error })
      return undefined
    }
  }

  const finish = ({ id }: StoredJob, { state, reason, bytesWritten }: TransportResult) => {
    if (state !== 'failed-unsent') return move(id, state, reason, bytesWritten)
    // No byte left: at the next start it is printed as if nothing had been.
    if (ending.signal.aborted) return move(id, 'queued')
    move(id, state, reason)
    retryLater(id)
  }

  const retryLater = (id: string) => {
    const count = retries.get(id)?.count ?? 0
    const delayMs = RETRY_AFTER_MS[count]
    if (delayMs === undefined) return
    const timer = setTimeout(() => {
      if (!hasPrinter) return
      try {
        move(id, 'queued')
        wake()
      } catch (error) {
        log.error('print.not-queued-again', { error })
      }
    }, delayMs)
    retries.set(id, { count: count + 1, timer })
  }

  const stopRetrying = (jobId: string) => {
    clearTimeout(retries.get(jobId)?.timer)
    retries.delete(jobId)
  }

  const requeue = (job: StoredJob, receipt: ReceiptDoc): PrintJobView => {
    stopRetrying(job.id)
    const view = hasPrinter
      ? store.requeue(job.id, receipt)
      : store.setState(job.id, 'failed-unsent', 'no-printer')
    wake()
    return view
  }

  const enqueueSlip = (bytes: Buffer): Promise<TransportResult> =>
    hasPrinter && !ending.signal.aborted
      ? new Promise((done) => {
          slips.push({ bytes, done })
          wake()
        })
      : Promise.resolve(failedUnsent('no-printer', 'none'))

  return {
    original(transactionId, receipt, { by, opensDrawer } = { by: '', opensDrawer: false }) {
      const existing = store.latestOf(transactionId, receipt.kind, 'customer')
      if (existing) return viewOf(existing)
      const sheet = { transactionId, receipt, copy: 0, askedBy: by }
      const parts: readonly ReceiptPart[] = paper.agentCopy ? ['customer', 'agent'] : ['customer']
      const kicks = opensDrawer && (paper.drawer ?? false)
      return add(parts.map((part) => ({ ...sheet, part, opensDrawer: kicks && part === 'customer' })))
    },
    copy(transactionId, receipt, by = '') {
      const [last, agents] = (['customer', 'agent'] as const).map((part) =>
        store.latestOf(transactionId, receipt.kind, part),
      )
      if (agents && neverLeft(agents)) changed(requeue(agents, receipt))
      if (last && neverLeft(last)) return requeue(last, receipt)
      if (last?.state === 'queued' || last?.state === 'sending') {
        wake()
        return viewOf(last)
      }
      return add([copyOf(transactionId, receipt, 'customer', last ? last.copy + 1 : 0, by)])
    },
    answer(jobId, printed, by, receipt) {
      const job = store.get(jobId)
      if (!job || !store.unanswered().some((asked) => asked.jobId === jobId))
        throw new TellerError({ code: 'INVALID_INPUT', field: 'jobId', rule: 'not-asked' })
      const { transaction_id, receipt_kind, part, copy } = job
      const next =
        printed || receipt?.kind !== receipt_kind ? [] : [copyOf(transaction_id, receipt, part, copy + 1, by)]
      const [answered, again] = store.answer(jobId, printed, by, next)
      if (!again) return answered!
      changed(answered!)
      wake()
      return again
    },
    job(jobId) {
      const found = store.get(jobId)
      return found && viewOf(found)
    },
    elsewhere(transactionId, receipt, by) {
      const last = store.latestOf(transactionId, receipt.kind, 'customer')
      if (last && neverLeft(last)) {
        stopRetrying(last.id)
        return store.setState(last.id, 'sent-unverified', 'elsewhere')
      }
      const copy = last ? last.copy + 1 : 0
      const [made] = store.add([copyOf(transactionId, receipt, 'customer', copy, by)], {
        state: 'sent-unverified',
        reason: 'elsewhere',
      })
      return made!
    },
    notMade: (jobId) => store.setState(jobId, 'failed-unsent', 'not-made'),
    unanswered: store.unanswered,
    latest: store.latest,
    copies: store.copies,
    waiting: () => store.waiting() + slips.length,
    unsettled: () =>
      store.waiting() +
      slips.length +
      store.unanswered().length +
      store.refusedSince(toInstant(clock.now().getTime() - DAY_MS)),
    printer: sense.word,
    async slip(receipt) {
      const encode = await loadEncode()
      const lines = layout(receipt, paper.columns, 0, 'customer', paper.qr)
      return enqueueSlip(encode(lines, paper.columns, paper.handling))
    },
    openDrawer: () => enqueueSlip(DRAWER_PULSE),
    use(next, nextPaper) {
      hasPrinter = next !== undefined
      paper = nextPaper
      sense.use(next)
      wake()
    },
    resume() {
      breakOff()
      store.shutDrawers()
      if (!hasPrinter) for (const { id } of store.inState('queued')) move(id, 'failed-unsent', 'no-printer')
      sense.start()
      wake()
    },
    async close() {
      ending.abort()
      for (const { timer } of retries.values()) clearTimeout(timer)
      const over = new AbortController()
      const limit = delay(CLOSING_MS, undefined, { signal: over.signal }).catch(() => undefined)
      await Promise.race([Promise.all([working, sense.close()]), limit])
      over.abort()
      for (const { done } of slips.splice(0)) done(failedUnsent('interrupted', sense.word()))
    },
  }
}

/** With its tables for every script of the world the library is half of main: loaded when there is something to print. */
const loadEncode = async () => (await import('./encode.ts')).encode

interface Slip {
  bytes: Buffer
  done: (result: TransportResult) => void
}

/** Still an original. What a backup says never left may have been printed after it was made. */
const neverLeft = ({ state, reason }: StoredJob) => state === 'failed-unsent' && reason !== 'restored'

const copyOf = (
  transactionId: TransactionId,
  receipt: ReceiptDoc,
  part: ReceiptPart,
  copy: number,
  askedBy: string,
): NewJob => ({ transactionId, receipt, part, copy, opensDrawer: false, askedBy })
