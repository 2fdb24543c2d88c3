import type { Output, ParsedInput } from '#shared/contract.ts'
import type { Exchanged } from '#shared/contract/journal.ts'
import type { TransactionId } from '#shared/references.ts'
import { linesOf, masked } from '../bank/exchange-lines.ts'
import type { Exchanges } from '../journal/exchange.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import type { Session } from '../session.ts'

interface Parts {
  journal: Pick<MoneyJournal, 'get'>
  exchanges: Exchanges
  session: Pick<Session, 'caller'>
}

/** What was sent and received, with everything masked that may be about a person. */
export function maskedExchange(
  parts: Parts,
  { transactionId }: ParsedInput<'journal.exchange'>,
): Output<'journal.exchange'> {
  return shown(parts, transactionId, masked)
}

/** The same in full. Who looked is in the audit trail before anything is shown. */
export function revealExchange(
  parts: Parts,
  { transactionId }: ParsedInput<'journal.reveal'>,
): Output<'journal.reveal'> {
  parts.journal.get(transactionId)
  parts.exchanges.note(transactionId, parts.session.caller().profile.username, 'reveal')
  return shown(parts, transactionId, (line) => line)
}

function shown({ journal, exchanges }: Parts, id: TransactionId, show: (line: Exchanged) => Exchanged) {
  journal.get(id)
  const { sent, received } = linesOf(exchanges.of(id))
  return { sent: sent.map(show), received: received.map(show), revealedBy: exchanges.revealed(id) }
}
