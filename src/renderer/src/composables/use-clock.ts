import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Now, renewed at the turn of every second. @param now the trustworthy clock (stores/status.ts) */
export function useClock(now: () => Date): Readonly<ShallowRef<Date>> {
  const time = shallowRef(now())
  let timer: ReturnType<typeof setTimeout>

  function tick(): void {
    time.value = now()
    timer = setTimeout(tick, 1000 - (time.value.getTime() % 1000))
  }

  tick()
  onScopeDispose(() => clearTimeout(timer))
  return time
}
