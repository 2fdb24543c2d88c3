import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIdleLock } from './idle-lock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const MINUTE_MS = 60_000

function idle(minutes: number) {
  const lock = vi.fn()
  return { lock, watch: createIdleLock({ minutes, lock }) }
}

describe('the lock of main', () => {
  it('comes after the minutes without anybody, and not before', () => {
    const { lock } = idle(5)
    vi.advanceTimersByTime(5 * MINUTE_MS - 1_000)
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(lock).toHaveBeenCalledOnce()
  })

  it('waits anew from each key', () => {
    const { lock, watch } = idle(5)
    vi.advanceTimersByTime(4 * MINUTE_MS)
    watch.active()
    vi.advanceTimersByTime(4 * MINUTE_MS)
    expect(lock).not.toHaveBeenCalled()
  })

  it('asks again until it is heard: what may not be locked now is locked once it may', () => {
    const { lock } = idle(1)
    vi.advanceTimersByTime(MINUTE_MS + 2_000)
    expect(lock).toHaveBeenCalledTimes(3)
  })

  it('knows that a PC slept: its clock went on', () => {
    const { lock } = idle(5)
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
    vi.advanceTimersByTime(1_000)
    expect(lock).toHaveBeenCalledOnce()
  })

  it('ends with the program', () => {
    const { lock, watch } = idle(1)
    watch.stop()
    vi.advanceTimersByTime(10 * MINUTE_MS)
    expect(lock).not.toHaveBeenCalled()
  })
})
