import { randomUUID } from 'node:crypto'
import type { Outcome, Profile } from '#shared/contract.ts'
import type { Rupiah } from '#shared/money.ts'
import { takesCash, type MoneyEvent, type MoneyKind } from '#shared/money-states.ts'
import { confirmedReceipt, unknownReceipt, type ReceiptHeading } from '#shared/receipt.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { BalanceWatch } from './balance-watch.ts'
import type { Clock } from './clock.ts'
import { guard, type GuardAnswers, type GuardLimits } from './guards.ts'
import type { MoneyJournal } from './journal/money-journal.ts'
import type { References } from './journal/references.ts'
import type { MoneyRow, Settlement, StoredFacts } from './journal/money-row.ts'
import { factsOf, outcomeOf } from './journal/outcome.ts'
import type { Log } from './log.ts'
import type { PrintJobView } from './printing/job-store.ts'
import type { PrintQueue } from './printing/queue.ts'
import { createUnwritten, type Unwritten } from './unwritten.ts'
import type { MoneyAnswer } from './wire/client.ts'
import type { Refusal } from './wire/envelope.ts'

/** One thing to post, as a feature describes it. `A` is what the other side answers. */
export interface MoneyOrder<A> {
  kind: MoneyKind
  account: string
  accountName: string
  /** where the account is at another bank */
  bankName?: string
  amount: Rupiah
  /** the fee that the teller was shown */
  fee: Rupiah
  narration?: string
  /** what its paper says besides */
  paper?: Pick<StoredFacts, 'source' | 'reversedReference'>
  /** the request's body without its PIN */
  sentBody: object
  /** the transaction of this journal that a reversal takes back, and who else agreed to it */
  reverses?: TransactionId | undefined
  approval?: { approver: string; reason: string } | undefined
  /** whether a refusal of a reversal says that an earlier one took the money back */
  isReversedBefore?(refusal: Refusal): boolean
  /** what the teller answered to the guards */
  answers: GuardAnswers
  send(caller: { sessionId: string; reference: Reference }): Promise<MoneyAnswer<A>>
  /** What the answer adds or corrects. */
  understand(answer: A): {
    fee?: Rupiah
    account?: string
    agent?: Omit<ReceiptHeading, 'bankName'> | undefined
  }
}

export interface PostingParts {
  journal: MoneyJournal
  printing: PrintQueue
  session: { caller(): { sessionId: string; profile: Profile } }
  references: Pick<References, 'forMoney'>
  /** what every receipt of this outlet says */
  outlet: Pick<StoredFacts, 'training' | 'zone' | 'bankPhone'>
  /** the API's host */
  host: string
  log: Log
  clock: Clock
  limits: GuardLimits
  balance: Pick<BalanceWatch, 'last' | 'refresh'>
  /** whether the cash drawer opens with the receipt of cash that was taken */
  drawer: boolean
  /** told when a transaction changes after its caller was answered */
  changedLater: (id: TransactionId) => void
}

export interface Posting {
  /**
   * Journal, send once, settle, print (DESIGN: A deposit, end to end). The same attempt again gives the outcome of the first and
   * sends nothing.
   * @param prepare describes the order, and may refuse it by throwing
   * @throws TellerError UNAVAILABLE disk (nothing was sent), OUTCOME_UNKNOWN (the outcome could not be written down yet),
   *   SESSION_EXPIRED (journaled as rejected), INVALID_INPUT attempt-used (another order under an attempt that was used), or
   *   what `prepare` throws
   */
  post<A>(attemptId: AttemptId, prepare: (profile: Profile) => MoneyOrder<A>): Promise<Outcome>
  /** Settles an unknown that a status check has proven to be posted, with its final receipt. */
  confirmLate(id: TransactionId, evidence: string): void
  /** Resolves once nothing is under way whose outcome its teller has not been told. */
  settled(): Promise<void>
  /** Whether an order is under way: then its teller can neither sign out nor close the window. */
  sending(): boolean
  /** how many outcomes are known and not on disk yet */
  unwritten(): number
  close(): void
}

