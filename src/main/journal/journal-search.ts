import { setImmediate as breathe } from 'node:timers/promises'
import { fromSen, type Rupiah } from '#shared/money.ts'
import type { MoneyState } from '#shared/money-states.ts'
import type { Zone } from '#shared/time.ts'
import type { JournalDatabase } from './database.ts'
import { moneyRow, type MoneyRow } from './money-row.ts'
import { WORDS_VERSION, wordsOf } from './search-words.ts'

/** A transaction that was found, and where it stands in the order of the journal. */
export interface FoundRow {
  row: MoneyRow
  /** the place to go on below of; a transaction's never changes */
  place: bigint
}

/** What is found in one state, added up. */
export interface StateTotal {
  state: MoneyState
  count: number
  amount: Rupiah
  fee: Rupiah
}

export type JournalSearch = ReturnType<typeof createJournalSearch>

/** How many entries of the audit chain are read between two breaths: a few hundredths of a second of work and one commit. */
const ENTRIES_AT_ONCE = 250
/** How much of the index is merged between two breaths, in its pages of 4 kB. */
const PAGES_AT_ONCE = 500n
/** How many places of the journal are added up between two breaths: a few milliseconds. */
const PLACES_AT_ONCE = 20_000

/**
 * Finds transactions as fast as somebody types, however many there are. The index follows from the journal and catches up with the
 * audit chain, in which every change of a transaction stands: nothing is indexed on the way of money.
 * @param zone whose calendar the days of a search are of
 */
export function createJournalSearch(database: JournalDatabase, zone: Zone) {
  const sql = prepareStatements(database)
  const madeFor = `${WORDS_VERSION} ${zone}`
  let catchingUp: Promise<void> | undefined

  const indexed = (): bigint | undefined => {
    const found = sql.indexed.get() as { audit_seq: bigint; made_for: string } | undefined
    return found?.made_for === madeFor ? found.audit_seq : undefined
  }

  const changes = (): bigint => (sql.changes.get() as { n: bigint }).n

  const startAnew = database.transaction(() => {
    sql.forgetWords.run()
    sql.forgetAmounts.run()
    sql.forgetIndexed.run()
    sql.beginIndexed.run(madeFor)
  })

  const indexOne = (found: unknown) => {
    const { rowid } = found as { rowid: bigint }
    const row = moneyRow.parse(found)
    const words = wordsOf(
      {
        ...row,
        bankName: row.facts.bankName,
        traceCode: row.refusal?.traceCode,
        bankReference: row.resolution?.bankReference,
      },
      zone,
    )
    sql.removeWords.run(rowid)
    sql.addWords.run(rowid, words)
    sql.setAmounts.run(rowid, row.state, row.amount, row.fee)
  }

  /** One commit: the rows that changed since `from`, and the mark up to where they are known. @returns that mark */
  const indexChanged = database.transaction((from: bigint): bigint => {
    const to = (sql.lastOf.get(from, BigInt(ENTRIES_AT_ONCE)) as { seq: bigint | null }).seq
    if (to === null) return from
    sql.changed.all(from, to).forEach(indexOne)
    sql.setIndexed.run(to)
    return to
  })

  const catchUp = async (): Promise<void> => {
    const known = indexed()
    if (known === undefined) startAnew()
    let from = known ?? 0n
    for (;;) {
      const to: bigint = indexChanged(from)
      if (to === from) return
      if (to - from === BigInt(ENTRIES_AT_ONCE)) await breathe()
      from = to
    }
  }

  const catchUpOnce = (): Promise<void> => {
    catchingUp ??= catchUp().finally(() => (catchingUp = undefined))
    return catchingUp
  }

  const totalsBetween = (expression: string | undefined, above: bigint, upTo: bigint) =>
    (expression === undefined
      ? sql.totalsOfAll.all(above, upTo)
      : sql.totals.all(expression, above, upTo)) as StateSums[]

  return {
    /** Must have ended before a search, else it misses what changed last. Many calls at once are one. */
    catchUp: catchUpOnce,

    /**
     * Forgets the words of what was erased: the index learns of it, and is then merged until none of the words it took back is left in it.
     */
    async forgetErased(): Promise<void> {
      // One that was under way may have been past them.
      await catchUpOnce()
      await catchUpOnce()
      sql.mergeWords.run(-PAGES_AT_ONCE)
      for (;;) {
        const before = changes()
        sql.mergeWords.run(PAGES_AT_ONCE)
        if (changes() - before < 2n) return
        await breathe()
      }
    },

    /**
     * Newest first, in the order in which they were begun, whatever the clock said.
     * @param expression of search-words.ts; undefined = all
     * @param below the place that the last page ended with; undefined = from the newest
     */
    page(expression: string | undefined, below: bigint | undefined, limit: number): FoundRow[] {
      const start = below ?? END
      const found =
        expression === undefined
          ? sql.pageOfAll.all(start, BigInt(limit))
          : sql.page.all(expression, start, BigInt(limit))
      return found.map((one) => ({ row: moneyRow.parse(one), place: (one as { rowid: bigint }).rowid }))
    },

    /**
     * Adds up all that is found, in pieces between which everything else has its turn.
     * @param wanted asked between the pieces; false ends it early
     * @returns undefined where it ended early
     */
    async totals(expression: string | undefined, wanted: () => boolean): Promise<StateTotal[] | undefined> {
      const sums = new Map<MoneyState, StateTotal>()
      const end = (sql.newest.get() as { place: bigint | null }).place ?? 0n
      for (let above = 0n; above < end; above += BigInt(PLACES_AT_ONCE)) {
        for (const part of totalsBetween(expression, above, above + BigInt(PLACES_AT_ONCE))) {
          sums.set(part.state, added(sums.get(part.state), part))
        }
        await breathe()
        if (!wanted()) return undefined
      }
      return [...sums.values()]
    },
  }
}

