import { setImmediate as breathe } from 'node:timers/promises'
import type { Output, ParsedInput } from '#shared/contract.ts'
import { locales, type Language, type Messages } from '#shared/locales/index.ts'
import { add } from '#shared/money.ts'
import { maskAccount, maskDigits } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, wallClock, type Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import { csvOf } from '../exports/csv.ts'
import type { SaveFile } from '../exports/delivery.ts'
import type { Cell } from '../exports/table.ts'
import { xlsxOf } from '../exports/xlsx.ts'
import type { JournalSearch } from '../journal/journal-search.ts'
import type { MoneyRow } from '../journal/money-row.ts'
import { expressionOf } from '../journal/search-words.ts'

interface Parts {
  journalSearch: JournalSearch
  clock: Clock
  zone: Zone
  /** of the screens */
  language: () => Language
  saveFile: SaveFile
}

const ROWS_AT_ONCE = 1_000
/** A workbook is built whole in memory; a longer list goes into a CSV file, or is narrowed first. */
const MAX_SHEET_ROWS = 100_000

/**
 * All that is found, as a file: accounts masked as everywhere, money in plain figures.
 * @throws TellerError INVALID_INPUT format too-many-rows: more than a workbook should hold
 */
export async function exportJournal(
  parts: Parts,
  { search, filter, format }: ParsedInput<'journal.export'>,
): Promise<Output<'journal.export'>> {
  const { journalSearch, clock, zone } = parts
  await journalSearch.catchUp()
  const expression = expressionOf(search, filter, zone, clock.now())
  const words = await locales[parts.language()]()
  const headings = headingsOf(words, zone)
  const name = `${words.journal.title}-${businessDate(clock.now(), zone)}.${format}`
  const make = async () => {
    const limit = format === 'xlsx' ? MAX_SHEET_ROWS : Infinity
    const rows = await rowsOf(parts, expression, limit, (row) => cellsOf(row, words, zone))
    return format === 'csv'
      ? csvOf({ headings, rows })
      : xlsxOf([{ name: words.journal.title, headings, rows }])
  }
  return { file: await parts.saveFile(name, make) }
}

/** Oldest last, as on screen; between two pages everything else has its turn. */
async function rowsOf(
  { journalSearch }: Parts,
  expression: string | undefined,
  limit: number,
  cells: (row: MoneyRow) => Cell[],
): Promise<Cell[][]> {
  const rows: Cell[][] = []
  let below: bigint | undefined
  for (;;) {
    const page = journalSearch.page(expression, below, ROWS_AT_ONCE)
    for (const { row } of page) rows.push(cells(row))
    if (rows.length > limit)
      throw new TellerError({ code: 'INVALID_INPUT', field: 'format', rule: 'too-many-rows' })
    below = page.at(-1)?.place
    if (page.length < ROWS_AT_ONCE) return rows
    await breathe()
  }
}

const headingsOf = ({ journal, money }: Messages, zone: Zone): string[] => [
  journal.timeIn.replace('{zone}', zone),
  ...[journal.reference, journal.kind, journal.state, journal.account, journal.name, money.bank],
  ...[journal.amount, money.fee, money.takeCash, journal.narration, journal.teller, journal.refusal],
]

function cellsOf(row: MoneyRow, { kinds, states }: Messages, zone: Zone): Cell[] {
  const { year, month, day, hour, minute, second } = wallClock(row.createdAt, zone)
  return [
    `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    ...[row.reference, kinds[row.kind], states[row.state], maskAccount(row.account), row.accountName],
    row.facts.bankName,
    ...[row.amount, row.fee, add(row.amount, row.fee), row.narration, row.teller],
    row.refusal && [maskDigits(row.refusal.bankMessage), row.refusal.traceCode].filter(Boolean).join(' '),
  ]
}
