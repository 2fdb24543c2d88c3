import { ref, shallowRef } from 'vue'
import type { CashChoice, Outcome } from '#shared/contract.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import type { Stake } from '../failure-words.ts'

/** `lost`: it may have been sent, and what became of it could not be read from the journal yet. */
export type MoneyPhase = 'form' | 'sending' | 'lost' | 'outcome'

/**
 * One filled-in form on its way to an outcome. The form of an attempt that may have been sent never comes back: what became of it
 * is read from the journal, now and after every late answer.
 * @param newAttemptId names one filled-in form; the same attempt submitted twice is one transaction
 */
export function useAttempt(call: Call, newAttemptId: () => string) {
  const phase = ref<MoneyPhase>('form')
  const outcome = shallowRef<Outcome>()
  const failure = shallowRef<Failure>()
  /** What the last failure may have cost: `read` once it is proven that nothing was sent. */
  const stake = ref<Stake>('money')
  const choosing = ref(false)
  let attemptId = newAttemptId()

  function show(told: Outcome): void {
    outcome.value = told
    failure.value = undefined
    phase.value = 'outcome'
  }

  /** Back to the form, as a new attempt. */
  function reopen(why?: Failure): void {
    outcome.value = undefined
    failure.value = why
    stake.value = 'money'
    phase.value = 'form'
    attemptId = newAttemptId()
  }

  /**
   * Reads what the journal says of an attempt whose answer was lost. The journal is written before anything is sent, so nothing
   * there proves that nothing was sent; the attempt keeps its id all the same.
   */
  async function readBack(lost: Failure): Promise<void> {
    phase.value = 'lost'
    failure.value = lost
    const result = await call('outcome.ofAttempt', { attemptId })
    if (!result.ok) return
    if (result.value.outcome) return show(result.value.outcome)
    stake.value = 'read'
    phase.value = 'form'
  }

  /** What the journal says now: after a late answer, or of an attempt that is lost. */
  async function reread(): Promise<void> {
    if (phase.value === 'lost' && failure.value) return readBack(failure.value)
    if (phase.value !== 'outcome') return
    const asked = attemptId
    const result = await call('outcome.ofAttempt', { attemptId: asked })
    if (asked === attemptId && result.ok && result.value.outcome) outcome.value = result.value.outcome
  }

  /** Journals where the cash of an unknown went; the first choice stands. */
  async function chooseCash(choice: CashChoice): Promise<void> {
    if (outcome.value?.cash) return
    await settleCash((transactionId) => call('unknown.chooseCash', { transactionId, choice }))
  }

  /** Gives the cash of what was not posted back to the customer. */
  const refund = () => settleCash((transactionId) => call('cash.refund', { transactionId }))

  async function settleCash(act: (of: Outcome['transactionId']) => Promise<Result<Outcome>>): Promise<void> {
    if (!outcome.value || choosing.value) return
    choosing.value = true
    failure.value = undefined
    const result = await act(outcome.value.transactionId)
    choosing.value = false
    if (result.ok) outcome.value = result.value
    else failure.value = result.failure
  }

  return {
    ...{ phase, outcome, failure, stake, choosing },
    id: () => attemptId,
    ...{ show, reopen, readBack, reread, chooseCash, refund },
  }
}
