import type { MoneyKind } from '#shared/money-states.ts'
import type { FaultRequest } from '../../src/sandbox/faults.ts'
import { openCounter, type Counter } from './counter.ts'
import { answerBytes } from './http-messages.ts'
import type { Violation } from './oracle.ts'
import { KINDS, type Order } from './orders.ts'
import { fuzzPlan, madeUpPlan, shortOrLate, strikePlan } from './plans.ts'
import { DIRECTIONS, PHASES, TROUBLES, type Plan, type Strike } from './proxy.ts'
import { seeded, type Chance } from './seeded.ts'
import { addVerdict, count, newTally, type Tally } from './tally.ts'

/** One kind of money call with one kind of trouble at one place. */
export interface Cell {
  name: string
  kind: MoneyKind
  trouble: (order: Order, counter: Counter, chance: Chance) => Trouble
}
interface Trouble {
  plan?: Plan
  /** a fault of the bank itself, at its own control address */
  bank?: Omit<FaultRequest, 'match'>
  /** nobody listens */
  refused?: true
}

const TIMEOUT_MS = 120
/** Cells that share a profile and a ledger. */
const CELLS_A_COUNTER = 12

const STRIKES: Omit<Strike, 'ms'>[] = TROUBLES.flatMap((trouble) =>
  DIRECTIONS.flatMap((direction) =>
    // After the last byte nothing is left to drip.
    PHASES.filter((phase) => trouble !== 'drip' || phase !== 'after').map((phase) => ({
      ...{ trouble, direction, phase },
    })),
  ),
)

/** What the bank itself does wrong: before it books, after it booked, or in what it says of it. */
const BANK_FAULTS: [string, Omit<FaultRequest, 'match'>][] = [
  ['bank closes before booking', { kind: 'drop-before' }],
  ['bank closes after booking', { kind: 'drop-after' }],
  ['bank never answers what it booked', { kind: 'never-answer', when: 'after' }],
  ['bank never answers what it did not book', { kind: 'never-answer', when: 'before' }],
  ['malformed', { kind: 'malformed' }],
  ['html', { kind: 'html', status: 502 }],
  ['empty', { kind: 'empty' }],
  ['huge', { kind: 'huge' }],
  ['503 before booking', { kind: 'status', when: 'before' }],
  ['500 after booking', { kind: 'status', when: 'after', status: 500 }],
  ['unlisted code', { kind: 'unlisted-code' }],
  ['unlisted -1', { kind: 'unlisted-code', data: { code: '-1', message: '[0113] INVALID FEE' } }],
  ['echo of another amount', { kind: 'mismatch' }],
]

/** A known refusal, which under a 5xx proves nothing. */
const refusal500 = (): Buffer =>
  answerBytes({ status: 500, body: '{"code":"INVALID_PIN","message":"PIN salah","data":{}}' })

/** Every cell of every money call. */
export const CELLS: readonly Cell[] = KINDS.flatMap((kind) => [
  ...STRIKES.map((strike) => strikeCell(kind, strike)),
  ...BANK_FAULTS.map(([name, bank]): Cell => ({ name: `${kind}: ${name}`, kind, trouble: () => ({ bank }) })),
  { name: `${kind}: known refusal under a 500`, kind, trouble: () => ({ plan: { answer: refusal500 } }) },
  { name: `${kind}: refused`, kind, trouble: () => ({ refused: true }) },
  { name: `${kind}: fuzz`, kind, trouble: ({ attempt }, _counter, chance) => fuzzPlan(attempt, chance) },
  {
    name: `${kind}: made up`,
    kind,
    trouble: ({ path }, { answers }, chance) => madeUpPlan(answers.get(path), chance),
  },
])

function strikeCell(kind: MoneyKind, strike: Omit<Strike, 'ms'>): Cell {
  const { trouble, phase, direction } = strike
  return {
    name: `${kind}: ${trouble} ${phase} the ${direction}`,
    kind,
    trouble: ({ attempt }, counter, chance) => ({
      plan: strikePlan(attempt, { ...strike, ms: shortOrLate(chance, TIMEOUT_MS) }, counter.killNow),
    }),
  }
}

export interface MatrixResult {
  tally: Tally
  violations: Violation[]
  /** cells that were run, with the states that their transactions ended in */
  cells: number
}

/** Runs cells one after another, each so many rounds. @param seed names every choice within them */
export async function runCells(
  script: string,
  seed: string,
  cells: readonly Cell[],
  rounds: number,
): Promise<MatrixResult> {
  const result: MatrixResult = { tally: newTally(), violations: [], cells: 0 }
  for (let from = 0; from < cells.length && result.violations.length === 0; from += CELLS_A_COUNTER) {
    const few = cells.slice(from, from + CELLS_A_COUNTER)
    const counter = await openCounter({ script, chance: seeded(`${seed} ${from}`), timeoutMs: TIMEOUT_MS })
    try {
      for (const cell of few) {
        result.violations.push(
          ...(await runCell(counter, cell, rounds, seeded(seed + cell.name), result.tally)),
        )
        result.cells += 1
      }
      await counter.kill()
      const verdict = await counter.judge(true)
      result.violations.push(...verdict.violations)
      addVerdict(result.tally, verdict)
    } finally {
      await counter.close()
    }
  }
  return result
}

async function runCell(
  counter: Counter,
  cell: Cell,
  rounds: number,
  chance: Chance,
  tally: Tally,
): Promise<Violation[]> {
  for (let round = 0; round < rounds; round++) {
    const order = await counter.prepare(cell.kind)
    count(tally.transactions, cell.kind)
    count(tally.faults, cell.name.split(': ')[1]!)
    await meet(counter, order, cell.trouble(order, counter, chance))
  }
  const { violations } = await counter.judge(false)
  return violations.map(({ kind, detail }) => ({ kind, detail: `${cell.name}: ${detail}` }))
}

async function meet(counter: Counter, order: Order, { plan, bank, refused }: Trouble): Promise<void> {
  if (bank) counter.sandbox.setFaults([{ ...bank, match: { path: order.path, nth: 1, times: 1 } }])
  if (refused) await Promise.all(counter.proxies.map((proxy) => proxy.refuse()))
  await counter.submit(order, plan)
  if (refused) await Promise.all(counter.proxies.map((proxy) => proxy.listen()))
  if (bank) counter.sandbox.setFaults([])
  if (plan?.strike?.trouble === 'kill') await counter.kill()
}
