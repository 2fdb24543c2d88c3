import { businessDate, type BusinessDate, type Zone } from '#shared/time.ts'

/** Periods that people ask the journal for. */
export const PERIODS = ['all', 'today', 'yesterday', 'week', 'month', 'lastMonth'] as const
export type Period = (typeof PERIODS)[number]

const DAY_MS = 86_400_000

/** The first and last day of a period in the outlet's calendar; undefined = no limit. */
export function periodOf(
  period: Period,
  now: Date,
  zone: Zone,
): { from: BusinessDate; to: BusinessDate } | undefined {
  const today = businessDate(now, zone)
  const before = (days: number) => businessDate(new Date(now.getTime() - days * DAY_MS), zone)
  const firstOfMonth = `${today.slice(0, 8)}01` as BusinessDate
  switch (period) {
    case 'all':
      return undefined
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: before(1), to: before(1) }
    case 'week':
      return { from: before(6), to: today }
    case 'month':
      return { from: firstOfMonth, to: today }
    case 'lastMonth': {
      const last = before(Number(today.slice(8)))
      return { from: `${last.slice(0, 8)}01` as BusinessDate, to: last }
    }
  }
}
