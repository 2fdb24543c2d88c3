import type { Output, ParsedInput } from '#shared/contract.ts'
import type { Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalSearch } from '../journal/journal-search.ts'
import { journalRowOf } from '../journal/outcome.ts'
import { expressionOf } from '../journal/search-words.ts'
import type { PrintQueue } from '../printing/queue.ts'

interface Parts {
  journalSearch: JournalSearch
  printing: Pick<PrintQueue, 'copies'>
  clock: Clock
  zone: Zone
}

/** One page of what is found, newest first. Where nothing narrows it, it does not wait for the index, which may have to be made anew. */
export async function listJournal(
  parts: Parts,
  { search, filter, below, limit }: ParsedInput<'journal.list'>,
): Promise<Output<'journal.list'>> {
  const { journalSearch, printing, clock, zone } = parts
  const expression = expressionOf(search, filter, zone, clock.now())
  if (expression !== undefined) await journalSearch.catchUp()
  const found = journalSearch.page(expression, below, limit)
  const rows = found.map(({ row }) => journalRowOf(row, printing.copies(row.id)))
  return { rows, next: found.length === limit ? found.at(-1)?.place : undefined }
}

let latestTotals = 0

/** Adds up all that is found, until the next question comes: only the latest one is of interest to anybody. */
export async function journalTotals(
  { journalSearch, clock, zone }: Parts,
  { search, filter }: ParsedInput<'journal.totals'>,
): Promise<Output<'journal.totals'>> {
  const mine = ++latestTotals
  await journalSearch.catchUp()
  const expression = expressionOf(search, filter, zone, clock.now())
  return { totals: await journalSearch.totals(expression, () => mine === latestTotals) }
}
