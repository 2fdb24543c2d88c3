import type { JournalDetail, Outcome, Output, ParsedInput, PrintJob } from '#shared/contract.ts'
import type { TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import { journalDetailOf, journalRowOf, outcomeOf } from '../journal/outcome.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'

interface Parts {
  journal: MoneyJournal
  printing: PrintQueue
  session: Pick<Session, 'caller'>
}

export function listJournal(
  parts: Parts,
  { search, limit }: ParsedInput<'journal.list'>,
): Output<'journal.list'> {
  const { rows, total } = parts.journal.list(search, limit)
  return { rows: rows.map((row) => journalRowOf(row, parts.printing.copies(row.id))), total }
}

export function journalDetail({ journal, printing }: Parts, id: TransactionId): JournalDetail {
  return journalDetailOf(journal.get(id), printing.copies(id), printing.latest(id), journal.moves(id))
}

/** Prints a copy of a transaction's receipt, marked `SALINAN ke-n`. @throws TellerError when it has no receipt */
export function reprint({ journal, printing, session }: Parts, id: TransactionId): PrintJob {
  const { receipt } = journal.get(id)
  if (!receipt) throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'no-receipt' })
  return printing.copy(id, receipt, session.caller().profile.username)
}

/**
 * Where the cash of an unknown went, in the teller's own word. Where its late answer came first there is nothing to choose any
 * more: the outcome says so.
 */
export function chooseCash(
  parts: Parts,
  { transactionId, choice }: ParsedInput<'unknown.chooseCash'>,
): Outcome {
  const { username } = parts.session.caller().profile
  const row = parts.journal.get(transactionId)
  const chosen = row.state === 'unknown' ? parts.journal.chooseCash(transactionId, choice, username) : row
  return outcomeOf(chosen, parts.printing.latest(transactionId))
}
