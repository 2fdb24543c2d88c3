import { describe, expect, it } from 'vitest'
import { drawerOf } from '#shared/day.ts'
import type { DayReport } from '#shared/day-report.ts'
import { sumDay } from '#shared/day-sums.ts'
import { rupiah, ZERO } from '#shared/money.ts'
import type { BusinessDate } from '#shared/time.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, openAudit, openJournal } from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { createDays } from './days.ts'
import { createMoneyJournal } from './money-journal.ts'

const TODAY = '2026-11-22' as BusinessDate
const TELLER = documentDeposit.teller

function till() {
  const clock = testClock()
  const database = openJournal()
  const audit = openAudit(database, clock)
  const journal = createMoneyJournal(database, clock, audit)
  const days = createDays(database, clock, audit)
  const open = (businessDate = TODAY) =>
    days.open({ businessDate, openedBy: TELLER, float: rupiah(500_000), balance: undefined })
  const begin = () => journal.beginSending(intentOf({ amount: rupiah(25_000) })).id
  const confirmed = () => {
    const id = begin()
    journal.settle(id, 'confirm', { evidence: '' }, 'bank')
    return id
  }
  const reportOf = (number: number, needsApproval = false): DayReport => {
    const sums = sumDay([], [])
    const drawer = drawerOf(sums, { float: ZERO, moves: [], otherApps: ZERO, counted: ZERO })
    return {
      ...{ version: 1, heading: documentDeposit.heading, training: false, zone: 'WIB', number },
      ...{ businessDate: TODAY, openedAt: documentDeposit.at, openedBy: TELLER, at: documentDeposit.at },
      ...{ by: TELLER, sums, moves: [], balance: { start: undefined, end: rupiah(7) } },
      ...{ chain: audit.head(), counted: { drawer, pieces: {}, times: 1 }, needsApproval },
      varianceLimit: ZERO,
    }
  }
  /** Opens a day, has it counted as it stands, and closes it. */
  const closeOne = (needsApproval = false) => {
    const { number } = open()
    const { auditTo } = days.addCount(number, TELLER, {}, ZERO)
    const rows = days.changed(days.reportedTo(), auditTo)
    return days.close(reportOf(number, needsApproval), rows, auditTo)
  }
  return { clock, database, audit, journal, days, open, begin, confirmed, closeOne }
}

describe('a day', () => {
  it('is numbered, is the current one until it is closed, and is then read as it was written', () => {
    const { days, open, closeOne } = till()
    expect(days.current()).toBeUndefined()
    const closed = closeOne()
    expect(days.current()).toBeUndefined()
    expect(days.closed(1)).toEqual(closed)
    expect(closed.report.balance).toEqual({ start: undefined, end: rupiah(7) })
    expect(days.closed(2)).toBeUndefined()
    expect(open()).toMatchObject({ number: 2, float: rupiah(500_000), balance: undefined })
    expect(days.current()).toMatchObject({ number: 2, businessDate: TODAY, openedBy: TELLER })
  })

  it('is overdue from the next date of the outlet on, whatever its hours', () => {
    const { days, open, clock } = till()
    expect(days.overdue('WIB')).toBeUndefined()
    const { openedAt } = open()
    expect(days.overdue('WIB')).toBeUndefined()
    // 16.42 in Jakarta.
    clock.pass(7.4 * 3_600_000)
    expect([days.overdue('WIB'), days.overdue('WIT')]).toEqual([openedAt, openedAt])
  })

  it('keeps its own cash moves and counts, in their order; the last count is the one that holds', () => {
    const { days, closeOne, open } = till()
    closeOne()
    const { number } = open()
    days.addMove(number, { by: TELLER, direction: 'in', amount: rupiah(100_000), reason: 'Receh' })
    days.addMove(number, { by: 'BNISPV014001', direction: 'out', amount: rupiah(30_000), reason: 'Bank' })
    expect(days.moves(number).map(({ direction, by }) => [direction, by])).toEqual([
      ['in', TELLER],
      ['out', 'BNISPV014001'],
    ])
    expect(days.moves(1)).toEqual([])
    expect([days.counts(number), days.lastCount(number)]).toEqual([0, undefined])
    days.addCount(number, TELLER, { 'note-1000': 3 }, ZERO)
    const second = days.addCount(number, TELLER, { 'note-1000': 4 }, rupiah(50_000))
    expect([days.counts(number), days.lastCount(number)]).toEqual([2, second])
    expect(second).toMatchObject({ pieces: { 'note-1000': 4 }, otherApps: rupiah(50_000) })
    expect(days.counts(1)).toBe(1)
  })

  it('takes no negative float and no move of nothing', () => {
    const { days, open } = till()
    expect(() =>
      days.open({ businessDate: TODAY, openedBy: TELLER, float: rupiah(-1), balance: undefined }),
    ).toThrow(/CHECK/)
    expect(days.current()).toBeUndefined()
    const { number } = open()
    const nothing = { by: TELLER, direction: 'in', amount: ZERO, reason: 'x' } as const
    expect(() => days.addMove(number, nothing)).toThrow(/CHECK/)
  })
})

