import type { MoneyKind } from '#shared/money-states.ts'
import { startVirtualPrinter } from '../../../src/sandbox/printer/virtual-printer.ts'
import { openCounter, type Counter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import { strikePlan } from '../plans.ts'
import { seeded } from '../seeded.ts'
import { became, type Experiment } from './experiment.ts'

const TIMEOUT_MS = 150
/** Long enough that nobody is told before the time limit, short enough to wait for. */
const LATE_MS = TIMEOUT_MS + 150

/**
 * The answer of a payment that comes after the time limit, or after a crash, ends as confirmed-late with one receipt that says so. A
 * request that is still on its way is not found, and stays unknown.
 */
export const late: Experiment = {
  name: 'answers that come late',
  async run(script, seed) {
    const papers: string[] = []
    const printer = await startVirtualPrinter({ onJob: ({ text }) => void papers.push(text) })
    const counter = await openCounter({
      ...{ script, chance: seeded(seed), timeoutMs: TIMEOUT_MS },
      printer: `tcp://127.0.0.1:${printer.port}`,
    })
    try {
      for (const kind of KINDS) {
        for (const way of [afterTheLimit, afterACrash, afterACheck]) {
          // A new account has no number yet that a check could compare: after a crash only people settle it.
          if (kind === 'open-account' && way === afterACrash) continue
          const reference = await way(counter, kind)
          const isLate = () => finalPapers(papers, reference) === 1
          const why = (await became(isLate)) ? undefined : `${finalPapers(papers, reference)} final receipts`
          const state = await stateOf(counter, reference)
          if (why || state !== 'confirmed-late') {
            const { violations } = counter
            return [...violations, { kind: 'late', detail: `${kind} ${way.name}: ${why ?? ''} ${state}` }]
          }
        }
      }
      await counter.kill()
      return (await counter.judge(true)).violations
    } finally {
      await counter.close()
      await printer.close()
    }
  },
}

/** Papers of this transaction that say both that it succeeded and that they replace the slip. */
const finalPapers = (papers: string[], reference: string): number =>
  papers.filter((text) => text.includes(reference) && text.includes('STRUK AKHIR')).length

const rowsOf = async (counter: Counter) => (await (await counter.open()).journal()).rows
const stateOf = async (counter: Counter, reference: string) =>
  (await rowsOf(counter)).find((row) => row.reference === reference)?.state

/** The teller was told "unknown"; the answer comes while the program runs. */
async function afterTheLimit(counter: Counter, kind: MoneyKind): Promise<string> {
  const order = await counter.prepare(kind)
  const strike = { trouble: 'latency', direction: 'answer', phase: 'before', ms: LATE_MS } as const
  await counter.submit(order, strikePlan(order.attempt, strike))
  const { reference } = (await rowsOf(counter)).at(-1)!
  await became(async () => (await stateOf(counter, reference)) !== 'unknown')
  return reference
}

/** The program dies while it waits; the next one asks the switcher. */
async function afterACrash(counter: Counter, kind: MoneyKind): Promise<string> {
  const order = await counter.prepare(kind)
  const strike = { trouble: 'kill', direction: 'answer', phase: 'before', ms: 0 } as const
  await counter.submit(order, strikePlan(order.attempt, strike, counter.killNow))
  await counter.kill()
  return checkLast(counter, 'found')
}

/** The request itself is late: a check finds nothing, which settles nothing, and then it is booked. */
async function afterACheck(counter: Counter, kind: MoneyKind): Promise<string> {
  const order = await counter.prepare(kind)
  const strike = { trouble: 'latency', direction: 'request', phase: 'before', ms: 2 * LATE_MS } as const
  const booked = counter.postings().length
  await counter.submit(order, strikePlan(order.attempt, strike))
  await checkLast(counter, 'not-found')
  await became(() => counter.postings().length > booked)
  const { reference } = (await rowsOf(counter)).at(-1)!
  await became(async () => (await stateOf(counter, reference)) !== 'unknown')
  return reference
}

async function checkLast(counter: Counter, expected: string): Promise<string> {
  const { transactionId, reference } = (await rowsOf(counter)).at(-1)!
  const result = await counter.check(transactionId)
  if (result !== expected) {
    counter.violations.push({ kind: 'check', detail: `${result} instead of ${expected}` })
  }
  return reference
}
