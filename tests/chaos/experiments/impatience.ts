import { openCounter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import type { Violation } from '../oracle.ts'
import { strikePlan } from '../plans.ts'
import type { Plan, Strike } from '../proxy.ts'
import { seeded } from '../seeded.ts'
import type { Experiment } from './experiment.ts'

/** One form, submitted again and again: at once, after its outcome, after a crash. It is one transaction, and it is sent once. */
export const impatience: Experiment = {
  name: 'the same attempt submitted again',
  async run(script, seed) {
    const counter = await openCounter({ script, chance: seeded(seed), timeoutMs: 400 })
    const violations: Violation[] = []
    try {
      for (const kind of KINDS) {
        for (const lost of [false, true]) {
          const order = await counter.prepare(kind)
          const plan: Plan = lost ? strikePlan(order.attempt, RESET) : {}
          await Promise.all([counter.submit(order, plan), counter.submit(order), counter.submit(order)])
          await counter.submit(order)
          await counter.kill()
          await counter.submit(order)
          violations.push(...(await counter.judge(true)).violations)
        }
      }
      return violations
    } finally {
      await counter.close()
    }
  },
}

/** The bank booked, and its answer never came. */
const RESET: Strike = { trouble: 'reset', direction: 'answer', phase: 'before', ms: 0 }
