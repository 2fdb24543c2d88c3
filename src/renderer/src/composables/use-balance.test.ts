import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Result } from '#shared/result.ts'
import { SHOWN_FOR_MS, useBalance } from './use-balance.ts'

const BALANCE = { balance: rupiah(202_671_682), at: '2026-11-22T09:42:07.000Z' }

describe('useBalance', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  type Answer = Result<typeof BALANCE>

  function start(answer: () => Answer | Promise<Answer> = () => ok(BALANCE)) {
    const scope = effectScope()
    const balance = scope.run(() => useBalance(async () => answer()))!
    return { scope, ...balance }
  }

  it('is hidden until asked for, and again after 30 s', async () => {
    const { shown, show } = start()
    expect(shown.value).toBeUndefined()
    await show()
    expect(shown.value?.balance).toBe(BALANCE.balance)
    vi.advanceTimersByTime(SHOWN_FOR_MS - 1)
    expect(shown.value).toBeDefined()
    vi.advanceTimersByTime(1)
    expect(shown.value).toBeUndefined()
  })

  it('never shows an answer that comes after it was hidden', async () => {
    let answer = (_value: Answer) => undefined as void
    const { shown, show, hide } = start(() => new Promise((resolve) => (answer = resolve)))
    const showing = show()
    hide()
    answer(ok(BALANCE))
    await showing
    expect(shown.value).toBeUndefined()
  })

  it('says why there is none', async () => {
    const { shown, failure, show } = start(() => failed({ code: 'NOT_SENT', reason: 'connect' }))
    await show()
    expect([shown.value, failure.value?.code]).toEqual([undefined, 'NOT_SENT'])
  })

  it('is gone with its screen', async () => {
    const { shown, show, scope } = start()
    await show()
    scope.stop()
    expect([shown.value, vi.getTimerCount()]).toEqual([undefined, 0])
  })
})
