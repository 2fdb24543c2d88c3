import { expect, it } from 'vitest'
import { periodOf, type Period } from './periods.ts'

const JUST_AFTER_MIDNIGHT_WIB = new Date('2026-02-28T17:05:00Z')

it.each<[Period, string, string]>([
  ['today', '2026-03-01', '2026-03-01'],
  ['yesterday', '2026-02-28', '2026-02-28'],
  ['week', '2026-02-23', '2026-03-01'],
  ['month', '2026-03-01', '2026-03-01'],
  ['lastMonth', '2026-02-01', '2026-02-28'],
])('%s, by the calendar of the outlet', (period, from, to) => {
  expect(periodOf(period, JUST_AFTER_MIDNIGHT_WIB, 'WIB')).toEqual({ from, to })
})

it('has no limit for all', () => {
  expect(periodOf('all', JUST_AFTER_MIDNIGHT_WIB, 'WIB')).toBeUndefined()
})
