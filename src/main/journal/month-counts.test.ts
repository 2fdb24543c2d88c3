import { describe, expect, it } from 'vitest'
import type { Month } from '#shared/graphs.ts'
import type { BusinessDate } from '#shared/time.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, moneyJournalOf, openJournal } from '../../../tests/support/journal.ts'
import { createMonthCounts, kindCounts } from './month-counts.ts'

const november = '2026-11' as Month
const HOUR_MS = 3_600_000

function journalAt(at: string) {
  const clock = testClock(at)
  const database = openJournal()
  const journal = moneyJournalOf(database, clock)
  const post = (event: 'confirm' | 'reject' | 'lose', kind: 'deposit' | 'intrabank' = 'deposit') => {
    const { id } = journal.beginSending(intentOf({ kind }))
    return journal.settle(id, event, { evidence: '' }, 'bank')
  }
  return { clock, database, journal, post }
}

describe('what this PC did in a month', () => {
  it('is counted by day and kind: done, not certain, and come to nothing', () => {
    const { clock, database, post } = journalAt('2026-11-20T03:00:00Z')
    post('confirm')
    post('confirm')
    post('reject')
    clock.pass(24 * HOUR_MS)
    post('lose')
    post('confirm', 'intrabank')
    const days = createMonthCounts(database, 'WIB').days(november)
    expect(days).toEqual([
      { day: '2026-11-21', kind: 'deposit', done: 0, open: 1, other: 0 },
      { day: '2026-11-21', kind: 'intrabank', done: 1, open: 0, other: 0 },
      { day: '2026-11-20', kind: 'deposit', done: 2, open: 0, other: 1 },
    ])
    expect(kindCounts(days)).toEqual([
      { kind: 'deposit', done: 2, open: 1, other: 1 },
      { kind: 'intrabank', done: 1, open: 0, other: 0 },
    ])
  })

  it('counts what was settled by hand by what the bank said of it', () => {
    const { database, journal, post } = journalAt('2026-11-20T03:00:00Z')
    for (const posted of [true, false]) {
      const { id } = post('lose')
      journal.resolve(id, { posted, bankReference: 'B1', reason: 'said', approver: 'x' }, undefined, 'teller')
    }
    expect(createMonthCounts(database, 'WIB').days(november)).toEqual([
      { day: '2026-11-20', kind: 'deposit', done: 1, open: 0, other: 1 },
    ])
  })

  it('begins and ends its days and months by the outlet’s zone', () => {
    const { clock, database, post } = journalAt('2026-10-31T15:30:00Z')
    post('confirm')
    clock.pass(HOUR_MS)
    post('confirm')
    const days = (zone: 'WIB' | 'WIT') =>
      createMonthCounts(database, zone)
        .days(november)
        .map(({ day, done }) => [day, done])
    expect(days('WIB')).toEqual([])
    expect(days('WIT')).toEqual([['2026-11-01', 2]])
  })
})

it('lists the rows of a day, newest first, and says how many there are', () => {
  const { clock, database, post } = journalAt('2026-11-20T03:00:00Z')
  const first = post('confirm')
  clock.pass(1_000)
  const second = post('reject')
  post('confirm', 'intrabank')
  clock.pass(24 * HOUR_MS)
  post('confirm')
  const counts = createMonthCounts(database, 'WIB')
  const { rows, total } = counts.rows('2026-11-20' as BusinessDate, 'deposit', 10)
  expect([rows.map(({ id }) => id), total]).toEqual([[second.id, first.id], 2])
  expect(counts.rows('2026-11-20' as BusinessDate, 'deposit', 1)).toMatchObject({
    rows: [{ id: second.id }],
    total: 2,
  })
})
