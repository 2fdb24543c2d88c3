import { randomUUID } from 'node:crypto'
import type { Outcome, Profile } from '#shared/contract.ts'
import type { Rupiah } from '#shared/money.ts'
import type { MoneyKind } from '#shared/money-states.ts'
import { confirmedReceipt, unknownReceipt, type ReceiptHeading } from '#shared/receipt.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { BalanceWatch } from './balance-watch.ts'
import type { Clock } from './clock.ts'
import { guard, type GuardAnswers, type GuardLimits } from './guards.ts'
import type { MoneyJournal } from './journal/money-journal.ts'
import type { References } from './journal/references.ts'
import type { MoneyRow, StoredFacts } from './journal/money-row.ts'
import { factsOf, outcomeOf } from './journal/outcome.ts'
import type { Log } from './log.ts'
import type { PrintQueue } from './printing/queue.ts'
import type { MoneyAnswer } from './wire/client.ts'

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
  /** the request's body without its PIN */
  sentBody: object
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
   * @param prepare describes the order; called only for an attempt that is new, and may refuse it by throwing
   * @throws TellerError UNAVAILABLE disk (nothing was sent), OUTCOME_UNKNOWN (the outcome could not be written down),
   *   SESSION_EXPIRED (journaled as rejected), or what `prepare` throws
   */
  post<A>(attemptId: AttemptId, prepare: (profile: Profile) => MoneyOrder<A>): Promise<Outcome>
  /** Settles an unknown that a status check has proven to be posted, with its final receipt. */
  confirmLate(id: TransactionId, evidence: string): void
}

/** The one way on which money leaves this workstation. */
export function createPosting(parts: PostingParts): Posting {
  const underway = new Map<AttemptId, Promise<Outcome>>()
  return {
    post(attemptId, prepare) {
      const first = underway.get(attemptId)
      if (first) return first
      const outcome = submit(parts, attemptId, prepare).finally(() => underway.delete(attemptId))
      underway.set(attemptId, outcome)
      return outcome
    },
    confirmLate: (id, evidence) => void confirm(parts, id, evidence, {}),
  }
}

async function submit<A>(
  parts: PostingParts,
  attemptId: AttemptId,
  prepare: (profile: Profile) => MoneyOrder<A>,
): Promise<Outcome> {
  const { journal, printing } = parts
  const earlier = journal.findAttempt(attemptId)
  if (earlier) return outcomeOf(earlier, printing.latest(earlier.id))

  const { sessionId, profile } = parts.session.caller()
  const order = prepare(profile)
  guard(journal, order, order.answers, parts.limits, parts.clock.now(), parts.outlet.zone)
  const { id, reference } = begin(parts, attemptId, order, profile)
  const answer = await sent(order, { sessionId, reference })
  const settled = settleOrUnknown(parts, id, order, answer)
  if (answer.kind === 'unknown') void followLate(parts, id, order, answer.late)
  void noteBalance(parts, settled)
  if (settled.refusal?.bankCode === 'SESSION_NOT_FOUND') throw new TellerError({ code: 'SESSION_EXPIRED' })
  return outcomeOf(settled, printing.latest(id))
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
      facts: { ...parts.outlet, heading, ...(bankName ? { bankName } : {}) },
      balanceBefore: parts.balance.last(),
      repeatReason: order.answers.reason,
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

/** An outcome that cannot be written down is known to nobody but this moment: the teller is told "unknown". */
function settleOrUnknown<A>(
  parts: PostingParts,
  id: TransactionId,
  order: MoneyOrder<A>,
  answer: MoneyAnswer<A>,
): MoneyRow {
  try {
    return settle(parts, id, order, answer)
  } catch (cause) {
    throw new TellerError({ code: 'OUTCOME_UNKNOWN' }, { cause })
  }
}

/** Writes what is proven, then queues the paper that belongs to it. */
function settle<A>(
  parts: PostingParts,
  id: TransactionId,
  order: MoneyOrder<A>,
  answer: MoneyAnswer<A>,
): MoneyRow {
  const { journal } = parts
  const { evidence } = answer
  switch (answer.kind) {
    case 'rejected':
      return journal.settle(id, 'reject', { evidence, refusal: answer.refusal }, 'bank')
    case 'not-sent':
      return journal.settle(id, 'prove-not-sent', { evidence }, 'workstation')
    case 'confirmed':
      return confirm(parts, id, evidence, order.understand(answer.data))
    case 'unknown': {
      const receipt = unknownReceipt(factsOf(journal.get(id)))
      return printed(parts, journal.settle(id, 'lose', { evidence, receipt }, 'workstation'))
    }
  }
}

function confirm(
  parts: PostingParts,
  id: TransactionId,
  evidence: string,
  understood: ReturnType<MoneyOrder<unknown>['understand']>,
): MoneyRow {
  const row = parts.journal.get(id)
  const { fee = row.fee, account = row.account, agent } = understood
  const facts = factsOf({ ...row, fee, account })
  // The bank's own word on who served stands above the profile's.
  const heading = { ...facts.heading, ...agent }
  const receipt = confirmedReceipt({ ...facts, heading }, { late: row.state === 'unknown' })
  return printed(parts, parts.journal.settle(id, 'confirm', { evidence, fee, account, receipt }, 'bank'))
}

/** Paper is not money: a receipt that cannot be queued changes no outcome. It is in the journal, to be printed from there. */
function printed(parts: PostingParts, row: MoneyRow): MoneyRow {
  try {
    const opensDrawer = parts.drawer && row.state === 'confirmed'
    if (row.receipt) parts.printing.original(row.id, row.receipt, { by: row.teller, opensDrawer })
  } catch (error) {
    parts.log.error('receipt.not-queued', { reference: row.reference, error })
  }
  return row
}

/**
 * An answer that comes after the teller was told "unknown" still counts: the money socket stayed open for it. Where it cannot be
 * written down any more, the row stays unknown, which is then the truth.
 */
async function followLate<A>(
  parts: PostingParts,
  id: TransactionId,
  order: MoneyOrder<A>,
  late: Promise<MoneyAnswer<A>> | undefined,
): Promise<void> {
  try {
    const answer = await late
    if (answer?.kind !== 'confirmed' && answer?.kind !== 'rejected') return
    if (parts.journal.get(id).state !== 'unknown') return
    settle(parts, id, order, answer)
    parts.changedLater(id)
  } catch (error) {
    // Nobody waits for this any more; an unhandled rejection would end the program.
    parts.log.error('late-answer.not-written', { error })
  }
}
