const CHECK_EVERY_MS = 1_000

interface Parts {
  /** minutes without a key or pointer after which the screen is locked */
  minutes: number
  /** Called every second from then on: it knows whether there is something to lock, and whether it may be locked now. */
  lock: () => void
  /** Milliseconds; wall time, so that a PC that slept wakes up locked. */
  now?: () => number
}

export interface IdleLock {
  /** Somebody is there. */
  active(): void
  stop(): void
}

/** The lock that holds when the window does not lock itself: main counts what the keyboard and the pointer really did. */
export function createIdleLock({ minutes, lock, now = () => Date.now() }: Parts): IdleLock {
  let lastActivity = now()
  const timer = setInterval(() => {
    if (now() - lastActivity >= minutes * 60_000) lock()
  }, CHECK_EVERY_MS)
  return {
    active() {
      lastActivity = now()
    },
    stop: () => clearInterval(timer),
  }
}
