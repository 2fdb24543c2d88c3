/**
 * Time that does not hang on the PC's clock alone: the last `Date` header of the bank plus a monotonic clock. Before the
 * first answer it is the PC's clock, and `trusted` says so.
 */
export interface Clock {
  now(): Date
  /** whether a server has told the time since the program started */
  trusted(): boolean
  /** trustworthy time minus the PC's clock, in ms */
  offsetMs(): number
  /** @param dateHeader an HTTP `Date` header; one that does not parse is ignored */
  learn(dateHeader: string | undefined): void
}

/** A `Date` header has whole seconds and a journey behind it: differences below this are noise. */
const TOLERANCE_MS = 2_000

export function createClock(pcNowMs = Date.now, monotonicMs = () => performance.now()): Clock {
  let base = { wallMs: pcNowMs(), monotonicMs: monotonicMs() }
  let trusted = false
  const nowMs = () => base.wallMs + (monotonicMs() - base.monotonicMs)
  return {
    now: () => new Date(nowMs()),
    trusted: () => trusted,
    offsetMs: () => Math.round(nowMs() - pcNowMs()),
    learn(dateHeader) {
      const serverMs = Date.parse(dateHeader ?? '')
      if (Number.isNaN(serverMs)) return
      if (Math.abs(serverMs - nowMs()) > TOLERANCE_MS) {
        base = { wallMs: serverMs, monotonicMs: monotonicMs() }
      }
      trusted = true
    },
  }
}
