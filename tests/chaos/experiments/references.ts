import { openCounter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import type { Violation } from '../oracle.ts'
import { seeded } from '../seeded.ts'
import type { Experiment } from './experiment.ts'

const LIVES = 5
const HOUR_MS = 60 * 60_000

/** References across crashes, with the bank's clock an hour further back after each: none repeats, none is below one before it. */
export const references: Experiment = {
  name: 'references across crashes and a clock set back',
  async run(script, seed) {
    const chance = seeded(seed)
    let backMs = 0
    const now = () => new Date(Date.now() - backMs)
    const counter = await openCounter({ script, chance, timeoutMs: 2_000, now })
    try {
      for (let life = 0; life < LIVES; life++) {
        for (let n = chance.between(1, 4); n > 0; n--)
          await counter.submit(await counter.prepare(chance.pick(KINDS)))
        await counter.kill()
        backMs += HOUR_MS
      }
      const { violations } = await counter.judge(true)
      const { rows } = await (await counter.open()).journal()
      return [...violations, ...notRising(rows.map(({ reference }) => reference))]
    } finally {
      await counter.close()
    }
  },
}

const notRising = (given: string[]): Violation[] =>
  given.slice(1).flatMap((next, index) => {
    const before = given[index]!
    return next > before ? [] : [{ kind: 'reference', detail: `${next} after ${before}` } as const]
  })
