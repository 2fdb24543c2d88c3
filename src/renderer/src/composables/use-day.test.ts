import { describe, expect, it } from 'vitest'
import { rupiah, ZERO } from '#shared/money.ts'
import { failed, ok, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useDay } from './use-day.ts'

const REFUSED = { code: 'INVALID_INPUT', field: 'countId', rule: 'day-changed' } as const

/** Every question stays open until the test answers it. */
function start() {
  const asked: { method: string; input: unknown; answer: (result: Result<unknown>) => void }[] = []
  const call = ((method: string, input: unknown) =>
    new Promise((answer) => asked.push({ method, input, answer }))) as unknown as Call
  /** Answers what was asked last, and lets what waits for it go on. */
  const answer = async (result: Result<unknown>) => {
    asked.at(-1)!.answer(result)
    await new Promise((done) => setTimeout(done))
  }
  return { asked, answer, ...useDay(call) }
}

/** One that has counted and is told what should be there. */
async function counted() {
  const day = start()
  const counting = day.count({ pieces: { 'note-1000': 5 }, otherApps: ZERO })
  await day.answer(ok({ countId: 7 }))
  expect(await counting).toBe(true)
  return day
}

describe('useDay', () => {
  it('reads the day and its reports, one after the other', async () => {
    const { asked, answer, load, state, reports } = start()
    const loading = load()
    await answer(ok({ today: '2026-11-22' }))
    await answer(ok({ days: [{ number: 1 }] }))
    await loading
    expect(asked.map(({ method }) => method)).toEqual(['day.current', 'day.reports'])
    expect([state.value, reports.value]).toEqual([{ today: '2026-11-22' }, [{ number: 1 }]])
  })

  it('asks one thing at a time: a second press while the first is under way does nothing', async () => {
    const { asked, answer, open, pending, state } = start()
    const first = open({ float: rupiah(500_000) })
    expect(await open({ float: rupiah(500_000) })).toBe(false)
    expect([asked.length, pending.value]).toEqual([1, true])
    await answer(ok({ today: 'opened' }))
    expect([await first, state.value, pending.value]).toEqual([true, { today: 'opened' }, false])
  })

  it('keeps what it shows when something fails, says why, and forgets that with the next try', async () => {
    const { answer, moveCash, failure, state } = start()
    const move = { direction: 'in', amount: rupiah(1_000), reason: 'Receh' } as const
    const first = moveCash(move)
    await answer(failed(REFUSED))
    expect([await first, state.value, failure.value]).toEqual([false, undefined, REFUSED])
    const second = moveCash(move)
    expect(failure.value).toBeUndefined()
    await answer(ok({ today: 'moved' }))
    expect(await second).toBe(true)
  })

  it('goes on to comparing only with an answer', async () => {
    const { answer, count, step, comparison } = start()
    const counting = count({ pieces: {}, otherApps: ZERO })
    await answer(failed(REFUSED))
    expect([await counting, step.value, comparison.value]).toEqual([false, 'overview', undefined])
    expect((await counted()).step.value).toBe('comparing')
  })

  it('closes by the count that was compared, shows the report and reads the day anew', async () => {
    const { asked, answer, close, step, report, comparison } = await counted()
    const closing = close()
    expect(asked.at(-1)).toMatchObject({ method: 'day.close', input: { countId: 7 } })
    await answer(ok({ day: { number: 1 } }))
    await answer(ok({ today: 'next' }))
    await answer(ok({ days: [] }))
    expect([await closing, step.value, comparison.value]).toEqual([true, 'report', undefined])
    expect(report.value).toEqual({ day: { number: 1 } })
  })

  it('stays at the comparison where something came after the count', async () => {
    const { answer, close, step, comparison, failure } = await counted()
    const closing = close()
    await answer(failed(REFUSED))
    expect([await closing, step.value, failure.value]).toEqual([false, 'comparing', REFUSED])
    expect(comparison.value).toEqual({ countId: 7 })
  })

  it('closes nothing that was not counted', async () => {
    const { asked, close } = start()
    expect(await close()).toBe(false)
    expect(asked).toEqual([])
  })

  it('shows the approved report, and an earlier one', async () => {
    const { asked, answer, approve, read, report } = start()
    const approving = approve(3, 'Salah kembalian', { username: 'BNISPV014001', password: 'x' })
    await answer(ok({ day: { number: 3 } }))
    await answer(ok({ today: 'now' }))
    await answer(ok({ days: [] }))
    expect([await approving, report.value]).toEqual([true, { day: { number: 3 } }])
    const reading = read(1)
    expect(asked.at(-1)).toMatchObject({ method: 'day.report', input: { number: 1 } })
    await answer(ok({ day: { number: 1 } }))
    expect([await reading, report.value]).toEqual([true, { day: { number: 1 } }])
  })
})
