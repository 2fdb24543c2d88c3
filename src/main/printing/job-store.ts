import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { PRINT_STATES, type PrintJob, type PrintState } from '#shared/contract.ts'
import type { ReceiptPart } from '#shared/layout.ts'
import type { ReceiptDoc } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from '../journal/database.ts'
import type { PrintReason } from './transport.ts'

const storedJob = z.object({
  id: z.string(),
  transaction_id: z.custom<TransactionId>((id) => typeof id === 'string'),
  receipt_kind: z.string(),
  part: z.custom<ReceiptPart>((part) => part === 'customer' || part === 'agent'),
  copy: z.bigint().transform(Number),
  state: z.enum(PRINT_STATES),
  reason: z.string().nullable(),
  receipt: z.string(),
  opens_drawer: z.bigint().transform((flag) => flag === 1n),
  answer: z.enum(['printed', 'not-printed']).nullable(),
})
export type StoredJob = z.output<typeof storedJob>

export interface NewJob {
  transactionId: TransactionId
  receipt: ReceiptDoc
  part: ReceiptPart
  /** 0 = original, n = SALINAN ke-n */
  copy: number
  opensDrawer: boolean
  /** the sign-in name of who wanted it */
  askedBy: string
}

/** A print job as the window sees it. */
export type PrintJobView = PrintJob

/** What a job begins as, where that is not the queue. */
export interface Beginning {
  state: PrintState
  reason: PrintReason
}

export interface JobStore {
  /** One commit, however many, or part of the one that is under way. @param beginning where they are not queued */
  add(jobs: readonly NewJob[], beginning?: Beginning): PrintJobView[]
  setState(id: string, state: PrintState, reason?: PrintReason, bytesSent?: number): PrintJobView
  /**
   * Queues a job again that never left; its drawer stays shut, since nobody expects it to open by now.
   * @param receipt what is true by now
   */
  requeue(id: string, receipt: ReceiptDoc): PrintJobView
  /** What is queued opens no drawer any more. */
  shutDrawers(): void
  /** What a person saw on the paper, and in the same commit the copy that follows from it. */
  answer(id: string, printed: boolean, by: string, next: readonly NewJob[]): PrintJobView[]
  get(id: string): StoredJob | undefined
  /** The job with the highest copy number. */
  latestOf(transactionId: TransactionId, kind: string, part: ReceiptPart): StoredJob | undefined
  /** The customer's sheet that was asked for last, of whatever kind. */
  latest(transactionId: TransactionId): PrintJobView | undefined
  copies(transactionId: TransactionId): number
  nextQueued(): StoredJob | undefined
  /** All of a state, oldest first. */
  inState(state: 'queued' | 'sending'): StoredJob[]
  /** Jobs of which it is not known whether they were printed, nobody has said, and no copy was made since. */
  unanswered(): PrintJobView[]
  waiting(): number
  /** Of how many sheets, asked for since then, the last job ended without a byte printed though there was a printer. */
  refusedSince(since: Instant): number
}

export const viewOf = (job: StoredJob): PrintJobView => ({
  jobId: job.id,
  transactionId: job.transaction_id,
  receiptKind: job.receipt_kind,
  part: job.part,
  copy: job.copy,
  state: job.state,
  ...(job.reason ? { reason: job.reason } : {}),
})

