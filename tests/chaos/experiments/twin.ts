import { openCounter, type Counter } from '../counter.ts'
import { AGENT } from '../orders.ts'
import { strikePlan } from '../plans.ts'
import { seeded } from '../seeded.ts'
import type { Experiment } from './experiment.ts'

/**
 * Two counters can make the same reference. What the other one booked under it must not settle an unknown of ours: the check finds a
 * posting, with another amount.
 */
export const twin: Experiment = {
  name: 'another counter with the same reference',
  async run(script, seed) {
    const counter = await openCounter({ script, chance: seeded(seed), timeoutMs: 150 })
    try {
      const order = await counter.prepare('deposit')
      const silence = { trouble: 'silence', direction: 'request', phase: 'before', ms: 0 } as const
      await counter.submit(order, strikePlan(order.attempt, silence))
      const at = await counter.open()
      const [row] = (await at.journal()).rows
      await depositElsewhere(counter, row!.reference)
      const result = await counter.check(row!.transactionId)
      const { violations } = await counter.judge(false)
      if (result !== 'mismatch') violations.push({ kind: 'check', detail: `${result} instead of mismatch` })
      return violations
    } finally {
      await counter.close()
    }
  },
}

/** A deposit of another workstation, straight to the bank. */
async function depositElsewhere({ sandbox, foreign, postings }: Counter, reference: string): Promise<void> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(sandbox.bankUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { code: string; session_id?: string }
  }
  const { username, password, pin } = AGENT
  const { session_id } = await post('/users/auth', { username, password })
  const deposit = { toAccount: '14047', name: 'x', amount: '77777', narration: 'x', pin_transaksi: pin }
  const { code } = await post('/bsa/depositAccount', deposit, {
    sessionid: session_id ?? '',
    sid: reference,
  })
  if (code !== '00') throw new Error(`the other counter's deposit was refused: ${code}`)
  for (const { id, sid } of postings()) if (sid === reference) foreign.add(id)
}
