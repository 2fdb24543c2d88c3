import { computed, ref, shallowRef } from 'vue'
import type { TransactionId } from '#shared/references.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { usePrintJobs } from '../stores/print-jobs.ts'

/**
 * Copies of one transaction's receipt.
 * @param transaction whose receipt is shown now; undefined while there is none
 * @param copiesBefore how many copies the journal counted when it was read
 */
export function useReprint(call: Call, transaction: () => TransactionId | undefined, copiesBefore = () => 0) {
  const jobs = usePrintJobs()
  const pending = ref(false)
  const failure = shallowRef<Failure>()

  const copies = computed(() => {
    const transactionId = transaction()
    return Math.max((transactionId && jobs.jobOf(transactionId)?.copy) ?? 0, copiesBefore())
  })

  async function print(): Promise<void> {
    const transactionId = transaction()
    if (pending.value || !transactionId) return
    pending.value = true
    failure.value = undefined
    const result = await call('receipt.reprint', { transactionId })
    pending.value = false
    if (result.ok) jobs.learn(result.value)
    else failure.value = result.failure
  }

  return { copies, failure, print }
}