/** The one way on which money leaves this workstation. */
export function createPosting(parts: PostingParts): Posting {
  const underway = new Map<AttemptId, Promise<Outcome>>()
  const unwritten = createUnwritten(parts.changedLater, parts.log)
  return {
    post(attemptId, prepare) {
      const first = underway.get(attemptId)
      if (first) return first
      const outcome = submit({ ...parts, unwritten }, attemptId, prepare).finally(() =>
        underway.delete(attemptId),
      )
      underway.set(attemptId, outcome)
      return outcome
    },
    confirmLate: (id, evidence) => void confirm(parts, parts.journal.get(id), evidence, {}, 'status-check'),
    async settled() {
      await Promise.allSettled(underway.values())
    },
    sending: () => underway.size > 0,
    unwritten: unwritten.count,
    close: unwritten.stop,
  }
}

type Parts = PostingParts & { unwritten: Unwritten }

async function submit<A>(
  parts: Parts,
  attemptId: AttemptId,
  prepare: (profile: Profile) => MoneyOrder<A>,
): Promise<Outcome> {
  const { journal, printing } = parts
  const { sessionId, profile } = parts.session.caller()
  const earlier = journal.findAttempt(attemptId)
  if (earlier) return outcomeOf(theSame(earlier, prepare, profile), printing.latest(earlier.id))

  const order = prepare(profile)
  guard(journal, order, order.answers, parts.limits, parts.clock.now(), parts.outlet.zone)
  const sending = begin(parts, attemptId, order, profile)
  const answer = await sent(order, { sessionId, reference: sending.reference })
  const { row, printJob } = settleOrUnknown(parts, sending, order, answer)
  // Once the outcome has left for the window.
  setImmediate(() => void noteBalance(parts, row))
  if (row.refusal?.bankCode === 'SESSION_NOT_FOUND') throw new TellerError({ code: 'SESSION_EXPIRED' })
  return outcomeOf(row, printJob)
}

/**
 * An attempt stands for one order: with another amount or account under it, the first one's outcome would be misread. An order that
 * can no longer be prepared, because its inquiry is too old, was sent all the same.
 */
function theSame<A>(
  earlier: MoneyRow,
  prepare: (profile: Profile) => MoneyOrder<A>,
  profile: Profile,
): MoneyRow {
  const again = prepared(prepare, profile)
  if (!again || JSON.stringify(again.sentBody) === JSON.stringify(earlier.sentBody)) return earlier
  throw new TellerError({ code: 'INVALID_INPUT', field: 'attemptId', rule: 'attempt-used' })
}

function prepared<A>(prepare: (profile: Profile) => MoneyOrder<A>, profile: Profile) {
  try {
    return prepare(profile)
  } catch {
    return undefined
  }
}

/** What the agent's balance is afterwards: a hint for the desk of unknowns, and the next transaction's "before". */
async function noteBalance({ balance, journal, log }: PostingParts, { id, state }: MoneyRow): Promise<void> {
  const after = await balance.refresh()
  try {
    if (after !== undefined && state === 'unknown') journal.noteBalanceAfter(id, after)
  } catch (error) {
    log.warn('balance.not-noted', { error })
  }
}

/** No intent on disk, no money: a disk that refuses is said before anything is sent. */
function begin<A>(
  parts: PostingParts,
  attemptId: AttemptId,
  order: MoneyOrder<A>,
  profile: Profile,
): MoneyRow {
  const { kind, account, accountName, amount, fee, bankName, narration = '', sentBody } = order
  const heading = {
    bankName: profile.bankName,
    agentCode: profile.agentCode,
    agentName: profile.name,
    address: profile.address,
  }
  try {
    return parts.journal.beginSending({
      id: randomUUID() as string as TransactionId,
      attemptId,
      reference: parts.references.forMoney(),
      kind,
      account,
      accountName,
      amount,
      quotedFee: fee,
      narration,
      teller: profile.username,
      host: parts.host,
      sentBody,
      facts: { ...parts.outlet, heading, ...(bankName ? { bankName } : {}), ...order.paper },
      balanceBefore: parts.balance.last(),
      repeatReason: order.answers.reason,
      reverses: order.reverses,
      approval: order.approval,
    })
  } catch (cause) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
  }
}

/** From the sending mark on, a fault of our own is no proof of anything either. */
async function sent<A>(
  order: MoneyOrder<A>,
  caller: { sessionId: string; reference: Reference },
): Promise<MoneyAnswer<A>> {
  try {
    return await order.send(caller)
  } catch (error) {
    return { kind: 'unknown', evidence: `fault ${error instanceof Error ? error.name : typeof error}` }
  }
}

/**
 * An outcome that cannot be written down is known to nobody but this moment: the teller is told "unknown", and the answer waits
 * in memory for the disk.
 */
