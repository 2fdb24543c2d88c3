import { onScopeDispose, readonly, ref, shallowRef } from 'vue'
import type { Failure, Result } from '#shared/result.ts'

/** A balance is on screen for so long: people stand at the counter. */
export const SHOWN_FOR_MS = 30_000

/**
 * A balance: asked anew each time it is to be seen, hidden again after 30 s or when told to.
 * @param ask the call that answers with it
 */
export function useBalance<I extends unknown[], T>(ask: (...input: I) => Promise<Result<T>>) {
  const shown = shallowRef<T>()
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

  async function show(...input: I): Promise<void> {
    if (pending.value) return
    hide()
    const mine = asked
    pending.value = true
    const result = await ask(...input)
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
