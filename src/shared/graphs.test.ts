import { describe, expect, it } from 'vitest'
import {
  compared,
  countOf,
  monthAfter,
  monthOf,
  monthsUntil,
  sorted,
  trendTitles,
  type Month,
} from './graphs.ts'

const month = (text: string) => text as Month

describe('months', () => {
  it('go on over the year, both ways', () => {
    expect(monthAfter(month('2019-12'), 1)).toBe('2020-01')
    expect(monthAfter(month('2020-01'), -1)).toBe('2019-12')
    expect(monthAfter(month('2026-03'), -14)).toBe('2025-01')
  })

  it('are the bank’s, whose clock is WIB', () => {
    expect(monthOf(new Date('2026-10-31T16:59:59Z'))).toBe('2026-10')
    expect(monthOf(new Date('2026-10-31T17:00:00Z'))).toBe('2026-11')
  })

  it('end with the last of twelve', () => {
    const months = monthsUntil(month('2026-10'))
    expect([months.length, months[0], months[11]]).toEqual([12, '2025-11', '2026-10'])
  })
})

describe('the order of entries', () => {
  const entries = [
    { title: 'PDAM', count: 54 },
    { title: 'BPJS 10', count: 7 },
    { title: 'BPJS 9', count: 90 },
  ]
  const titles = (sort: Parameters<typeof sorted>[1]) => sorted(entries, sort).map(({ title }) => title)

  it('is the bank’s, by name or by size, and leaves what it was given alone', () => {
    expect(titles('bank')).toEqual(['PDAM', 'BPJS 10', 'BPJS 9'])
    expect(titles('title')).toEqual(['BPJS 9', 'BPJS 10', 'PDAM'])
    expect(titles('count')).toEqual(['BPJS 9', 'PDAM', 'BPJS 10'])
    expect(entries[0]?.title).toBe('PDAM')
  })
})

describe('two months beside each other', () => {
  it('pairs titles, drops none, and invents no zero', () => {
    const now = [
      { title: 'A', count: 1 },
      { title: 'B', count: 2 },
    ]
    const before = [
      { title: 'B', count: 5 },
      { title: 'C', count: 7 },
    ]
    expect(compared(now, before)).toEqual([
      { title: 'A', count: 1, before: undefined },
      { title: 'B', count: 2, before: 5 },
      { title: 'C', count: undefined, before: 7 },
    ])
  })

  it('pairs a title that comes twice in turn', () => {
    const twice = [
      { title: 'A', count: 1 },
      { title: 'A', count: 2 },
    ]
    expect(compared(twice, twice).map(({ count, before }) => [count, before])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })
})

describe('a trend', () => {
  const read = { month: month('2026-01'), entries: [{ title: 'A', count: 3 }] }
  const empty = { month: month('2026-02'), entries: [] }
  const failed = { month: month('2026-03'), entries: undefined }

  it('says nothing where the bank said nothing', () => {
    expect([read, empty, failed].map((each) => countOf(each, 'A'))).toEqual([3, undefined, undefined])
    expect(countOf(read, 'B')).toBeUndefined()
    expect(trendTitles([failed, empty, read])).toEqual(['A'])
  })
})
