import { add, fromSen, subtract, ZERO, type Rupiah } from './money.ts'
import { takesCash, type MoneyKind, type MoneyState } from './money-states.ts'
import type { Instant } from './time.ts'

/** A day at the till: what each transaction means for the cash in the drawer, and the sums that a report states. */

/** Rupiah notes and coins in circulation, in whole rupiah. Rp1.000 is both. */
export const DENOMINATIONS = [
  'note-100000',
  'note-50000',
  'note-20000',
  'note-10000',
  'note-5000',
  'note-2000',
  'note-1000',
  'coin-1000',
  'coin-500',
  'coin-200',
  'coin-100',
] as const
export type Denomination = (typeof DENOMINATIONS)[number]
export type Pieces = Partial<Record<Denomination, number>>

/** What one piece is worth. */
export const worthOf = (denomination: Denomination): Rupiah =>
  fromSen(BigInt(denomination.slice(denomination.indexOf('-') + 1)) * 100n)

/** What so many pieces are worth. @param pieces whole numbers */
export const countedIn = (pieces: Pieces): Rupiah =>
  add(ZERO, ...DENOMINATIONS.map((one) => fromSen(worthOf(one) * BigInt(pieces[one] ?? 0))))

/** What of a transaction says where its cash is. */
export interface CashFacts {
  kind: MoneyKind
  state: MoneyState
  cash: 'kept' | 'returned' | 'refunded' | undefined
  resolution: { posted: boolean } | undefined
  amount: Rupiah
  fee: Rupiah
}

/** Where the cash of a transaction is. */
export interface CashEffect {
  /** the agent's: taken for what the bank has booked */
  taken: Rupiah
  /** in the drawer but the customer's until it is certain (titipan), or owed back */
  held: Rupiah
  /** booked although the cash went back to the customer: the agent bears it */
  borne: Rupiah
}

const NO_EFFECT: CashEffect = { taken: ZERO, held: ZERO, borne: ZERO }

/** What a transaction has put into the drawer, by what is known of it now. Cash that nobody has spoken of is held, not lost. */
export function cashEffect(facts: CashFacts): CashEffect {
  if (!takesCash(facts.kind)) return NO_EFFECT
  const total = add(facts.amount, facts.fee)
  const isGone = facts.cash === 'returned' || facts.cash === 'refunded'
  const held = isGone ? NO_EFFECT : { ...NO_EFFECT, held: total }
  const booked = isGone ? { ...NO_EFFECT, borne: total } : { ...NO_EFFECT, taken: total }
  switch (facts.state) {
    case 'confirmed':
    case 'reversing':
    case 'reversal-unknown':
      return { ...NO_EFFECT, taken: total }
    case 'confirmed-late':
      return booked
    case 'resolved-by-hand':
      return facts.resolution?.posted ? booked : held
    case 'sending':
    case 'unknown':
    case 'rejected-late':
      return held
    case 'intent':
    case 'void':
    case 'rejected':
    case 'not-sent':
    case 'reversed':
      return NO_EFFECT
  }
}

/** Cash that came into or went out of the drawer besides transactions. */
export interface CashMove {
  at: Instant
  by: string
  direction: 'in' | 'out'
  amount: Rupiah
  reason: string
}

export interface KindSum {
  kind: MoneyKind
  count: number
  amount: Rupiah
  fee: Rupiah
}

export interface StateSum {
  state: MoneyState
  count: number
  amount: Rupiah
}

/** One transaction that a report names. */
export interface Named {
  reference: string
  amount: Rupiah
}

/** What a day's transactions come to. */
export interface DaySums {
  /** booked by the bank, of this day's transactions */
  booked: KindSum[]
  /** all others of this day, by their state */
  others: StateSum[]
  /** cash taken for what was booked this day */
  taken: Rupiah
  /** what transactions of earlier days changed in the cash of the agent since: settled late, reversed */
  earlier: { count: number; taken: Rupiah }
  /** customers' cash in the drawer now, of whatever day */
  held: { count: number; amount: Rupiah; undecided: number }
  /** cash that went back although the bank booked it */
  borne: Named[]
  /** settled by one person alone after 24 hours */
  alone: Named[]
}

/** The drawer as it should be and as it was counted. */
export interface Drawer {
  float: Rupiah
  cashIn: Rupiah
  cashOut: Rupiah
  /** cash of other applications in the same drawer, as the teller says */
  otherApps: Rupiah
  expected: Rupiah
  counted: Rupiah
  /** counted minus expected: negative is short */
  variance: Rupiah
}

const sumOf = (moves: readonly CashMove[], direction: 'in' | 'out'): Rupiah =>
  add(ZERO, ...moves.filter((move) => move.direction === direction).map(({ amount }) => amount))

/** What must lie in the drawer: the float, what was taken, what came in and went out, and what is kept there for others. */
export function drawerOf(
  sums: DaySums,
  {
    float,
    moves,
    otherApps,
    counted,
  }: { float: Rupiah; moves: readonly CashMove[]; otherApps: Rupiah; counted: Rupiah },
): Drawer {
  const cashIn = sumOf(moves, 'in')
  const cashOut = sumOf(moves, 'out')
  const own = subtract(add(float, sums.taken, sums.earlier.taken, cashIn), cashOut)
  const expected = add(own, sums.held.amount, otherApps)
  return { float, cashIn, cashOut, otherApps, expected, counted, variance: subtract(counted, expected) }
}
