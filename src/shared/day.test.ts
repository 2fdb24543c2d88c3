import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cashEffect, countedIn, DENOMINATIONS, drawerOf, worthOf, type CashFacts } from './day.ts'
import { sumDay, type DayRow } from './day-sums.ts'
import { add, fromSen, rupiah, ZERO } from './money.ts'
import { MONEY_KINDS, MONEY_STATES, type MoneyState } from './money-states.ts'

const amount = fc.bigInt({ min: 1n, max: 99_999_999_999_999_999n }).map(fromSen)
const fee = fc.bigInt({ min: 0n, max: 10_000_000n }).map(fromSen)
const approver = fc.constantFrom('', 'BNISPV014001')
const facts = fc.record({
  reference: fc.stringMatching(/^\d{16}$/),
  kind: fc.constantFrom(...MONEY_KINDS),
  state: fc.constantFrom(...MONEY_STATES),
  cash: fc.constantFrom('kept' as const, 'returned' as const, 'refunded' as const, undefined),
  resolution: fc.option(fc.record({ posted: fc.boolean(), approver }), { nil: undefined }),
  amount,
  fee,
})
const before = fc.option(
  amount.map((taken) => ({ taken })),
  { nil: undefined },
)
const row: fc.Arbitrary<DayRow> = fc
  .tuple(facts, before)
  .map(([given, known]) => ({ ...given, before: known }))

const deposit = (state: MoneyState, more: Partial<CashFacts> = {}): CashFacts => ({
  ...{ kind: 'deposit', state, cash: undefined, resolution: undefined },
  ...{ amount: rupiah(100_000), fee: rupiah(2_500) },
  ...more,
})
const TOTAL = rupiah(102_500)

describe('where the cash of a transaction is', () => {
  it.each<[string, CashFacts, Partial<ReturnType<typeof cashEffect>>]>([
    ['booked', deposit('confirmed'), { taken: TOTAL }],
    ['being taken back', deposit('reversing'), { taken: TOTAL }],
    ['perhaps taken back', deposit('reversal-unknown'), { taken: TOTAL }],
    ['taken back', deposit('reversed'), {}],
    ['refused', deposit('rejected'), {}],
    ['not sent', deposit('not-sent'), {}],
    ['void', deposit('void'), {}],
    ['unknown and kept', deposit('unknown', { cash: 'kept' }), { held: TOTAL }],
    ['unknown and nobody has said', deposit('unknown'), { held: TOTAL }],
    ['unknown and given back', deposit('unknown', { cash: 'returned' }), {}],
    ['booked late, kept', deposit('confirmed-late', { cash: 'kept' }), { taken: TOTAL }],
    ['booked late, given back', deposit('confirmed-late', { cash: 'returned' }), { borne: TOTAL }],
    ['refused late, kept: owed', deposit('rejected-late', { cash: 'kept' }), { held: TOTAL }],
    ['refused late, refunded', deposit('rejected-late', { cash: 'refunded' }), {}],
    [
      'settled as booked',
      deposit('resolved-by-hand', { cash: 'kept', resolution: { posted: true } }),
      { taken: TOTAL },
    ],
    [
      'settled as booked, given back before',
      deposit('resolved-by-hand', { cash: 'returned', resolution: { posted: true } }),
      { borne: TOTAL },
    ],
    [
      'settled as not booked, not yet refunded',
      deposit('resolved-by-hand', { cash: 'kept', resolution: { posted: false } }),
      { held: TOTAL },
    ],
    [
      'settled as not booked, refunded',
      deposit('resolved-by-hand', { cash: 'refunded', resolution: { posted: false } }),
      {},
    ],
    ['a transfer between accounts', deposit('confirmed', { kind: 'switcher-transfer' }), {}],
  ])('%s', (_what, given, effect) => {
    expect(cashEffect(given)).toEqual({ taken: ZERO, held: ZERO, borne: ZERO, ...effect })
  })

  it('is in one place, entire, or in none', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { taken, held, borne } = cashEffect(given)
        const places = [taken, held, borne].filter((one) => one > 0n)
        expect(places).toEqual(places.length === 0 ? [] : [add(given.amount, given.fee)])
      }),
    )
  })
})

