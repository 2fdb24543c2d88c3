import { onScopeDispose } from 'vue'

const ACTIVITY = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
const CHECK_EVERY_MS = 1000

interface IdleLock {
  /** Minutes without a key or pointer until `lock` is called; 0 or less never locks. */
  minutes: number
  /** Called once per idle time; the next activity arms it again. */
  lock: () => void
  target?: EventTarget
  /** Milliseconds; wall time, so that a PC that slept wakes up locked. */
  now?: () => number
}

/** Locks the screen after idle minutes, for as long as the calling scope lives. */
export function useIdleLock({ minutes, lock, target = window, now = Date.now }: IdleLock): void {
  if (minutes <= 0) return
  let lastActivity: number | undefined = now()

  const active = () => {
    lastActivity = now()
  }
  const check = () => {
    if (lastActivity === undefined || now() - lastActivity < minutes * 60_000) return
    lastActivity = undefined
    lock()
  }

  for (const event of ACTIVITY) target.addEventListener(event, active, { passive: true })
  const timer = setInterval(check, CHECK_EVERY_MS)
  onScopeDispose(() => {
    clearInterval(timer)
    for (const event of ACTIVITY) target.removeEventListener(event, active)
  })
}
