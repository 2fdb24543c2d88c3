import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useIdleLock } from './use-idle-lock.ts'

const MINUTE = 60_000

describe('useIdleLock', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function watchFor(minutes: number) {
    const target = new EventTarget()
    const lock = vi.fn<() => void>()
    const scope = effectScope()
    scope.run(() => useIdleLock({ minutes, lock, target }))
    return { target, lock, scope }
  }

  it('locks once after the idle minutes', () => {
    const { lock } = watchFor(5)
    vi.advanceTimersByTime(5 * MINUTE - 1000)
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10 * MINUTE)
    expect(lock).toHaveBeenCalledOnce()
  })

  it.each(['keydown', 'pointermove'])('counts from the last %s', (activity) => {
    const { target, lock } = watchFor(5)
    vi.advanceTimersByTime(4 * MINUTE)
    target.dispatchEvent(new Event(activity))
    vi.advanceTimersByTime(4 * MINUTE)
    expect(lock).not.toHaveBeenCalled()
    vi.advanceTimersByTime(MINUTE + 1000)
    expect(lock).toHaveBeenCalledOnce()
  })

  it('locks at once when the PC wakes from a longer sleep', () => {
    const { lock } = watchFor(5)
    vi.setSystemTime(Date.now() + 60 * MINUTE)
    vi.advanceTimersByTime(1000)
    expect(lock).toHaveBeenCalledOnce()
  })

  it('arms again with the next activity', () => {
    const { target, lock } = watchFor(1)
    vi.advanceTimersByTime(2 * MINUTE)
    target.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(2 * MINUTE)
    expect(lock).toHaveBeenCalledTimes(2)
  })

  it('never locks with 0 minutes, nor after its scope ended', () => {
    const never = watchFor(0)
    const { lock, scope } = watchFor(1)
    scope.stop()
    vi.advanceTimersByTime(10 * MINUTE)
    expect(never.lock).not.toHaveBeenCalled()
    expect(lock).not.toHaveBeenCalled()
  })
})
