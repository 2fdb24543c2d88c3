import { describe, expect, test } from 'vitest'
import { createRateLimit, isNoInput } from './border-limits.ts'

describe('how often', () => {
  test('a burst passes up to its limit, then one call for each hundredth of a second', () => {
    let nowMs = 0
    const limit = createRateLimit(() => nowMs)
    const passed = (calls: number) =>
      Array.from({ length: calls }, () => limit.mayPass()).filter(Boolean).length
    expect(passed(5_000)).toBe(300)
    nowMs += 10
    expect(passed(10)).toBe(1)
    nowMs += 60_000
    expect(passed(5_000)).toBe(300)
  })
})

describe('how much', () => {
  test.each([
    ['a text of ten megabytes', 'x'.repeat(10_000_000)],
    ['a long text deep inside', { a: [{ b: { c: 'x'.repeat(70_000) } }] }],
    ['long names', { ['x'.repeat(70_000)]: 1 }],
    ['many parts', Array.from({ length: 20_000 }, () => 0)],
    ['many small objects', Array.from({ length: 200 }, () => Array.from({ length: 100 }, () => ({})))],
    ['a number of a million digits', 2n ** 3_300_000n],
    ['a huge negative number', { amount: -(2n ** 3_300_000n) }],
    ['bytes beyond any picture', new Uint8Array(17 * 1_048_576)],
    ['a map, which no method takes', new Map([['a', 1]])],
    ['an empty one', { list: [new Set()] }],
    ['a date', new Date(0)],
  ])('%s is none', (_name, input) => expect(isNoInput(input)).toBe(true))

  test.each([
    ['nothing', undefined],
    ['a deposit', { accountNumber: '14047', amount: 2_500_000n, pin: '359569', narration: 'x'.repeat(100) }],
    ['a picture of four megabytes', { photo: new Uint8Array(4_000_000) }],
  ])('%s is one', (_name, input) => expect(isNoInput(input)).toBe(false))

  test('what refers to itself ends', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(isNoInput(loop)).toBe(true)
  })
})
