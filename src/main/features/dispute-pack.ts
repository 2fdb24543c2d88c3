import type { Output, ParsedInput } from '#shared/contract.ts'
import { locales, type Language } from '#shared/locales/index.ts'
import { toInstant, type Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Reports, SaveFile } from '../exports/delivery.ts'
import { disputePack } from '../exports/dispute-pack.ts'
import { linesOf, masked } from '../bank/exchange-lines.ts'
import type { Exchanges } from '../journal/exchange.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import type { PrintQueue } from '../printing/queue.ts'
import type { Session } from '../session.ts'

interface Parts {
  journal: MoneyJournal
  exchanges: Exchanges
  printing: Pick<PrintQueue, 'copies'>
  session: Pick<Session, 'caller'>
  clock: Clock
  zone: Zone
  language: () => Language
  saveFile: SaveFile
  reports: Pick<Reports, 'toPdf'>
}

/**
 * One transaction's pack for a dispute, as a PDF: the audit chain is recomputed for it, and the paper says what came of that. Who took
 * one along is in the audit trail, and so in the pack.
 */
export async function saveDisputePack(
  parts: Parts,
  { transactionId }: ParsedInput<'journal.disputePack'>,
): Promise<Output<'journal.disputePack'>> {
  const { journal, exchanges, session, clock, zone } = parts
  const row = journal.get(transactionId)
  const by = session.caller().profile.username
  const language = parts.language()
  const words = await locales[language]()
  const make = async () => {
    exchanges.note(transactionId, by, 'dispute-pack')
    const { sent, received } = linesOf(exchanges.of(transactionId))
    const proof = await exchanges.proof(row.id)
    const facts = {
      ...{ row, sent: sent.map(masked), received: received.map(masked), checks: journal.checks(row.id) },
      ...{ copies: parts.printing.copies(row.id), ...proof },
      ...{ at: toInstant(clock.now()), by, zone, language },
    }
    return parts.reports.toPdf(disputePack(facts, words))
  }
  return { file: await parts.saveFile(`${words.journalFile.dispute.title} ${row.reference}.pdf`, make) }
}
