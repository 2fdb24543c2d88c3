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
  /**
   * Whether the PC's own time can be true: not before this program was made, not before the last thing that it timed, and not
   * decades ahead. A dead clock battery starts in the past.
   * @param seen the latest moment that is on disk, where there is one
   */
  isPlausible(seen: Date | undefined): boolean
  /** @param dateHeader an HTTP `Date` header; one that does not parse is ignored */
  learn(dateHeader: string | undefined): void
}

/** No PC ran this program before. */
const EARLIEST_MS = Date.UTC(2026, 10, 1)
const LATEST_MS = Date.UTC(2056, 0, 1)

/** A `Date` header has whole seconds and a journey behind it: differences below this are noise. */
const TOLERANCE_MS = 2_000

/**
 * A clock that was told the time runs on by itself: a header that is further off than this is believed only when the next one, or the
 * PC's clock since the last one, agrees with it. One absurd header would else lift the references into its year for good; and a PC
 * that slept, whose monotonic clock stood still, would date its first transaction to the evening before.
 */
const JUMP_MS = 60 * 60_000

export function createClock(pcNowMs = Date.now, monotonicMs = () => performance.now()): Clock {
  let base = { wallMs: pcNowMs(), monotonicMs: monotonicMs(), pcMs: pcNowMs() }
  let trusted = false
  /** by how much the last header jumped, while nothing has agreed with it */
  let doubtedOffMs = 0
  const nowMs = () => base.wallMs + (monotonicMs() - base.monotonicMs)
  return {
    now: () => new Date(nowMs()),
    trusted: () => trusted,
    offsetMs: () => Math.round(nowMs() - pcNowMs()),
    isPlausible(seen) {
      const now = nowMs()
      return now >= Math.max(EARLIEST_MS, (seen?.getTime() ?? 0) - JUMP_MS) && now < LATEST_MS
    },
    learn(dateHeader) {
      const serverMs = Date.parse(dateHeader ?? '')
      if (Number.isNaN(serverMs)) return
      const offMs = serverMs - nowMs()
      const byPcMs = base.wallMs + (pcNowMs() - base.pcMs)
      const jump = trusted && Math.abs(offMs) > JUMP_MS && Math.abs(serverMs - byPcMs) > JUMP_MS
      const repeated = jump && Math.abs(offMs - doubtedOffMs) <= TOLERANCE_MS
      doubtedOffMs = jump ? offMs : 0
      if (jump && !repeated) return
      if (Math.abs(offMs) > TOLERANCE_MS)
        base = { wallMs: serverMs, monotonicMs: monotonicMs(), pcMs: pcNowMs() }
      trusted = true
    },
  }
}