function settleOrUnknown<A>(
  parts: Parts,
  sending: MoneyRow,
  order: MoneyOrder<A>,
  answer: MoneyAnswer<A>,
): Settled {
  const write = () => {
    const settled = settle(parts, sending, order, answer)
    if (answer.kind === 'unknown') void followLate(parts, sending.id, order, answer.late)
    return settled
  }
  try {
    return write()
  } catch (cause) {
    parts.unwritten.keep(sending.id, write)
    throw new TellerError({ code: 'OUTCOME_UNKNOWN' }, { cause })
  }
}

/** A transaction as its outcome left it, and the job of the paper that was queued with it. */
interface Settled {
  row: MoneyRow
  printJob?: PrintJobView | undefined
}

/** Writes what is proven, then queues the paper that belongs to it. @param row as it stands in the journal */
function settle<A>(
  parts: PostingParts,
  row: MoneyRow,
  order: MoneyOrder<A>,
  answer: MoneyAnswer<A>,
): Settled {
  const { journal } = parts
  const { id } = row
  const { evidence } = answer
  switch (answer.kind) {
    case 'rejected': {
      const { refusal } = answer
      const reversedBefore = order.isReversedBefore?.(refusal)
      return { row: journal.settle(id, 'reject', { evidence, refusal, reversedBefore }, 'bank') }
    }
    case 'not-sent':
      return { row: journal.settle(id, 'prove-not-sent', { evidence }, 'workstation') }
    case 'confirmed':
      return confirm(parts, row, evidence, order.understand(answer.data))
    case 'unknown': {
      const receipt = unknownReceipt(factsOf(row))
      return settleWithPaper(parts, id, 'lose', { evidence, receipt }, 'workstation')
    }
  }
}

function confirm(
  parts: PostingParts,
  row: MoneyRow,
  evidence: string,
  understood: ReturnType<MoneyOrder<unknown>['understand']>,
  /** whose word it is */
  actor: 'bank' | 'status-check' = 'bank',
): Settled {
  const { fee = row.fee, account = row.account, agent } = understood
  const facts = factsOf({ ...row, fee, account })
  // The bank's own word on who served stands above the profile's.
  const heading = { ...facts.heading, ...agent }
  const cashReturned = row.cash === 'returned'
  const receipt = confirmedReceipt({ ...facts, heading }, { late: row.state === 'unknown', cashReturned })
  return settleWithPaper(parts, row.id, 'confirm', { evidence, fee, account, receipt }, actor)
}

/**
 * The outcome and its paper in one commit. Paper is not money: where its receipt cannot be queued the outcome is written without
 * it. It is in the journal, to be printed from there.
 */
function settleWithPaper(
  { journal, printing, drawer, log }: PostingParts,
  id: TransactionId,
  ...[event, settlement, actor]: [MoneyEvent, Settlement, string]
): Settled {
  try {
    let printJob: PrintJobView | undefined
    const row = journal.settle(id, event, settlement, actor, (settled) => {
      const opensDrawer = drawer && settled.state === 'confirmed' && takesCash(settled.kind)
      const asked = { by: settled.teller, opensDrawer }
      printJob = settled.receipt && printing.original(id, settled.receipt, asked)
    })
    return { row, printJob }
  } catch (error) {
    const row = journal.settle(id, event, settlement, actor)
    log.error('receipt.not-queued', { reference: row.reference, error })
    return { row }
  }
}

/** An answer that comes after the teller was told "unknown" still counts: the money socket stayed open for it. */
async function followLate<A>(
  parts: Parts,
  id: TransactionId,
  order: MoneyOrder<A>,
  late: Promise<MoneyAnswer<A>> | undefined,
): Promise<void> {
  const answer = await late?.catch(() => undefined)
  if (answer?.kind !== 'confirmed' && answer?.kind !== 'rejected') return
  const write = () => {
    // Somebody, or a status check, may have settled it meanwhile: that stands, and an answer that says otherwise is on record.
    const row = parts.journal.get(id)
    if (row.state !== 'unknown')
      return parts.journal.noteIfOtherwise(id, answer.kind === 'confirmed', answer.evidence, 'bank')
    settle(parts, row, order, answer)
    return true
  }
  try {
    if (write()) parts.changedLater(id)
  } catch (error) {
    parts.log.error('late-answer.not-written', { error })
    parts.unwritten.keep(id, write)
  }
}
