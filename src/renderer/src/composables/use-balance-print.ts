import { ref, shallowRef, watch } from 'vue'
import type { SlipResult } from '#shared/contract/printing.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

export type BalancePrinting = ReturnType<typeof useBalancePrint>

/** A slip of the balance that is shown, made by main from what the bank said. @param shown changes with each balance */
export function useBalancePrint(call: Call, whose: 'customer' | 'agent', shown: () => unknown) {
  const pending = ref(false)
  const result = shallowRef<SlipResult>()
  const failure = shallowRef<Failure>()

  // What became of one customer's slip says nothing of the next one's.
  watch(shown, () => {
    result.value = undefined
    failure.value = undefined
  })

  async function print(): Promise<void> {
    if (pending.value) return
    pending.value = true
    const answer = await call('balance.print', { whose })
    pending.value = false
    result.value = answer.ok ? answer.value : undefined
    failure.value = answer.ok ? undefined : answer.failure
  }

  return { pending, result, failure, print }
}