/** The print jobs in the journal: the only code that reads and writes them. */
export function createJobStore(database: JournalDatabase, clock: Clock): JobStore {
  const insert = database.prepare(
    `INSERT INTO print_jobs
       (id, transaction_id, receipt_kind, part, copy, state, reason, receipt, opens_drawer, asked_by, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare(
    'UPDATE print_jobs SET state = ?, reason = ?, bytes_sent = ?, changed_at = ? WHERE id = ?',
  )
  const again = database.prepare(
    `UPDATE print_jobs SET state = 'queued', reason = NULL, receipt = ?, opens_drawer = 0, changed_at = ? WHERE id = ?`,
  )
  const shut = database.prepare(`UPDATE print_jobs SET opens_drawer = 0 WHERE state = 'queued'`)
  const note = database.prepare(
    'UPDATE print_jobs SET answer = ?, answered_by = ?, answered_at = ?, state = ?, reason = ?, changed_at = ? WHERE id = ?',
  )
  const byId = database.prepare('SELECT * FROM print_jobs WHERE id = ?')
  const ofReceipt = database.prepare(
    `SELECT * FROM print_jobs WHERE transaction_id = ? AND receipt_kind = ? AND part = ? ORDER BY copy DESC LIMIT 1`,
  )
  const ofTransaction = database.prepare(
    `SELECT * FROM print_jobs WHERE transaction_id = ? AND part = 'customer' ORDER BY created_at DESC, rowid DESC LIMIT 1`,
  )
  const copiesOf = database.prepare(
    `SELECT max(copy) AS n FROM print_jobs WHERE transaction_id = ? AND part = 'customer'`,
  )
  const inState = (condition: string) =>
    database.prepare(`SELECT * FROM print_jobs WHERE ${condition} ORDER BY created_at, rowid`)
  const queued = inState(`state = 'queued'`)
  const sending = inState(`state = 'sending'`)
  const open = inState(`state = 'unknown' AND answer IS NULL`)
  const count = database.prepare(`SELECT count(*) AS n FROM print_jobs WHERE state IN ('queued', 'sending')`)

  const refused = inState(
    `state = 'failed-unsent' AND coalesce(reason, '') <> 'no-printer' AND created_at >= ?`,
  )

  const read = (found: unknown): StoredJob | undefined => (found ? storedJob.parse(found) : undefined)
  const now = () => toInstant(clock.now())
  const view = (id: string) => viewOf(storedJob.parse(byId.get(id)))
  const latestOf: JobStore['latestOf'] = (transactionId, kind, part) =>
    read(ofReceipt.get(transactionId, kind, part))

  const insertAll = (jobs: readonly NewJob[], beginning?: Beginning): PrintJobView[] =>
    jobs.map(({ transactionId, receipt, part, copy, opensDrawer, askedBy }) => {
      const jobId = randomUUID()
      const { state, reason } = beginning ?? { state: 'queued' as const, reason: undefined }
      const drawer = opensDrawer ? 1n : 0n
      const at = now()
      // prettier-ignore
      insert.run(jobId, transactionId, receipt.kind, part, BigInt(copy), state, reason ?? null, JSON.stringify(receipt), drawer, askedBy, at, at)
      return {
        jobId,
        transactionId,
        receiptKind: receipt.kind,
        part,
        copy,
        state,
        ...(reason ? { reason } : {}),
      }
    })

  const lastOfTheirSheet = (found: readonly unknown[]): StoredJob[] =>
    found
      .map((row) => storedJob.parse(row))
      .filter((job) => latestOf(job.transaction_id, job.receipt_kind, job.part)?.id === job.id)

  return {
    add: (jobs, beginning) =>
      database.inTransaction
        ? insertAll(jobs, beginning)
        : database.transaction(() => insertAll(jobs, beginning))(),
    setState(id, state, reason, bytesSent = 0) {
      update.run(state, reason ?? null, BigInt(bytesSent), now(), id)
      return view(id)
    },
    requeue(id, receipt) {
      again.run(JSON.stringify(receipt), now(), id)
      return view(id)
    },
    shutDrawers: () => void shut.run(),
    answer: (id, printed, by, next) =>
      database.transaction(() => {
        const [answer, state] = printed ? ['printed', 'confirmed'] : ['not-printed', 'unknown']
        note.run(answer, by, now(), state, `teller-${answer}`, now(), id)
        return [view(id), ...insertAll(next)]
      })(),
    get: (id) => read(byId.get(id)),
    latestOf,
    latest(transactionId) {
      const found = read(ofTransaction.get(transactionId))
      return found && viewOf(found)
    },
    copies: (transactionId) => Number((copiesOf.get(transactionId) as { n: bigint | null }).n ?? 0),
    nextQueued: () => read(queued.get()),
    inState: (state) => (state === 'queued' ? queued : sending).all().map((found) => storedJob.parse(found)),
    unanswered: () => lastOfTheirSheet(open.all()).map(viewOf),
    waiting: () => Number((count.get() as { n: bigint }).n),
    refusedSince: (since) => lastOfTheirSheet(refused.all(since)).length,
  }
}