describe('what a report counts', () => {
  it('is each transaction that something befell since the last one, once, in the order of the journal', () => {
    const { days, audit, journal, begin, confirmed, closeOne } = till()
    const [first, second] = [confirmed(), begin()]
    const upTo = () => days.changed(days.reportedTo(), audit.head().count).map(({ id }) => id)
    expect(upTo()).toEqual([first, second])
    closeOne()
    expect(upTo()).toEqual([])
    const third = confirmed()
    journal.settle(second, 'lose', { evidence: '' }, 'workstation')
    expect(upTo()).toEqual([second, third])
  })

  it('says what the last report took a transaction for', () => {
    const { days, audit, journal, begin, confirmed, closeOne } = till()
    const booked = confirmed()
    const lost = begin()
    journal.settle(lost, 'lose', { evidence: '' }, 'workstation')
    closeOne()
    journal.settle(lost, 'confirm', { evidence: '' }, 'bank')
    const changed = days.changed(days.reportedTo(), audit.head().count)
    expect(changed.find(({ id }) => id === lost)?.before).toEqual({ taken: ZERO })
    expect(changed.some(({ id }) => id === booked)).toBe(false)
    closeOne()
    journal.settle(lost, 'reverse', { evidence: '' }, 'bank')
    const [again] = days.changed(days.reportedTo(), audit.head().count)
    expect([again?.id, again?.before?.taken]).toEqual([lost, rupiah(25_000)])
  })

  it('leaves out what only printing, revealing or signing in added to the chain', () => {
    const { days, audit, confirmed, closeOne } = till()
    const id = confirmed()
    closeOne()
    audit.append({ actor: TELLER, subject: id, event: 'reveal', detail: {} })
    expect(days.changed(days.reportedTo(), audit.head().count)).toEqual([])
  })
})

describe('reports', () => {
  it('are listed newest first, page by page, and wait for a second person oldest first', () => {
    const { days, closeOne } = till()
    for (const needsApproval of [false, true, false, true]) closeOne(needsApproval)
    const numbers = (list: { number: number }[]) => list.map(({ number }) => number)
    expect(numbers(days.list(undefined, 3))).toEqual([4, 3, 2])
    expect(numbers(days.list(2, 3))).toEqual([1])
    expect(numbers(days.awaiting())).toEqual([2, 4])
    days.approve(2, TELLER, 'BNISPV014001', 'Salah kembalian')
    expect(numbers(days.awaiting())).toEqual([4])
    expect(days.closed(2)?.approval).toMatchObject({ askedBy: TELLER, approver: 'BNISPV014001' })
  })

  it('count their prints; an approved one has an original of its own', () => {
    const { days, closeOne } = till()
    closeOne(true)
    days.addPrint(1, 0, TELLER)
    days.addPrint(1, 1, TELLER)
    expect(days.closed(1)?.prints).toBe(2)
    days.approve(1, TELLER, 'BNISPV014001', 'Salah kembalian')
    expect(days.closed(1)?.prints).toBe(0)
    days.addPrint(1, 0, TELLER)
    expect(days.closed(1)?.prints).toBe(1)
  })

  it('have an entry of the chain for each thing that was done', () => {
    const { days, audit, closeOne } = till()
    closeOne(true)
    days.approve(1, TELLER, 'BNISPV014001', 'Salah kembalian')
    days.addPrint(1, 0, TELLER)
    expect(audit.of('').map(({ event }) => event)).toEqual([
      ...['day-open', 'day-count', 'day-close', 'day-approve', 'day-print'],
    ])
  })

  it.each(['days', 'day_counts', 'day_closings', 'day_approvals', 'day_rows', 'day_prints'])(
    'cannot be changed or taken away afterwards: %s',
    (table) => {
      const { database, days, closeOne, confirmed } = till()
      confirmed()
      closeOne(true)
      days.approve(1, TELLER, 'BNISPV014001', 'Salah kembalian')
      days.addPrint(1, 0, TELLER)
      const [column] = Object.keys(database.prepare(`SELECT * FROM ${table}`).get() as object)
      expect(() => database.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow(
        'a day is only added to',
      )
      expect(() => database.exec(`DELETE FROM ${table}`)).toThrow('a day is only added to')
    },
  )
})
