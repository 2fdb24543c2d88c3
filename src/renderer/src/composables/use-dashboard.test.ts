import { describe, expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { Month } from '#shared/graphs.ts'
import { failed, ok } from '#shared/result.ts'
import type { Instant } from '#shared/time.ts'
import type { Call } from '../api.ts'
import { useDashboard } from './use-dashboard.ts'

const at = '2026-11-22T09:42:07.041Z' as Instant
const now = () => new Date(at)
const month = (text: string) => text as Month

/** @param broken months that the bank does not answer for */
function openBoard(broken: Set<string> = new Set()) {
  const asked: string[] = []
  const answers: Record<string, unknown> = {}
  const call = (async (method: string, input: { month?: Month; anew?: boolean; graph?: string }) => {
    asked.push(`${method} ${input.month ?? input.graph ?? ''}${input.anew ? ' anew' : ''}`)
    if (method === 'dashboard.ownCounts') return ok({ kinds: [], days: [] })
    const own = answers[input.graph ?? '']
    if (own) return own
    if (broken.has(input.month ?? '')) return failed({ code: 'UNAVAILABLE', part: 'bank', reason: 'timeout' })
    return ok({ entries: [{ title: 'Setor Tunai', count: 1 }], at, month: input.month, whole: true })
  }) as unknown as Call
  const board = effectScope().run(() => useDashboard(call, now))!
  const settled = async () => {
    await nextTick()
    while (board.busy.value) await new Promise((done) => setTimeout(done))
  }
  return { board, asked, answers, settled }
}

describe('the dashboard', () => {
  it('opens with the last whole month beside the one before, and twelve months up to it', async () => {
    const { board, asked, settled } = openBoard()
    board.load()
    await settled()
    expect([board.month.value, board.compare.value, board.until.value]).toEqual([
      '2026-10',
      '2026-09',
      '2026-10',
    ])
    const months = asked.filter((each) => each.startsWith('dashboard.bsa'))
    expect(new Set(months)).toHaveLength(12)
    expect(months).toHaveLength(12)
    expect(board.stateOf('bsa-trend').state).toBe('ready')
  })

  it('compares no month that is not over, and none with it', async () => {
    const { board, settled } = openBoard()
    board.load()
    board.choose(month('2026-11'))
    await settled()
    expect([board.compare.value, board.until.value]).toEqual([undefined, '2026-10'])
    board.choose(month('2026-10'))
    board.chooseCompare(month('2026-11'))
    expect(board.compare.value).toBeUndefined()
    board.chooseCompare(month('2025-10'))
    expect(board.compare.value).toBe('2025-10')
  })

  it('has no month after the one that is running', () => {
    const { board } = openBoard()
    board.choose(month('2026-12'))
    board.chooseCompare(month('2027-01'))
    expect([board.month.value, board.compare.value]).toEqual(['2026-10', '2026-09'])
  })

  it('asks for a month that is not over each time that it is chosen, for others once', async () => {
    const { board, asked, settled } = openBoard()
    board.load()
    await settled()
    for (const each of ['2026-11', '2026-10', '2026-11']) {
      board.choose(month(each))
      await settled()
    }
    const of = (each: string) => asked.filter((call) => call === `dashboard.bsa ${each}`).length
    expect([of('2026-11'), of('2026-10')]).toEqual([2, 1])
  })

  it('goes on with eleven months where one fails, and asks for that one again', async () => {
    const broken = new Set(['2026-05'])
    const { board, asked, settled } = openBoard(broken)
    board.load()
    await settled()
    expect(board.stateOf('bsa-trend').state).toBe('ready')
    expect(board.bsa(month('2026-05'))).toBeUndefined()
    broken.clear()
    asked.length = 0
    board.retry('bsa-trend')
    await settled()
    expect(asked).toEqual(['dashboard.bsa 2026-05 anew'])
    expect(board.bsa(month('2026-05'))).toBeDefined()
  })

  it('asks the bank itself for everything when told to', async () => {
    const { board, asked, settled } = openBoard()
    board.load()
    await settled()
    asked.length = 0
    board.reload()
    await settled()
    expect(asked.filter((each) => each.endsWith(' anew'))).toHaveLength(12)
    expect(asked.filter((each) => each.startsWith('dashboard.graph'))).toHaveLength(4)
  })

  it('opens again by as many calls, showing what was there until each is answered', async () => {
    const { board, asked, settled } = openBoard()
    board.open()
    await settled()
    expect(asked).toHaveLength(12 + 4 + 1)
    const drawn = () => [board.bsa(month('2026-10')), board.graph('bill')]
    const before = drawn()
    board.choose(month('2026-08'))
    await settled()
    asked.length = 0
    board.open()
    expect(board.month.value).toBe('2026-10')
    expect(board.stateOf('bill')).toMatchObject({ state: 'ready', renewing: true })
    expect(board.stateOf('bsa-trend')).toMatchObject({ state: 'ready', renewing: true })
    expect(board.busy.value).toBe(true)
    await settled()
    expect(asked.filter((each) => !each.startsWith('dashboard.ownCounts'))).toHaveLength(12 + 4)
    // The bank said the same: nothing is drawn again for it.
    drawn().forEach((each, index) => expect(each).toBe(before[index]))
  })

  it('takes over what the bank says otherwise when opened again, and shows nothing old where it says nothing', async () => {
    const { board, answers, settled } = openBoard()
    board.open()
    await settled()
    answers.bill = ok({ entries: [{ title: 'PLN', count: 7 }], at })
    answers.purchase = failed({ code: 'UNAVAILABLE', part: 'bank', reason: 'timeout' })
    board.open()
    await settled()
    expect(board.graph('bill')?.entries).toEqual([{ title: 'PLN', count: 7 }])
    expect([board.graph('purchase'), board.stateOf('purchase').state]).toEqual([undefined, 'failed'])
  })
})
