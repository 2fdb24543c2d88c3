import { ref, shallowRef } from 'vue'
import type { Input } from '#shared/contract.ts'
import type { JournalExchange } from '#shared/contract/journal.ts'
import type { TransactionId } from '#shared/references.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** What is taken out of the journal: what was sent and received, files of it. */
export function useJournalFile(call: Call) {
  const exchange = shallowRef<JournalExchange>()
  /** it shows everything, which is on record */
  const inFull = ref(false)
  const pending = ref(false)
  /** all that is found is being written to a file */
  const exporting = ref(false)
  const savedAs = ref<string>()
  const failure = shallowRef<Failure>()

  async function read(
    method: 'journal.exchange' | 'journal.reveal',
    transactionId: TransactionId,
  ): Promise<void> {
    if (pending.value) return
    pending.value = true
    const result = await call(method, { transactionId })
    pending.value = false
    failure.value = result.ok ? undefined : result.failure
    if (!result.ok) return
    exchange.value = result.value
    inFull.value = method === 'journal.reveal'
  }

  async function save<M extends 'journal.export' | 'journal.disputePack'>(
    method: M,
    input: Input<M>,
  ): Promise<void> {
    if (pending.value) return
    pending.value = true
    exporting.value = method === 'journal.export'
    savedAs.value = undefined
    const result = await call(method, input)
    pending.value = false
    exporting.value = false
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) savedAs.value = result.value.file
  }

  /** Ends an export that takes too long: nothing of it is left. */
  async function stop(): Promise<void> {
    const result = await call('journal.stopExport', {})
    if (!result.ok) failure.value = result.failure
  }

  /** Another transaction is looked at, or none. */
  function forget(): void {
    exchange.value = undefined
    inFull.value = false
    savedAs.value = undefined
    failure.value = undefined
  }

  return { exchange, inFull, pending, exporting, savedAs, failure, read, save, stop, forget }
}
