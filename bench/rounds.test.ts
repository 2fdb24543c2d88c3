import { expect, test } from 'vitest'
import { against, met, quantile, spread } from './figure.ts'
import { byTurns } from './rounds.ts'

test('everyone runs once unmeasured and then once each round, and who begins changes', async () => {
  const order: string[] = []
  const turn = (name: string) => () => order.push(name)
  const values = await byTurns(3, { a: turn('a'), b: turn('b') })
  expect(order.join('')).toBe('abbaabba')
  expect(values).toEqual({ a: [4, 5, 8], b: [3, 6, 7] })
})

test('medians, spreads and ratios are taken round by round', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 })
  expect(quantile([10, 20, 30, 40], 0.5)).toBe(25)
  expect(against([2, 30, 4], [1, 10, 4]).ratio).toEqual({ median: 2, min: 1, max: 3 })
})

test('a goal is held against the median of what it is of', () => {
  const row = { figure: 'x', unit: 'ms', ...against([2, 2, 9], [2, 2, 2]) }
  expect(met(row)).toBeUndefined()
  expect(met({ ...row, goal: { of: 'ratio', atMost: 1 } })).toBe(true)
  expect(met({ ...row, goal: { of: 'value', atMost: 1.9 } })).toBe(false)
})
