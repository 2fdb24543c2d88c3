import { cashEffect, type CashFacts, type DaySums, type KindSum, type Named, type StateSum } from './day.ts'
import { add, subtract, ZERO, type Rupiah } from './money.ts'
import type { MoneyKind, MoneyState } from './money-states.ts'

/** A transaction that something befell since the last close. */
export interface DayRow extends CashFacts {
  reference: string
  resolution: { posted: boolean; approver: string } | undefined
  /** what the last report that it was in counted of it; undefined = none did */
  before: { taken: Rupiah } | undefined
}

/** True for what the bank has booked and not taken back. */
const isBooked = ({ state, resolution }: DayRow): boolean =>
  state === 'confirmed' ||
  state === 'confirmed-late' ||
  state === 'reversing' ||
  state === 'reversal-unknown' ||
  (state === 'resolved-by-hand' && resolution?.posted === true)

const NAMED_STATES = new Set<MoneyState>(['sending', 'unknown'])

/**
 * Adds a day up.
 * @param rows what something befell since the last close: each transaction once
 * @param heldRows every transaction whose cash may still be in the drawer, of whatever day
 */
export function sumDay(rows: readonly DayRow[], heldRows: readonly CashFacts[]): DaySums {
  const fresh = rows.filter(({ before }) => before === undefined)
  const known = rows.filter(({ before }) => before !== undefined)
  const changed = known.filter((row) => cashEffect(row).taken !== row.before!.taken)
  const held = heldRows.filter((row) => cashEffect(row).held > 0n)
  return {
    booked: byKind(fresh.filter(isBooked)),
    others: byState(fresh.filter((row) => !isBooked(row))),
    taken: add(ZERO, ...fresh.map((row) => cashEffect(row).taken)),
    earlier: {
      count: changed.length,
      taken: add(ZERO, ...changed.map((row) => subtract(cashEffect(row).taken, row.before!.taken))),
    },
    held: {
      count: held.length,
      amount: add(ZERO, ...held.map((row) => cashEffect(row).held)),
      undecided: held.filter(({ state, cash }) => NAMED_STATES.has(state) && cash === undefined).length,
    },
    borne: rows.filter((row) => cashEffect(row).borne > 0n).map(named),
    alone: rows.filter(({ resolution }) => resolution?.approver === '').map(named),
  }
}

const named = ({ reference, amount, fee }: DayRow): Named => ({ reference, amount: add(amount, fee) })

function byKind(rows: readonly DayRow[]): KindSum[] {
  const sums = new Map<MoneyKind, KindSum>()
  for (const { kind, amount, fee } of rows) {
    const sum = sums.get(kind) ?? { kind, count: 0, amount: ZERO, fee: ZERO }
    sums.set(kind, { kind, count: sum.count + 1, amount: add(sum.amount, amount), fee: add(sum.fee, fee) })
  }
  return [...sums.values()]
}

function byState(rows: readonly DayRow[]): StateSum[] {
  const sums = new Map<MoneyState, StateSum>()
  for (const { state, amount } of rows) {
    const sum = sums.get(state) ?? { state, count: 0, amount: ZERO }
    sums.set(state, { state, count: sum.count + 1, amount: add(sum.amount, amount) })
  }
  return [...sums.values()]
}
