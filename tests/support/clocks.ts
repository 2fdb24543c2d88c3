import { createClock, type Clock } from '../../src/main/clock.ts'

/** The product's clock over a PC that a test sets: `pass` lets time go by, `setPc` is somebody at the date settings. */
export interface TestClock extends Clock {
  pass(ms: number): void
  setPc(at: string): void
}

export function testClock(at = '2026-11-22T09:42:07.041Z'): TestClock {
  let pcMs = Date.parse(at)
  let monotonicMs = 1_000
  const clock = createClock(
    () => pcMs,
    () => monotonicMs,
  )
  return {
    ...clock,
    pass(ms) {
      pcMs += ms
      monotonicMs += ms
    },
    setPc(now) {
      pcMs = Date.parse(now)
    },
  }
}
