import { onScopeDispose, readonly, ref, shallowRef } from 'vue'
import type { Output } from '#shared/contract.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** A balance is on screen for so long: people stand at the counter. */
export const SHOWN_FOR_MS = 30_000

/** The agent's balance: asked anew each time it is to be seen, hidden again after 30 s or when told to. */
export function useAgentBalance(call: Call) {
  const shown = shallowRef<Output<'account.agentBalance'>>()
  const failure = shallowRef<Failure>()
  const pending = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  function hide(): void {
    asked++
    clearTimeout(timer)
    shown.value = undefined
    failure.value = undefined
    pending.value = false
  }

  async function show(): Promise<void> {
    if (pending.value) return
    hide()
    const mine = asked
    pending.value = true
    const result = await call('account.agentBalance', {})
    // Left or hidden meanwhile: an answer that comes late is not shown to whoever is there now.
    if (mine !== asked) return
    pending.value = false
    if (!result.ok) {
      failure.value = result.failure
      return
    }
    shown.value = result.value
    timer = setTimeout(hide, SHOWN_FOR_MS)
  }

  onScopeDispose(hide)
  return { shown, failure, pending: readonly(pending), show, hide }
}
