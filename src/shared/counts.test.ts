import { expect, it } from 'vitest'
import { formatCount, formatDifference, formatShare } from './counts.ts'

it('groups thousands with dots', () => {
  expect([0, 52, 1225, 1234567].map(formatCount)).toEqual(['0', '52', '1.225', '1.234.567'])
})

it('shows which way a figure went', () => {
  expect([55, -1200, 0].map(formatDifference)).toEqual(['+55', '-1.200', '0'])
})

it('shows shares with one decimal, and none of nothing', () => {
  expect([formatShare(54, 233), formatShare(1, 1), formatShare(0, 5), formatShare(0, 0)]).toEqual([
    '23,2%',
    '100,0%',
    '0,0%',
    '',
  ])
})
