import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { failed, ok, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { SEARCH_AFTER_MS, TOTALS_AFTER_MS, useJournal } from './use-journal.ts'

type Answer = Result<{ rows: { reference: string }[]; next?: bigint }>

describe('useJournal', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Every question stays open until the test answers it. */
  function start() {
    const questions: { search: string; below?: bigint; answer: (result: Answer) => void }[] = []
    const added: string[] = []
    const call = ((method: string, asked: { search: string; below?: bigint }) => {
      if (method === 'journal.list')
        return new Promise<Answer>((answer) => questions.push({ ...asked, answer }))
      added.push(asked.search)
      return Promise.resolve(
        ok({ totals: [{ state: 'confirmed', count: added.length, amount: 0n, fee: 0n }] }),
      )
    }) as unknown as Call
    const journal = effectScope().run(() => useJournal(call))!
    return { questions, added, ...journal }
  }
  const rowsOf = (reference: string, next?: bigint): Answer =>
    ok({ rows: [{ reference }], ...(next ? { next } : {}) })

  it('asks once after the last key of a word', async () => {
    const { questions, search } = start()
    for (const word of ['1', '14', '14047']) {
      search.value = word
      await nextTick()
      vi.advanceTimersByTime(SEARCH_AFTER_MS - 1)
    }
    expect(questions).toEqual([])
    vi.advanceTimersByTime(1)
    expect(questions.map((question) => question.search)).toEqual(['14047'])
  })

  it('shows the answer to the latest question only', async () => {
    const { questions, rows, load } = start()
    const first = load()
    const second = load()
    questions[1]!.answer(rowsOf('second'))
    questions[0]!.answer(rowsOf('first'))
    await Promise.all([first, second])
    expect(rows.value.map((row) => row.reference)).toEqual(['second'])
  })

  it('keeps the rows that it has when a renewal fails, and says why', async () => {
    const { questions, rows, failure, loading, load } = start()
    const first = load()
    questions[0]!.answer(rowsOf('first'))
    await first
    const second = load()
    questions[1]!.answer(failed({ code: 'UNAVAILABLE', part: 'journal', reason: 'locked' }))
    await second
    expect(rows.value).toHaveLength(1)
    expect([failure.value?.code, loading.value]).toEqual(['UNAVAILABLE', false])
  })

  it('turns to older pages and back, and begins anew when the search changes', async () => {
    const { questions, load, older, newer, page, hasOlder, hasNewer, search } = start()
    const first = load()
    questions[0]!.answer(rowsOf('newest', 101n))
    await first
    expect([hasNewer.value, hasOlder.value]).toEqual([false, true])
    const second = older()
    questions[1]!.answer(rowsOf('older'))
    await second
    expect([questions[1]!.below, page.value, hasNewer.value, hasOlder.value]).toEqual([101n, 2, true, false])
    const back = newer()
    questions[2]!.answer(rowsOf('newest', 101n))
    await back
    expect([questions[2]!.below, page.value]).toEqual([undefined, 1])
    void older()
    search.value = 'sri'
    await nextTick()
    vi.advanceTimersByTime(SEARCH_AFTER_MS)
    expect(questions.at(-1)).toMatchObject({ search: 'sri' })
    expect(page.value).toBe(1)
  })

  it('adds up what stands, not what is still being typed', async () => {
    const { questions, added, totals, load, search } = start()
    const first = load()
    questions[0]!.answer(rowsOf('first'))
    await first
    vi.advanceTimersByTime(TOTALS_AFTER_MS - 1)
    search.value = 'sri'
    await nextTick()
    vi.advanceTimersByTime(SEARCH_AFTER_MS)
    questions[1]!.answer(rowsOf('second'))
    await vi.advanceTimersByTimeAsync(TOTALS_AFTER_MS)
    expect(added).toEqual(['sri'])
    expect(totals.value).toMatchObject([{ count: 1 }])
  })
})
