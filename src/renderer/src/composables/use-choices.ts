import { shallowRef } from 'vue'
import type { Choice, ChoiceList } from '#shared/contract.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** One of the bank's lists that forms choose from; main keeps it for the day. A failed reading leaves what was read before. */
export function useChoices(call: Call, list: ChoiceList) {
  const items = shallowRef<readonly Choice[]>([])
  const failure = shallowRef<Failure>()
  let underway: Promise<void> | undefined

  async function read(): Promise<void> {
    const result = await call('choices.read', { list })
    underway = undefined
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) items.value = result.value.items
  }

  /** Reads the list; while it is being read, waits for that. */
  const load = () => (underway ??= read())

  return { items, failure, load }
}

export type Choices = ReturnType<typeof useChoices>
