import { setImmediate as breathe } from 'node:timers/promises'
import type { Output, ParsedInput } from '#shared/contract.ts'
import { locales, type Language, type Messages } from '#shared/locales/index.ts'
import { add } from '#shared/money.ts'
import { maskAccount, maskDigits } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, wallClock, type Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import { csvPieces } from '../exports/csv.ts'
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

/** Between two pages everything else has its turn: some milliseconds of work. */
const ROWS_AT_ONCE = 100
/**
 * A workbook is built whole in memory and in one go, during which nobody else has a turn: seconds with a hundred thousand rows. A longer
 * list goes into a CSV file, or is narrowed first.
 */
const MAX_SHEET_ROWS = 20_000

/** The export that is being written, and how to end it early. */
let underWay: { stop: AbortController; ended: Promise<unknown> } | undefined

/** Ends the export that is being written, if any; nothing of it is left. Resolves when it is gone. */
export async function stopExport(): Promise<void> {
  underWay?.stop.abort()
  await underWay?.ended.catch(() => undefined)
}

/**
 * All that is found, as a file: accounts masked as everywhere, money in plain figures. A CSV file is written page by page.
 * @throws TellerError INVALID_INPUT format too-many-rows: more than a workbook should hold
 */
export async function exportJournal(
  parts: Parts,
  { search, filter, format }: ParsedInput<'journal.export'>,
): Promise<Output<'journal.export'>> {
  const { journalSearch, clock, zone } = parts
  const expression = expressionOf(search, filter, zone, clock.now())
  if (expression !== undefined) await journalSearch.catchUp()
  const words = await locales[parts.language()]()
  const headings = headingsOf(words, zone)
  const name = `${words.journal.title}-${businessDate(clock.now(), zone)}.${format}`
  const stop = new AbortController()
  const make = () => {
    underWay = { stop, ended: saving }
    const pages = pagesOf(parts, expression, stop.signal, (row) => cellsOf(row, words, zone))
    return format === 'csv' ? csvPieces(headings, pages) : workbookOf(words.journal.title, headings, pages)
  }
  const saving = Promise.resolve().then(() => parts.saveFile(name, make))
  try {
    return { file: await saving }
  } catch (error) {
    if (stop.signal.aborted) return {}
    throw error
  } finally {
    if (underWay?.stop === stop) underWay = undefined
  }
}

async function workbookOf(name: string, headings: string[], pages: AsyncIterable<Cell[][]>) {
  const rows: Cell[][] = []
  for await (const page of pages) {
    rows.push(...page)
    if (rows.length > MAX_SHEET_ROWS)
      throw new TellerError({ code: 'INVALID_INPUT', field: 'format', rule: 'too-many-rows' })
  }
  return xlsxOf([{ name, headings, rows }])
}

/** Oldest last, as on screen. @throws what the signal ended it with */
async function* pagesOf(
  { journalSearch }: Parts,
  expression: string | undefined,
  signal: AbortSignal,
  cells: (row: MoneyRow) => Cell[],
): AsyncGenerator<Cell[][]> {
  let below: bigint | undefined
  for (;;) {
    signal.throwIfAborted()
    const page = journalSearch.page(expression, below, ROWS_AT_ONCE)
    yield page.map(({ row }) => cells(row))
    below = page.at(-1)?.place
    if (page.length < ROWS_AT_ONCE) return
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