describe('the sums of a day', () => {
  /** Straight from the rows, without looking at how the sums are made. */
  const takenOf = (rows: readonly DayRow[]): bigint =>
    rows.reduce<bigint>((sum, one) => sum + cashEffect(one).taken - (one.before?.taken ?? 0n), 0n)

  it('account for every sen that was taken, of this day and of earlier ones', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const sums = sumDay(rows, [])
        expect(sums.taken + sums.earlier.taken).toBe(takenOf(rows))
      }),
    )
  })

  it('name every transaction of the day once, booked or not', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const { booked, others } = sumDay(rows, [])
        const counted = [...booked, ...others].reduce((sum, { count }) => sum + count, 0)
        expect(counted).toBe(rows.filter(({ before: known }) => known === undefined).length)
      }),
    )
  })

  it('carry over: what one report counted is not counted by the next', () => {
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 20 }),
        fc.array(fc.constantFrom(...MONEY_STATES)),
        (given, later) => {
          const first: DayRow[] = given.map((one) => ({ ...one, before: undefined }))
          const second: DayRow[] = given.map((one, index) => ({
            ...{ ...one, state: later[index] ?? one.state },
            before: { taken: cashEffect(one).taken },
          }))
          const sum = (rows: readonly DayRow[]) => {
            const { taken, earlier } = sumDay(rows, [])
            return taken + earlier.taken
          }
          const now = second.reduce<bigint>((total, one) => total + cashEffect(one).taken, 0n)
          expect(sum(first) + sum(second)).toBe(now)
        },
      ),
    )
  })

  it('keep held cash apart, and flag what nobody has spoken of and who settled alone', () => {
    const rows: DayRow[] = [
      { ...deposit('unknown'), reference: '1', resolution: undefined, before: undefined },
      {
        ...deposit('resolved-by-hand', { cash: 'returned' }),
        ...{ reference: '2', resolution: { posted: true, approver: '' }, before: undefined },
      },
    ]
    expect(sumDay(rows, rows)).toEqual({
      booked: [{ kind: 'deposit', count: 1, amount: rupiah(100_000), fee: rupiah(2_500) }],
      others: [{ state: 'unknown', count: 1, amount: rupiah(100_000) }],
      taken: ZERO,
      earlier: { count: 0, taken: ZERO },
      held: { count: 1, amount: TOTAL, undecided: 1 },
      borne: [{ reference: '2', amount: TOTAL }],
      alone: [{ reference: '2', amount: TOTAL }],
    })
  })
})

describe('the drawer', () => {
  it('is off by exactly what is missing or too much', () => {
    const sums = sumDay([], [])
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        (...sens) => {
          const [float, taken, cashIn, otherApps, off] = sens
          const moves = [
            { direction: 'in' as const, amount: cashIn },
            { direction: 'out' as const, amount: rupiah(1) },
          ].map((move) => ({ ...move, at: '' as never, by: '', reason: '' }))
          const there = float + taken + cashIn - rupiah(1) + otherApps
          const drawer = drawerOf(
            { ...sums, taken },
            { float, moves, otherApps, counted: fromSen(there + off) },
          )
          expect([drawer.expected, drawer.variance]).toEqual([there, off])
        },
      ),
    )
  })

  it('is counted piece by piece', () => {
    const one = Object.fromEntries(DENOMINATIONS.map((each) => [each, 1]))
    expect(countedIn(one)).toBe(
      rupiah(100_000 + 50_000 + 20_000 + 10_000 + 5_000 + 2_000 + 2 * 1_000 + 500 + 200 + 100),
    )
    expect(countedIn({ 'note-50000': 7, 'coin-500': 3 })).toBe(rupiah(351_500))
    expect(worthOf('coin-1000')).toBe(worthOf('note-1000'))
    expect(countedIn({})).toBe(ZERO)
  })
})
