import type { JournalDetail, PrintJob } from '#shared/contract.ts'
import type { TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import { journalDetailOf, paperOf } from '../journal/outcome.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'

interface Parts {
  journal: MoneyJournal
  printing: PrintQueue
  session: Pick<Session, 'caller'>
}

export function journalDetail({ journal, printing }: Parts, id: TransactionId): JournalDetail {
  return journalDetailOf(journal.get(id), printing.copies(id), printing.latest(id), journal.moves(id))
}

/** Prints a copy of a transaction's receipt, marked `SALINAN ke-n`. @throws TellerError when it has no receipt */
export function reprint({ journal, printing, session }: Parts, id: TransactionId): PrintJob {
  const receipt = paperOf(journal.get(id))
  if (!receipt) throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'no-receipt' })
  return printing.copy(id, receipt, session.caller().profile.username)
}
