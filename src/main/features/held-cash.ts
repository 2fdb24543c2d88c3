import type { Outcome, Output, ParsedInput } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import { isNotPosted, journalRowOf, outcomeOf, paperOf } from '../journal/outcome.ts'
import type { MoneyRow } from '../journal/money-row.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'

interface Parts {
  journal: MoneyJournal
  printing: PrintQueue
  session: Pick<Session, 'caller'>
}

/**
 * Where the cash of an unknown went, in the teller's own word; cash that goes back does so against a slip that says so. Where a
 * late answer came first there is nothing to choose any more: the outcome says so.
 */
export function chooseCash(
  parts: Parts,
  { transactionId, choice }: ParsedInput<'unknown.chooseCash'>,
): Outcome {
  const { username } = parts.session.caller().profile
  const row = parts.journal.get(transactionId)
  if (row.state !== 'unknown') return outcomeOf(row, parts.printing.latest(transactionId))
  return printed(parts, parts.journal.chooseCash(transactionId, choice, username), username)
}

/** The cash in the drawer that is not the agent's (titipan): oldest first. */
export function listHeldCash({ journal, printing }: Omit<Parts, 'session'>): Output<'cash.held'> {
  const items = journal.heldCashRows().map((row) => ({
    row: journalRowOf(row, printing.copies(row.id)),
    cash: row.cash,
    owed: isNotPosted(row),
  }))
  return { items }
}

/**
 * Gives the cash of what was not posted back: noted first, then the slip to sign. Once more changes nothing.
 * @throws TellerError INVALID_INPUT where no cash is owed
 */
export function refundCash(parts: Parts, { transactionId }: ParsedInput<'cash.refund'>): Outcome {
  const { username } = parts.session.caller().profile
  const row = parts.journal.get(transactionId)
  if (!isNotPosted(row) || row.cash === 'returned')
    throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'not-owed' })
  const given = row.cash === 'refunded' ? row : parts.journal.refundCash(transactionId, username)
  return printed(parts, given, username)
}

function printed({ printing }: Parts, row: MoneyRow, by: string): Outcome {
  const receipt = paperOf(row)
  if (receipt) printing.original(row.id, receipt, { by, opensDrawer: false })
  return outcomeOf(row, printing.latest(row.id))
}
