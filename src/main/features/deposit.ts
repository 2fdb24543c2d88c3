import { randomUUID } from 'node:crypto'
import type { Outcome, ParsedInput } from '#shared/contract.ts'
import { depositReceipt, unknownDepositReceipt, type DepositFacts } from '#shared/receipt.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { depositBody, postDeposit, type CheckedAccount, type DepositAnswer } from '../bank/accounts.ts'
import type { BankClient, MoneyAnswer } from '../bank/client.ts'
import type { Inquiries } from '../inquiries.ts'
import type { MoneyJournal, MoneyRow } from '../journal/money-journal.ts'
import { outcomeOf } from '../journal/outcome.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from './session.ts'

/** What every receipt of this outlet says besides the transaction. Stored with the intent, for receipts after a crash. */
export type OutletFacts = Pick<DepositFacts, 'training' | 'zone' | 'bankPhone'>

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  inquiries: Inquiries<CheckedAccount>
  journal: MoneyJournal
  printing: PrintQueue
  outlet: OutletFacts
  host: string
  /** told when a transaction changes after its caller was answered */
  changedLater: (id: TransactionId) => void
}

type Submission = ParsedInput<'deposit.submit'>

/**
 * Deposits cash: journal, send once, settle, print (DESIGN: A deposit, end to end). The same attempt submitted again gives the
 * outcome of the first and sends nothing.
 */
export function createDeposit(parts: Parts) {
  const underway = new Map<AttemptId, Promise<Outcome>>()
  return (submission: Submission): Promise<Outcome> => {
    const { attemptId } = submission
    const first = underway.get(attemptId)
    if (first) return first
    const outcome = submit(parts, submission).finally(() => underway.delete(attemptId))
    underway.set(attemptId, outcome)
    return outcome
  }
}

async function submit(
  parts: Parts,
  { attemptId, inquiryId, amount, narration, pin }: Submission,
): Promise<Outcome> {
  const { bank, journal, printing } = parts
  const earlier = journal.findAttempt(attemptId)
  if (earlier) return outcomeOf(earlier, printing.latest(earlier.id))

  const { sessionId, profile } = parts.session.caller()
  const { accountNumber, accountName, fee } = parts.inquiries.recall(profile.username, inquiryId)
  const order = { accountNumber, accountName, amount, narration }
  const reference = parts.nextReference()
  const heading = {
    bankName: profile.bankName,
    agentCode: profile.agentCode,
    agentName: profile.name,
    address: profile.address,
  }
  const { id } = written(() =>
    journal.beginSending({
      ...{ id: randomUUID() as string as TransactionId, attemptId, reference, kind: 'deposit' },
      ...{ account: accountNumber, accountName, amount, quotedFee: fee, narration },
      ...{
        teller: profile.username,
        host: parts.host,
        sentBody: depositBody(order),
        facts: { ...parts.outlet, heading },
      },
    }),
  )
  const answer = await postDeposit(bank, order, pin, { sessionId, reference })
  const settled = settleOrUnknown(parts, id, answer)
  if (answer.kind === 'unknown') void followLate(parts, id, answer.late)
  if (settled.refusal?.bankCode === 'SESSION_NOT_FOUND') throw new TellerError({ code: 'SESSION_EXPIRED' })
  return outcomeOf(settled, printing.latest(id))
}

/** No intent on disk, no money: a disk that refuses is said before anything is sent. */
function written(begin: () => MoneyRow): MoneyRow {
  try {
    return begin()
  } catch (cause) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
  }
}

/** An outcome that cannot be written down is not known to anybody but this moment: the teller is told "unknown". */
function settleOrUnknown(parts: Parts, id: TransactionId, answer: MoneyAnswer<DepositAnswer>): MoneyRow {
  try {
    return settle(parts, id, answer)
  } catch (cause) {
    throw new TellerError({ code: 'OUTCOME_UNKNOWN' }, { cause })
  }
}

/** Writes what is proven, then queues the paper that belongs to it. */
function settle(parts: Parts, id: TransactionId, answer: MoneyAnswer<DepositAnswer>): MoneyRow {
  const { journal } = parts
  const { evidence } = answer
  switch (answer.kind) {
    case 'rejected':
      return journal.settle(id, 'reject', { evidence, refusal: answer.refusal }, 'bank')
    case 'not-sent':
      return journal.settle(id, 'prove-not-sent', { evidence }, 'workstation')
    case 'confirmed': {
      const fee = answer.data.data.admin
      const facts = depositFacts(journal.get(id))
      // The bank's own word on who served stands above the profile's.
      const heading = { ...facts.heading, ...answer.data.agent }
      const receipt = depositReceipt({ ...facts, fee, heading })
      return printed(parts, journal.settle(id, 'confirm', { evidence, fee, receipt }, 'bank'))
    }
    case 'unknown': {
      const receipt = unknownDepositReceipt(depositFacts(journal.get(id)))
      return printed(parts, journal.settle(id, 'lose', { evidence, receipt }, 'workstation'))
    }
  }
}

function printed(parts: Parts, row: MoneyRow): MoneyRow {
  if (row.receipt) parts.printing.original(row.id, row.receipt)
  return row
}

/** An answer that comes after the teller was told "unknown" still counts: the money socket stayed open for it. */
async function followLate(
  parts: Parts,
  id: TransactionId,
  late: Promise<MoneyAnswer<DepositAnswer>> | undefined,
) {
  const answer = await late
  if (answer?.kind !== 'confirmed' && answer?.kind !== 'rejected') return
  if (parts.journal.get(id).state !== 'unknown') return
  settle(parts, id, answer)
  parts.changedLater(id)
}

/** A receipt's facts from the journal alone: what was stored with the intent, and the row. */
export function depositFacts(row: MoneyRow): DepositFacts {
  const stored = row.facts as OutletFacts & Pick<DepositFacts, 'heading'>
  return {
    ...stored,
    at: row.createdAt,
    accountNumber: row.account,
    accountName: row.accountName,
    narration: row.narration,
    amount: row.amount,
    fee: row.fee,
    reference: row.reference,
    teller: row.teller,
  }
}
