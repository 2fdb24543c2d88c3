import { rupiah, formatRupiah } from '#shared/money.ts'
import { createClock } from '../src/main/clock.ts'
import { listJournal } from '../src/main/features/journal-search.ts'
import { openDatabase } from '../src/main/journal/database.ts'
import { createJournalSearch } from '../src/main/journal/journal-search.ts'
import { createJobStore } from '../src/main/printing/job-store.ts'
import { join } from 'node:path'
import { against, quantile, spread, type Figure, type Row } from './figure.ts'
import { JOURNAL_KEY, nth, ZONE } from './filled-journal.ts'
import { ladder, SIZES, type Size } from './ladder.ts'
import { byTurns, elapsedMs } from './rounds.ts'

/** What somebody types to find the nth transaction, by field. By name and by amount a page is full in every journal. */
const TYPED = {
  reference: (index: number) => nth(index).reference,
  'trace code': (index: number) => nth(index - (index % 100) + 99).traceCode ?? '',
  account: (index: number) => nth(index).account,
  name: (index: number) => nth(index).accountName.split(' ')[0]!.toLowerCase(),
  amount: (index: number) => formatRupiah(rupiah(nth(index).amount / 100n)),
} as const
type Field = keyof typeof TYPED
const FIELDS = Object.keys(TYPED) as Field[]

const SEARCHES = 40
/** As many as the screen asks for at a time. */
const PAGE = 100
const FRAME_MS = 16.7

/** log 10^6 / log 10^3: what a tree's depth may add from the smallest journal to the largest. */
const LOG_GROWTH = 2

export const search: Figure = {
  id: 'search',
  async measure(rounds) {
    const searches = new Map(SIZES.map((size) => [size, searchIn(size)]))
    const name = (field: Field, size: Size) => `${field} ${size}` as const
    const contenders = Object.fromEntries(
      SIZES.flatMap((size) =>
        FIELDS.map((field) => [name(field, size), () => p95(size, field, searches.get(size)!)]),
      ),
    ) as Record<ReturnType<typeof name>, () => Promise<number>>
    const measured = await byTurns(rounds, contenders)
    const at = (field: Field, size: Size) => measured[name(field, size)]
    const slowest = (size: Size): Row => ({
      figure: `journal search over ${size.toLocaleString('en')} rows: p95 of a page of ${PAGE}, the slowest field`,
      floor: 'one frame at 60 Hz: 16.7 ms',
      unit: 'ms',
      value: spread(at('name', size).map((_, round) => Math.max(...FIELDS.map((f) => at(f, size)[round]!)))),
      goal: { of: 'value', atMost: FRAME_MS },
    })
    const growth = (field: Field): Row => ({
      figure: `journal search by ${field}: p95 over 1,000,000 rows`,
      floor: 'the same over 1,000 rows',
      unit: 'ms',
      ...against(at(field, 1_000_000), at(field, 1_000)),
      goal: { of: 'ratio', atMost: LOG_GROWTH },
      note: SIZES.slice(1, -1)
        .map((size) => `${size.toLocaleString('en')}: ${spread(at(field, size)).median.toPrecision(3)} ms`)
        .join(', '),
    })
    return [slowest(200_000), slowest(1_000_000), ...FIELDS.map(growth)]
  },
}

type Search = (text: string) => Promise<number>

/** A search as the window asks for it: the index brought up to date, a page with the number of copies of each. @returns how many were found */
function searchIn(size: Size): Search {
  const database = openDatabase(join(ladder(size), 'journal.db'), JOURNAL_KEY)
  const clock = createClock()
  const journalSearch = createJournalSearch(database, ZONE)
  const parts = { journalSearch, printing: createJobStore(database, clock), clock, zone: ZONE }
  return async (text) =>
    (await listJournal(parts, { search: text, filter: {}, below: undefined, limit: PAGE })).rows.length
}

async function p95(size: Size, field: Field, find: Search): Promise<number> {
  const values: number[] = []
  for (let count = 0; count < SEARCHES; count += 1) {
    const text = TYPED[field](Math.floor(Math.random() * (size - 100)))
    let found = 0
    values.push(await elapsedMs(async () => (found = await find(text))))
    if (found === 0) throw new Error(`nothing was found by ${field} ${text} among ${size}`)
  }
  return quantile(
    values.sort((one, other) => one - other),
    0.95,
  )
}
