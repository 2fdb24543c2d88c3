import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useWaiting } from './use-waiting.ts'

describe('useWaiting', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const pending = ref(false)
    const scope = effectScope()
    const waiting = scope.run(() => useWaiting(pending))!
    return { pending, scope, ...waiting }
  }

  it('shows nothing under 100 ms, then busy, then words with the seconds', () => {
    const { pending, stage, seconds, since } = start()
    pending.value = true
    vi.advanceTimersByTime(99)
    expect(stage.value).toBe('none')
    vi.advanceTimersByTime(1)
    expect(stage.value).toBe('busy')
    vi.advanceTimersByTime(2900)
    expect([stage.value, seconds.value]).toEqual(['long', 3])
    vi.advanceTimersByTime(4000)
    expect(seconds.value).toBe(7)
    expect(Date.now() - since.value!.getTime()).toBe(7000)
  })

  it('is quiet again with the answer and counts anew the next time', () => {
    const { pending, stage, seconds } = start()
    pending.value = true
    vi.advanceTimersByTime(5000)
    pending.value = false
    expect(stage.value).toBe('none')
    pending.value = true
    vi.advanceTimersByTime(3000)
    expect(seconds.value).toBe(3)
  })

  it('leaves no timer behind', () => {
    const { pending, scope } = start()
    pending.value = true
    vi.advanceTimersByTime(4000)
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
