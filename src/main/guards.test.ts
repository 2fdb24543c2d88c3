import { describe, expect, it } from 'vitest'
import { testClock } from '../../tests/support/clocks.ts'
import { intentOf, moneyJournalOf, openJournal } from '../../tests/support/journal.ts'
import { rupiah } from '#shared/money.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, type BusinessDate, type Zone } from '#shared/time.ts'
import { guard, nextBusinessDay, type Destination, type GuardAnswers } from './guards.ts'

const order: Destination = { kind: 'deposit', account: '14047', amount: rupiah(25_000) }
const limits = { repeatMinutes: 10, rekeyAmount: rupiah(5_000_000) }

/** A journal in which the document's deposit was sent at 16.42 WIB on Friday 20 November 2026 and then befell something. */
function afterDeposit(
  event?: 'confirm' | 'lose' | 'reject' | 'prove-not-sent',
  changes = {},
  at = '2026-11-20T09:42:07.041Z',
) {
  const clock = testClock(at)
  const journal = moneyJournalOf(openJournal(), clock)
  const { id } = journal.beginSending(intentOf(changes))
  if (event) journal.settle(id, event, { evidence: '' }, 'bank')
  const ruleAt = (iso: string, answers: GuardAnswers = {}, asked = order, zone: Zone = 'WIB') => {
    try {
      guard(journal, asked, answers, limits, new Date(iso), zone)
      return 'passes'
    } catch (error) {
      if (error instanceof TellerError && error.failure.code === 'INVALID_INPUT') return error.failure.rule
      throw error
    }
  }
  return { ruleAt, journal, clock, id }
}

const AT_ONCE = '2026-11-20T09:43:00.000Z'
const reason = 'Setoran baru, bukan pengganti'

describe('the same once more', () => {
  it.each([undefined, 'lose'] as const)(
    'is blocked while the first is %s (undefined: on its way)',
    (event) => {
      const { ruleAt } = afterDeposit(event)
      expect(ruleAt(AT_ONCE)).toBe('same-unknown')
      expect(ruleAt(AT_ONCE, { reason })).toBe('same-unknown')
    },
  )

  it('stays blocked to the end of the next business day, then asks for a reason', () => {
    const { ruleAt } = afterDeposit('lose')
    // Friday's unknown: Monday 23.59 WIB is still blocked.
    expect(ruleAt('2026-11-23T16:59:59.000Z', { reason })).toBe('same-unknown')
    expect(ruleAt('2026-11-23T17:00:00.000Z')).toBe('same-unknown-old')
    expect(ruleAt('2026-11-23T17:00:00.000Z', { reason })).toBe('passes')
  })

  it.each([
    // Sent on Thursday 19 November at 22.30 WIB, which is Friday 00.30 in WIT.
    ['WIB', '2026-11-20T16:59:59.000Z', '2026-11-20T17:00:00.000Z'],
    ['WITA', '2026-11-20T15:59:59.000Z', '2026-11-20T16:00:00.000Z'],
    ['WIT', '2026-11-23T14:59:59.000Z', '2026-11-23T15:00:00.000Z'],
  ] as const)('by the calendar of %s', (zone, lastBlocked, firstFree) => {
    const { ruleAt } = afterDeposit('lose', {}, '2026-11-19T15:30:00.000Z')
    expect(ruleAt(lastBlocked, { reason }, order, zone)).toBe('same-unknown')
    expect(ruleAt(firstFree, { reason }, order, zone)).toBe('passes')
  })

  it('needs a reason as soon after what was confirmed late, counted from then', () => {
    const { ruleAt, journal, clock, id } = afterDeposit('lose')
    clock.pass(30 * 60_000)
    journal.settle(id, 'confirm', { evidence: '' }, 'bank')
    expect(ruleAt('2026-11-20T10:13:00.000Z')).toBe('same-recent')
    expect(ruleAt('2026-11-20T10:23:00.000Z')).toBe('passes')
  })

  it.each([
    [true, 'same-recent'],
    [false, 'passes'],
  ])(
    'needs a reason soon after people settled it as booked (%s), and none where it was not',
    (posted, rule) => {
      const { ruleAt, journal, id } = afterDeposit('lose')
      const said = { bankReference: 'BLB-1', reason: 'Kata bank', approver: 'BNISPV014001' }
      journal.resolve(id, { ...said, posted }, undefined, 'BNIUS100294')
      expect(ruleAt(AT_ONCE)).toBe(rule)
    },
  )

  it('needs a reason soon after a confirmed one, and none later', () => {
    const { ruleAt } = afterDeposit('confirm')
    expect(ruleAt('2026-11-20T09:51:00.000Z')).toBe('same-recent')
    expect(ruleAt('2026-11-20T09:51:00.000Z', { reason })).toBe('passes')
    expect(ruleAt('2026-11-20T09:53:00.000Z')).toBe('passes')
  })

  it.each(['reject', 'prove-not-sent'] as const)('is free after %s: no money moved', (event) => {
    expect(afterDeposit(event).ruleAt(AT_ONCE)).toBe('passes')
  })

  it.each([
    ['another account', { account: '4447' }],
    ['another amount', { amount: rupiah(25_001) }],
    ['another kind', { kind: 'intrabank' as const }],
    ['the same digits at another bank', { bankName: 'MANDRI' }],
  ])('is not %s', (_what, change) => {
    expect(afterDeposit('lose').ruleAt(AT_ONCE, {}, { ...order, ...change })).toBe('passes')
  })
})

describe('a large amount', () => {
  const large = { ...order, account: '888801000003301', amount: rupiah(5_000_000) }
  it.each([
    [{}, 'rekey'],
    [{ accountTail: '3310' }, 'rekey-differs'],
    [{ accountTail: '3301' }, 'passes'],
  ])('with %j: %s', (answers, rule) => {
    expect(afterDeposit('reject').ruleAt(AT_ONCE, answers, large)).toBe(rule)
  })

  it('of one rupiah less is not asked about', () => {
    const less = { ...large, amount: rupiah(4_999_999) }
    expect(afterDeposit('reject').ruleAt(AT_ONCE, {}, less)).toBe('passes')
  })
})

describe('the next business day', () => {
  it.each([
    ['2026-11-20', '2026-11-23'],
    ['2026-11-21', '2026-11-23'],
    ['2026-11-22', '2026-11-23'],
    ['2026-11-23', '2026-11-24'],
    ['2026-12-31', '2027-01-01'],
  ])('after %s is %s', (day, next) => {
    expect(nextBusinessDay(day as BusinessDate)).toBe(next)
  })

  it("is counted in the outlet's zone", () => {
    expect(businessDate(new Date('2026-11-20T16:30:00.000Z'), 'WIT')).toBe('2026-11-21')
  })
})
