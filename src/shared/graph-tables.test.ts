import { describe, expect, it } from 'vitest'
import { graphTable, ownTable, type GraphFigures } from './graph-tables.ts'
import type { GraphEntry, Month } from './graphs.ts'
import { id } from './locales/id.ts'
import type { Instant } from './time.ts'

const at = '2026-11-22T09:42:07.041Z' as Instant
const entries = (counts: Record<string, number>): GraphEntry[] =>
  Object.entries(counts).map(([title, count]) => ({ title, count }))

function figures(changes: {
  bsa?: Record<string, Record<string, number>>
  graph?: Record<string, number>
  compare?: string
  sort?: 'bank' | 'count'
  own?: GraphFigures['own']
}): GraphFigures {
  const { bsa = {}, graph, compare, sort = 'bank', own = [] } = changes
  const answer = (counts: Record<string, number> | undefined) => counts && { entries: entries(counts), at }
  return {
    view: {
      ...{ month: '2026-10' as Month, until: '2026-10' as Month },
      ...(compare ? { compare: compare as Month } : {}),
      sorts: { bill: sort, bsa: sort, 'agent-spread': sort, 'agent-growth': sort },
    },
    bsa: (month) => answer(bsa[month]),
    graph: () => answer(graph),
    own,
    words: id,
  }
}

describe('the table of BSA', () => {
  it('has shares and totals, and the month compared with where there is one', () => {
    const bsa = { '2026-10': { A: 30, B: 10 }, '2026-09': { A: 25, C: 5 } }
    expect(graphTable('bsa', figures({ bsa }))).toMatchObject({
      headings: ['Judul', 'Okt 2026', 'Bagian'],
      rows: [
        ['A', 30, '75,0%'],
        ['B', 10, '25,0%'],
      ],
      total: ['Jumlah semua', 40, '100,0%'],
    })
    expect(graphTable('bsa', figures({ bsa, compare: '2026-09' }))).toMatchObject({
      headings: ['Judul', 'Okt 2026', 'Bagian', 'Sep 2026', 'Selisih'],
      rows: [
        ['A', 30, '75,0%', 25, 5],
        ['B', 10, '25,0%', undefined, undefined],
        ['C', undefined, '', 5, undefined],
      ],
      total: ['Jumlah semua', 40, '100,0%', 30, 10],
    })
  })

  it('compares with nothing where that month could not be read', () => {
    const table = graphTable('bsa', figures({ bsa: { '2026-10': { A: 1 } }, compare: '2026-09' }))
    expect(table.total).toEqual(['Jumlah semua', 1, '100,0%', undefined, undefined])
  })

  it('says empty and not read apart', () => {
    expect(graphTable('bsa', figures({ bsa: { '2026-10': {} } })).note).toBe('tidak ada data')
    expect(graphTable('bsa', figures({})).note).toBe('tidak terbaca')
  })
})

describe('the other tables', () => {
  it('list as they are told to', () => {
    const table = graphTable('bill', figures({ graph: { X: 1, Y: 3 }, sort: 'count' }))
    expect(table.rows.map(([title]) => title)).toEqual(['Y', 'X'])
  })

  it('name months and their change from the month before, where the bank has that one', () => {
    const table = graphTable(
      'agent-growth',
      figures({ graph: { '2019-01': 8, '2019-02': 33, '2019-04': 49 } }),
    )
    expect(table.rows).toEqual([
      ['Jan 2019', 8, undefined],
      ['Feb 2019', 33, 25],
      ['Apr 2019', 49, undefined],
    ])
  })

  it('mark places off the map, in a column that is there only then', () => {
    expect(graphTable('agent-spread', figures({ graph: { Bali: 14 } })).headings).toHaveLength(3)
    expect(graphTable('agent-spread', figures({ graph: { Bali: 14, Atlantis: 1 } })).rows).toEqual([
      ['Bali', 14, '93,3%', undefined],
      ['Atlantis', 1, '6,7%', 'tidak ada di peta'],
    ])
  })

  it('of the trend has all twelve months, those that could not be read too', () => {
    const { rows, headings } = graphTable(
      'bsa-trend',
      figures({ bsa: { '2026-10': { A: 2 }, '2026-09': {} } }),
    )
    expect(headings).toEqual(['Bulan', 'A', 'Jumlah semua'])
    expect(rows).toHaveLength(12)
    expect(rows.slice(-3)).toEqual([
      ['Agu 2026', undefined, 'tidak terbaca'],
      ['Sep 2026', undefined, 'tidak ada data'],
      ['Okt 2026', 2, 2],
    ])
  })
})

it('sets this PC’s own counts beside the bank’s, and says what the bank does not count', () => {
  const own = [
    { kind: 'deposit' as const, done: 2, open: 1, other: 0 },
    { kind: 'intrabank' as const, done: 4, open: 0, other: 0 },
  ]
  const table = ownTable(figures({ own, bsa: { '2026-10': { 'Setor Tunai': 150 } } }))
  expect(table.rows).toEqual([
    ['Setor tunai', 2, 1, 150],
    ['Transfer sesama bank', 4, 0, 'tidak dihitung bank'],
  ])
  expect(ownTable(figures({ own })).rows[0]?.[3]).toBe('tidak terbaca')
})
