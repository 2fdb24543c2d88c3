import type { MoneyKind } from '#shared/money-states.ts'
import type { Posting } from '../../src/sandbox/ledger.ts'
import type { RowView } from './child-protocol.ts'
import { openCounter, type Counter, type CounterOptions } from './counter.ts'
import { KINDS, type Order } from './orders.ts'
import type { Violation } from './oracle.ts'
import { anyPlan, strikePlan } from './plans.ts'
import { DIRECTIONS, PHASES, type Plan } from './proxy.ts'
import { seeded, type Chance } from './seeded.ts'
import { addVerdict, count, newTally, type Tally } from './tally.ts'

/** Kills on one profile and one ledger: afterwards both are new, so that a batch can be had again by its seed. */
export const ROUNDS_A_BATCH = 25
/** Shorter than any outlet's: what comes after it is what these rounds are about. */
const TIMEOUT_MS = 150
const WRONG_PIN = '111111'

export interface BatchResult {
  tally: Tally
  violations: Violation[]
}

/**
 * Rounds of one profile: a workstation starts, settles what the last one left behind, posts a few transactions over a line that is
 * struck at random, and is killed at a random instant. After each start the journal is held against the ledger.
 * @param seed names every choice; instants still depend on how fast the machine is
 */
export async function runBatch(script: string, seed: string, rounds: number): Promise<BatchResult> {
  const chance = seeded(seed)
  const tally = newTally()
  const options: CounterOptions = { script, chance, timeoutMs: TIMEOUT_MS }
  const counter = await openCounter(options)
  const violations: Violation[] = []
  const judge = async (recovered: boolean) => {
    const verdict = await counter.judge(recovered)
    violations.push(...verdict.violations)
    return verdict
  }
  try {
    for (let round = 0; round < rounds && violations.length === 0; round++) {
      if (round > 0 && chance.often(0.08)) {
        await counter.openAndKill(chance.between(60, 220))
        count(tally.kills, 'while starting')
      }
      await counter.open()
      await judge(true)
      await checkUnknowns(counter, chance, tally)
      await live(counter, chance, tally)
      await counter.kill()
    }
    await counter.open()
    addVerdict(tally, await judge(true))
    return { tally, violations }
  } finally {
    await counter.close()
  }
}

/** A teller's hour, and its end. */
async function live(counter: Counter, chance: Chance, tally: Tally): Promise<void> {
  const last = chance.between(1, 5)
  for (let n = 1; n <= last; n++) {
    const order = await nextOrder(counter, chance, tally)
    if (n === last) await submitAndKill(counter, order, chance, tally)
    else if (chance.often(0.1)) await submitTogether(counter, order, chance, tally)
    else await submit(counter, order, chance, tally)
  }
}

async function nextOrder(counter: Counter, chance: Chance, tally: Tally): Promise<Order> {
  const kind: MoneyKind = chance.pick(KINDS)
  const order = await counter.prepare(kind, chance.often(0.08) ? WRONG_PIN : undefined)
  count(tally.transactions, kind)
  return order
}

async function submit(counter: Counter, order: Order, chance: Chance, tally: Tally): Promise<void> {
  if (chance.often(0.03)) return submitToNobody(counter, order, tally)
  const { name, plan } = anyPlan(order, counter.answers, chance, TIMEOUT_MS)
  count(tally.faults, name)
  await counter.submit(order, plan)
  // The impatient teller: the same form once more.
  if (chance.often(0.1)) await counter.submit(order)
}

/** Two orders at once, and the first of them twice. */
async function submitTogether(counter: Counter, order: Order, chance: Chance, tally: Tally): Promise<void> {
  const other = await nextOrder(counter, chance, tally)
  await Promise.all([
    submit(counter, order, chance, tally),
    counter.submit(order),
    submit(counter, other, chance, tally),
  ])
}

/** Nobody listens: the one fault after which nothing can have been sent. */
async function submitToNobody(counter: Counter, order: Order, tally: Tally): Promise<void> {
  count(tally.faults, 'refused')
  await Promise.all(counter.proxies.map((proxy) => proxy.refuse()))
  await counter.submit(order)
  await Promise.all(counter.proxies.map((proxy) => proxy.listen()))
}

/** Half of the kills come at a place on the line, half at an instant; some a moment after the place. */
async function submitAndKill(counter: Counter, order: Order, chance: Chance, tally: Tally): Promise<void> {
  const at = await counter.open()
  const kill = () => at.kill()
  if (chance.often(0.5)) {
    const [direction, phase] = [chance.pick(DIRECTIONS), chance.pick(PHASES)]
    const afterMs = chance.often(0.5) ? 0 : chance.between(1, 6)
    const soon = () => void (afterMs === 0 ? kill() : setTimeout(kill, afterMs))
    const plan = strikePlan(order.attempt, { trouble: 'kill', direction, phase, ms: 0 }, soon)
    count(tally.kills, `${phase} the ${direction}`)
    await untilGone(counter, order, plan, kill)
    return
  }
  const { name, plan } = anyPlan(order, counter.answers, chance, TIMEOUT_MS)
  count(tally.faults, name)
  count(tally.kills, 'at an instant')
  const instantMs = chance.number() ** 2 * 60
  setTimeout(kill, instantMs)
  await untilGone(counter, order, plan, kill)
}

/** The kill may come after the answer; then the workstation still ends here. */
async function untilGone(counter: Counter, order: Order, plan: Plan, kill: () => void): Promise<void> {
  const at = await counter.open()
  await counter.submit(order, plan)
  const patience = setTimeout(kill, TIMEOUT_MS)
  await at.ended
  clearTimeout(patience)
}

const NEWEST = 3

/** A new account has no number yet that could match: only people can settle it. A garbled request may have booked something else. */
const checkResult = (row: RowView, { amountSen, creditAccount }: Posting): string =>
  amountSen === Number(row.amountSen) && row.account !== '' && creditAccount.endsWith(`:${row.account}`)
    ? 'found'
    : 'mismatch'

/** Asks the switcher for some of the unknowns: what the ledger has under its reference is found and settled, and nothing else. */
async function checkUnknowns(counter: Counter, chance: Chance, tally: Tally): Promise<void> {
  const at = await counter.open()
  const unknowns = (await at.journal()).rows.filter(({ state }) => state === 'unknown')
  for (const row of unknowns.slice(-NEWEST)) {
    if (!chance.often(0.6)) continue
    const result = await counter.check(row.transactionId)
    count(tally.checks, result)
    const booked = counter.postings().find(({ sid }) => sid === row.reference)
    const expected = booked ? checkResult(row, booked) : 'not-found'
    if (result !== expected) {
      counter.violations.push({ kind: 'check', detail: `${result} instead of ${expected}: ${row.reference}` })
    }
  }
}
