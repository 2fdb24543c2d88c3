import type { Outcome, Output, ParsedInput, UnknownItem } from '#shared/contract.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import { toInstant } from '#shared/time.ts'
import { TellerError } from '#shared/result.ts'
import { approve } from '../approvals.ts'
import type { BankClient } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import type { MoneyRow, Resolution } from '../journal/money-row.ts'
import { factsOf, journalRowOf, outcomeOf } from '../journal/outcome.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'
import type { StatusChecks } from '../status-checks.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  journal: MoneyJournal
  printing: PrintQueue
  clock: Clock
  /** undefined where no switcher is configured: then no check is promised */
  statusChecks: StatusChecks | undefined
}

/** After so long a single person may settle an unknown alone; the day report flags it. */
const ALONE_AFTER_MS = 24 * 60 * 60_000

/**
 * What the journal says of an attempt whose answer did not reach the window. The journal is written before anything is sent, so
 * nothing there proves that nothing was sent.
 */
export function outcomeOfAttempt(
  { journal, printing }: Pick<Parts, 'journal' | 'printing'>,
  { attemptId }: ParsedInput<'outcome.ofAttempt'>,
): Output<'outcome.ofAttempt'> {
  const row = journal.findAttempt(attemptId)
  return { outcome: row && outcomeOf(row, printing.latest(row.id)) }
}

/** Every open unknown with what is known of it, oldest first. */
export function listUnknowns(parts: Parts): Output<'unknown.list'> {
  return {
    items: parts.journal.unknownRows().map((row) => itemOf(parts, row)),
    checked: parts.statusChecks !== undefined,
  }
}

function itemOf({ journal, printing, statusChecks, clock }: Parts, row: MoneyRow): UnknownItem {
  const next = statusChecks?.nextCheck(row)
  return {
    row: journalRowOf(row, printing.copies(row.id)),
    evidence: row.evidence.slice(0, 200),
    cash: row.cash,
    balanceBefore: row.balanceBefore,
    balanceAfter: row.balanceAfter,
    checks: journal.checks(row.id),
    nextCheck: next && toInstant(next),
    mayResolveAlone: mayResolveAlone(row, clock),
  }
}

/** A PC whose clock nobody has confirmed could be set a day ahead: then a second person is asked. */
const mayResolveAlone = (row: MoneyRow, clock: Clock): boolean =>
  clock.trusted() && clock.now().getTime() - new Date(row.createdAt).getTime() >= ALONE_AFTER_MS

/** Asks the switcher now. @throws TellerError UNAVAILABLE where none is configured */
export async function checkUnknown(
  parts: Parts,
  { transactionId }: ParsedInput<'unknown.check'>,
): Promise<Output<'unknown.check'>> {
  if (!parts.statusChecks) throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'no-switcher' })
  return { result: await parts.statusChecks.checkNow(transactionId) }
}

/**
 * Settles an unknown by what the bank said on the phone: with a second person, or alone after 24 hours. What was posted gets its
 * final receipt; the cash of what was not is owed to the customer, who signs for it when it is given back (held-cash.ts).
 */
export async function resolveUnknown(parts: Parts, input: ParsedInput<'unknown.resolve'>): Promise<Outcome> {
  const { transactionId, posted, bankReference, reason, approver } = input
  const { journal, printing, bank, session, clock } = parts
  const actor = session.caller().profile.username
  const found = journal.get(transactionId)
  if (found.state !== 'unknown') return outcomeOf(found, printing.latest(transactionId))
  if (!approver && !mayResolveAlone(found, clock)) {
    throw new TellerError({ code: 'INVALID_INPUT', field: 'approver', rule: 'second-person' })
  }
  const agreedBy = approver ? await approve(bank, approver, actor) : ''
  // The bank itself may have answered while somebody signed in: its word stands, and nothing is left to settle.
  const row = journal.get(transactionId)
  if (row.state !== 'unknown') return outcomeOf(row, printing.latest(transactionId))
  const resolution: Resolution = { posted, bankReference, reason, approver: agreedBy }
  const cashReturned = row.cash === 'returned'
  const receipt = posted ? confirmedReceipt(factsOf(row), { late: true, cashReturned }) : undefined
  const resolved = journal.resolve(transactionId, resolution, receipt, actor)
  if (receipt) printing.original(row.id, receipt, { by: actor, opensDrawer: false })
  return outcomeOf(resolved, printing.latest(row.id))
}
