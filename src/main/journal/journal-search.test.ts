import { describe, expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import type { Reference } from '#shared/references.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, LARGEST_AMOUNT, moneyJournalOf, openJournal } from '../../../tests/support/journal.ts'
import type { Intent } from './money-row.ts'
import { createJournalSearch, SEARCH_SQL } from './journal-search.ts'
import { expressionOf, type JournalFilter } from './search-words.ts'

/** A journal with its search, and one that finds the names of what it finds. */
function searchable() {
  const clock = testClock()
  const database = openJournal()
  const journal = moneyJournalOf(database, clock)
  const search = createJournalSearch(database, 'WIB')
  const begin = (changes: Partial<Intent> = {}) => journal.beginSending(intentOf(changes))
  const pageOf = async (text: string, filter: JournalFilter = {}, below?: bigint, limit = 100) => {
    await search.catchUp()
    return search.page(expressionOf(text, filter, 'WIB', clock.now()), below, limit)
  }
  const found = async (text: string, filter?: JournalFilter) =>
    (await pageOf(text, filter)).map(({ row }) => row.accountName)
  return { clock, database, journal, search, begin, pageOf, found }
}

const NAMES = [
  'Ardha Herdianto',
  'Toko 100% Murah',
  'CV A_B',
  "O'Brien José",
  'Warung Raharja',
  'Warung Wahana',
]

function filled() {
  const run = searchable()
  NAMES.forEach((accountName, index) => {
    const { id } = run.begin({
      accountName,
      reference: `261122164207041${index}` as Reference,
      account: `88880100000330${index}`,
      amount: rupiah(25_000 * (index + 1)),
      kind: index === 1 ? 'interbank' : 'deposit',
      teller: index === 2 ? 'BNIUS200000' : 'BNIUS100294',
      facts: { ...intentOf().facts, ...(index === 1 ? { bankName: 'BANK CENTRAL ASIA' } : {}) },
    })
    if (index === 3) {
      const refusal = { bankCode: '-1', bankMessage: 'no', traceCode: 'TRX-9f31a' }
      run.journal.settle(id, 'reject', { evidence: '', refusal }, 'bank')
    } else if (index === 4) run.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
    else run.journal.settle(id, 'confirm', { evidence: '' }, 'bank')
    run.clock.pass(1_000)
  })
  return run
}

describe('a search', () => {
  it.each([
    ['a reference', '2611221642070414', ['Warung Raharja']],
    ['how a reference begins', '26112216420704', [...NAMES].reverse()],
    ['how a reference ends', '70415', ['Warung Wahana']],
    ['an account', '888801000003302', ['CV A_B']],
    ['how an account ends, as it is shown masked', '***********3302', ['CV A_B']],
    ['how a name begins, in any case', 'herdi', ['Ardha Herdianto']],
    ['a name without its accent', 'jose', ["O'Brien José"]],
    ['a name with its accent', 'José', ["O'Brien José"]],
    ['every word of several', 'warung wah', ['Warung Wahana']],
    ['a bank', 'central asia', ['Toko 100% Murah']],
    ['a trace code', 'TRX-9f31a', ["O'Brien José"]],
    ['an amount as digits', '150000', ['Warung Wahana']],
    ['an amount as it is written', 'Rp150.000', ['Warung Wahana']],
    ['a state by its name', 'belum pasti', ['Warung Raharja']],
    ['a state that is only begun', 'belum pa', ['Warung Raharja']],
    ['a state by its English name', 'refused', ["O'Brien José"]],
    ['a kind by its name', 'transfer antarbank', ['Toko 100% Murah']],
    ['a teller', 'bnius2', ['CV A_B']],
    ['a name and a state', 'warung belum pasti', ['Warung Raharja']],
    ['a day', '22/11/2026', [...NAMES].reverse()],
    ['a day of this year', '22/11', [...NAMES].reverse()],
    ['a day by the name of its month', '22 nov warung', ['Warung Wahana', 'Warung Raharja']],
    ['a month', 'Nov 2026', [...NAMES].reverse()],
    ['another day', '21/11/2026', []],
    ['a day of last year', '23/11', []],
    ['what nobody is called', 'nobody', []],
    ['signs alone', '%', []],
    ['quotes', `" OR "`, []],
    ['an attack', `' OR 1=1 --`, []],
  ])('finds by %s: %s', async (_what, text, names) => {
    expect(await filled().found(text)).toEqual(names)
  })

  it('gives all, newest first, also when the clock stood still or went back', async () => {
    const { begin, clock, found } = filled()
    begin({ accountName: 'same moment' })
    clock.learn('Thu, 01 Jan 2026 00:00:00 GMT')
    begin({ accountName: 'earlier by the clock' })
    expect(await found('')).toEqual(['earlier by the clock', 'same moment', ...[...NAMES].reverse()])
  })

  it('is narrowed by state, kind, teller and period', async () => {
    const { found } = filled()
    expect(await found('', { state: 'unknown' })).toEqual(['Warung Raharja'])
    expect(await found('', { kind: 'interbank' })).toEqual(['Toko 100% Murah'])
    expect(await found('', { teller: 'BNIUS200000' })).toEqual(['CV A_B'])
    expect(await found('', { teller: 'BNIUS2' })).toEqual([])
    expect(await found('warung', { period: { from: '2026-11-22', to: '2026-11-22' } })).toHaveLength(2)
    expect(await found('warung', { period: { from: '2026-10-05', to: '2026-12-05' } })).toHaveLength(2)
    expect(await found('warung', { period: { from: '2026-11-23', to: '2027-11-22' } })).toEqual([])
    expect(await found('', { period: { from: '2026-11-22', to: '2026-11-21' } })).toEqual([])
  })

  it('goes on page by page without missing or repeating one', async () => {
    const { pageOf } = filled()
    const pages: string[][] = []
    let below: bigint | undefined
    for (;;) {
      const page = await pageOf('2611', {}, below, 4)
      if (page.length === 0) break
      pages.push(page.map(({ row }) => row.accountName))
      below = page.at(-1)!.place
    }
    expect(pages.map((page) => page.length)).toEqual([4, 2])
    expect(pages.flat()).toEqual([...NAMES].reverse())
  })

  it('follows a transaction that changes its state', async () => {
    const { journal, found, pageOf } = filled()
    const [unknown] = await pageOf('belum pasti')
    journal.settle(unknown!.row.id, 'confirm', { evidence: '' }, 'bank')
    expect(await found('belum pasti')).toEqual([])
    expect(await found('berhasil terlambat')).toEqual(['Warung Raharja'])
  })

  it('is made anew for another time zone, whose days begin elsewhere', async () => {
    const { database, search, begin, clock } = searchable()
    clock.setPc('2026-11-22T15:30:00.000Z')
    clock.learn('Sun, 22 Nov 2026 15:30:00 GMT')
    begin()
    await search.catchUp()
    const east = createJournalSearch(database, 'WIT')
    await east.catchUp()
    const on = (day: string) => east.page(expressionOf(day, {}, 'WIT', clock.now()), undefined, 9).length
    expect([on('22/11/2026'), on('23/11/2026')]).toEqual([0, 1])
  })

  it('reads a long audit chain in pieces, all of it', async () => {
    const { database, search, begin } = searchable()
    for (let count = 0; count < 30; count += 1) begin()
    const none = database.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 61 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO audit SELECT i, '', '', '', 'noise', '{}', '' FROM n`,
    )
    none.run()
    begin({ accountName: 'the last' })
    await Promise.all([search.catchUp(), search.catchUp()])
    expect(search.page(undefined, undefined, 100)).toHaveLength(31)
    expect(search.page('"last" *', undefined, 100)).toHaveLength(1)
  })
})

describe('totals', () => {
  it('add up all that is found, by state', async () => {
    const { search } = filled()
    await search.catchUp()
    const totals = await search.totals('"26112216" *', () => true)
    expect(Object.fromEntries(totals!.map(({ state, count, amount }) => [state, [count, amount]]))).toEqual({
      confirmed: [4, rupiah(25_000 + 50_000 + 75_000 + 150_000)],
      rejected: [1, rupiah(100_000)],
      unknown: [1, rupiah(125_000)],
    })
    expect(await search.totals('"warung" *', () => true)).toHaveLength(2)
    expect(await search.totals(undefined, () => true)).toEqual(totals)
  })

  it('stay exact where SQLite would overflow', async () => {
    const { begin, search } = searchable()
    for (let count = 0; count < 100; count += 1) begin({ amount: LARGEST_AMOUNT })
    await search.catchUp()
    expect(await search.totals(undefined, () => true)).toMatchObject([{ amount: LARGEST_AMOUNT * 100n }])
  })

  it('end where nobody wants them any more', async () => {
    const { search } = filled()
    await search.catchUp()
    expect(await search.totals(undefined, () => false)).toBeUndefined()
  })
})

describe('the plans', () => {
  const planOf = (database: ReturnType<typeof openJournal>, text: string, ...values: unknown[]) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[]).map(
      ({ detail }) => detail,
    )

  it.each([
    ['page', ['"warung" *', 9n, 9n]],
    ['pageOfAll', [9n, 9n]],
    ['totals', ['"warung" *', 0n, 9n]],
    ['totalsOfAll', [0n, 9n]],
    ['newest', []],
    ['changed', [0n, 9n]],
    ['lastOf', [0n, 9n]],
  ] as const)('of %s reads by keys: no table is walked through, no page is sorted', (name, values) => {
    const { database } = searchable()
    const plan = planOf(database, SEARCH_SQL[name], ...values)
    // A search in the index of words is called a scan of a virtual table; M is its MATCH.
    const walks = plan.filter((step) => /^SCAN /.test(step) && !/VIRTUAL TABLE INDEX \d+:M/.test(step))
    expect(walks.filter((step) => !/subquery|journal_amounts/i.test(step))).toEqual([])
    if (name.startsWith('page')) expect(plan.join()).not.toMatch(/TEMP B-TREE/)
  })

  it('of a transaction by its reference, attempt, destination and id use an index', () => {
    const { database } = searchable()
    for (const where of ['reference = ?', 'attempt_id = ?', 'id = ?', 'account = ? AND amount_sen = 1']) {
      expect(planOf(database, `SELECT * FROM money WHERE ${where}`, 'x').join()).toMatch(
        /^SEARCH money USING/,
      )
    }
  })
})