const END = 2n ** 63n - 1n

/** Whole and rest apart, since SQLite's sum of very large amounts overflows. */
interface StateSums {
  state: MoneyState
  count: bigint
  amount_high: bigint
  amount_low: bigint
  fee: bigint
}

const HIGH = 10n ** 9n

const added = (sum: StateTotal | undefined, part: StateSums): StateTotal => ({
  state: part.state,
  count: (sum?.count ?? 0) + Number(part.count),
  amount: fromSen((sum?.amount ?? 0n) + part.amount_high * HIGH + part.amount_low),
  fee: fromSen((sum?.fee ?? 0n) + part.fee),
})

const SUMS = `state, count(*) AS count, sum(amount_sen / ${HIGH}) AS amount_high, sum(amount_sen % ${HIGH}) AS amount_low,
  sum(fee_sen) AS fee`

/** Every statement of a search, named: their plans are tested. */
export const SEARCH_SQL = {
  page: `SELECT money.rowid, money.* FROM journal_words JOIN money ON money.rowid = journal_words.rowid
    WHERE journal_words MATCH ? AND journal_words.rowid < ? ORDER BY journal_words.rowid DESC LIMIT ?`,
  pageOfAll: 'SELECT rowid, * FROM money WHERE rowid < ? ORDER BY rowid DESC LIMIT ?',
  totals: `SELECT ${SUMS} FROM journal_words CROSS JOIN journal_amounts ON journal_amounts.row = journal_words.rowid
    WHERE journal_words MATCH ? AND journal_words.rowid > ? AND journal_words.rowid <= ? GROUP BY state`,
  totalsOfAll: `SELECT ${SUMS} FROM journal_amounts WHERE row > ? AND row <= ? GROUP BY state`,
  newest: 'SELECT max(row) AS place FROM journal_amounts',
  indexed: 'SELECT audit_seq, made_for FROM journal_indexed',
  lastOf: 'SELECT max(seq) AS seq FROM (SELECT seq FROM audit WHERE seq > ? ORDER BY seq LIMIT ?)',
  changed: `SELECT money.rowid, money.* FROM money
    WHERE id IN (SELECT subject FROM audit WHERE seq > ? AND seq <= ?) ORDER BY money.rowid`,
} as const

function prepareStatements(database: JournalDatabase) {
  return {
    page: database.prepare(SEARCH_SQL.page),
    pageOfAll: database.prepare(SEARCH_SQL.pageOfAll),
    totals: database.prepare(SEARCH_SQL.totals),
    totalsOfAll: database.prepare(SEARCH_SQL.totalsOfAll),
    newest: database.prepare(SEARCH_SQL.newest),
    indexed: database.prepare(SEARCH_SQL.indexed),
    lastOf: database.prepare(SEARCH_SQL.lastOf),
    changed: database.prepare(SEARCH_SQL.changed),
    addWords: database.prepare('INSERT INTO journal_words (rowid, words) VALUES (?, ?)'),
    removeWords: database.prepare('DELETE FROM journal_words WHERE rowid = ?'),
    setAmounts: database.prepare('INSERT OR REPLACE INTO journal_amounts VALUES (?, ?, ?, ?)'),
    setIndexed: database.prepare('UPDATE journal_indexed SET audit_seq = ?'),
    forgetWords: database.prepare(`INSERT INTO journal_words (journal_words) VALUES ('delete-all')`),
    mergeWords: database.prepare(`INSERT INTO journal_words (journal_words, rank) VALUES ('merge', ?)`),
    changes: database.prepare('SELECT total_changes() AS n'),
    forgetAmounts: database.prepare('DELETE FROM journal_amounts'),
    forgetIndexed: database.prepare('DELETE FROM journal_indexed'),
    beginIndexed: database.prepare('INSERT INTO journal_indexed VALUES (0, ?)'),
  }
}
