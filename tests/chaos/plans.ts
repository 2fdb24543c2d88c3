import type { Attempt } from './oracle.ts'
import { fuzzed, madeUp } from './fuzz.ts'
import type { Order } from './orders.ts'
import { DIRECTIONS, PHASES, TROUBLES, type Plan, type Strike } from './proxy.ts'
import type { Chance } from './seeded.ts'

/** What a plan is called in the figures. */
export type Named = { name: string; plan: Plan }

/** How long `latency` and `drip` take: either well within the time limit, or so long that the answer comes late. */
export const shortOrLate = (chance: Chance, timeoutMs: number): number =>
  chance.often(0.6) ? chance.between(1, Math.floor(timeoutMs / 4)) : timeoutMs + chance.between(10, 60)

/** What may befall any request of a round; most are left in peace, as most are in life. */
export function anyPlan(
  order: Order,
  answers: Map<string, Buffer>,
  chance: Chance,
  timeoutMs: number,
): Named {
  const draw = chance.number()
  if (draw < 0.4) return { name: 'none', plan: {} }
  if (draw < 0.6) return fuzzPlan(order.attempt, chance)
  if (draw < 0.68) return madeUpPlan(answers.get(order.path), chance)
  const trouble = chance.pick(TROUBLES.filter((each) => each !== 'kill'))
  const strike = {
    ...{ trouble, direction: chance.pick(DIRECTIONS), phase: chance.pick(PHASES) },
    ms: shortOrLate(chance, timeoutMs),
  }
  return { name: trouble, plan: strikePlan(order.attempt, strike) }
}

/** The bank does what it is asked and answers; something else arrives. */
export function fuzzPlan(attempt: Attempt, chance: Chance): Named {
  attempt.alteredAnswer = true
  return { name: 'fuzz', plan: { answer: (original) => fuzzed(original!, chance) } }
}

/** The bank hears nothing, and something answers. */
export function madeUpPlan(another: Buffer | undefined, chance: Chance): Named {
  return { name: 'made up', plan: { swallowed: true, answer: () => madeUp(another, chance) } }
}

export function strikePlan(attempt: Attempt, strike: Strike, kill?: () => void): Plan {
  if (strike.trouble === 'garble') {
    attempt.alteredAnswer = true
    if (strike.direction === 'request') attempt.garbledRequest = true
  }
  return kill ? { strike, kill } : { strike }
}
