import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { failed, ok, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { SEARCH_AFTER_MS, useJournal } from './use-journal.ts'

type Answer = Result<{ rows: { reference: string }[]; total: number }>

describe('useJournal', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Every question stays open until the test answers it. */
  function start() {
    const questions: { search: string; answer: (result: Answer) => void }[] = []
    const call = ((_method: string, { search }: { search: string }) =>
      new Promise<Answer>((answer) => questions.push({ search, answer }))) as unknown as Call
    const journal = effectScope().run(() => useJournal(call))!
    return { questions, ...journal }
  }
  const rowsOf = (reference: string): Answer => ok({ rows: [{ reference }], total: 1 })

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
})
