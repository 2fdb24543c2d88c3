import { ref, shallowRef } from 'vue'
import type { CashChoice, JournalDetail, Outcome } from '#shared/contract.ts'
import type { TransactionId } from '#shared/references.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { usePrintJobs } from '../stores/print-jobs.ts'

/** The transaction that is looked at, if any, and what a teller says became of its cash. */
export function useJournalDetail(call: Call) {
  const printJobs = usePrintJobs()
  const detail = shallowRef<JournalDetail>()
  const failure = shallowRef<Failure>()
  const choosing = ref(false)

  async function read(transactionId: TransactionId): Promise<void> {
    const result = await call('journal.detail', { transactionId })
    if (!result.ok) {
      failure.value = result.failure
      return
    }
    failure.value = undefined
    printJobs.learn(result.value.printJob)
    detail.value = result.value
  }

  async function settleCash(act: (of: TransactionId) => Promise<Result<Outcome>>): Promise<void> {
    if (!detail.value || choosing.value) return
    choosing.value = true
    const { transactionId } = detail.value
    const result = await act(transactionId)
    if (result.ok) await read(transactionId)
    else failure.value = result.failure
    choosing.value = false
  }

  function leave(): void {
    detail.value = undefined
    failure.value = undefined
  }

  return {
    ...{ detail, failure, choosing, read, leave },
    choose: (choice: CashChoice) =>
      settleCash((transactionId) => call('unknown.chooseCash', { transactionId, choice })),
    refund: () => settleCash((transactionId) => call('cash.refund', { transactionId })),
  }
}
