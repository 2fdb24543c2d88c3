import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { intentOf, moneyJournalOf, openJournal } from '../../tests/support/journal.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { writeWhenPossible } from './unwritten.ts'

/** A journal in which a crash left something, on a disk that takes writes or not. */
function afterACrash() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const database = openJournal()
  const journal = moneyJournalOf(database)
  const { id } = journal.beginSending(intentOf())
  const told = vi.fn()
  const start = () => writeWhenPossible(() => void journal.recover(), told, eventLog())
  const fill = (isFull: boolean) => database.exec(`PRAGMA query_only = ${isFull ? 'ON' : 'OFF'}`)
  return { journal, id, told, start, fill }
}

describe('what a start must write', () => {
  it('is written at once where the disk takes it', () => {
    const { journal, id, told, start } = afterACrash()
    expect(start().pending()).toBe(false)
    expect(journal.get(id).state).toBe('unknown')
    expect(told).not.toHaveBeenCalled()
  })

  it('waits for a disk that is full, keeps nobody from starting, and is told once it is written', async () => {
    const { journal, id, told, start, fill } = afterACrash()
    fill(true)
    const started = start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(started.pending()).toBe(true)
    expect(journal.get(id).state).toBe('sending')
    expect(told).not.toHaveBeenCalled()
    fill(false)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(started.pending()).toBe(false)
    expect(journal.get(id).state).toBe('unknown')
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('is left to the next start where the program ends before', async () => {
    const { journal, id, start, fill } = afterACrash()
    fill(true)
    const started = start()
    started.stop()
    fill(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(journal.get(id).state).toBe('sending')
  })
})
