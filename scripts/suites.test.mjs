import { describe, expect, it, vi } from 'vitest'
import { close, judge } from './suites.mjs'

const figures = (passed, failed, skipped = 0) => ({ passed, failed, skipped })

describe('the figures of a suite', () => {
  it('are what it reports', () => {
    expect(judge(figures(3, 0, 1), 0)).toEqual(figures(3, 0, 1))
    expect(judge(figures(3, 2), 1)).toEqual(figures(3, 2))
  })
  it('hold a failure when it failed beyond its tests', () => {
    expect(judge(figures(3, 0), 1)).toEqual(figures(3, 1))
  })
  it('hold a failure when it ran nothing', () => {
    expect(judge(figures(0, 0, 5), 0)).toEqual(figures(0, 1, 5))
  })
})

describe('the closing line', () => {
  it.each([
    [figures(3, 0), '3 passed, 0 failed', 0],
    [figures(3, 1, 2), '3 passed, 1 failed, 2 skipped', 1],
    [figures(0, 0), '0 passed, 0 failed', 1],
  ])('%o', (total, line, status) => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(close(total)).toBe(status)
    expect(print.mock.calls.flat().join('\n').trim().split('\n').at(-1)).toBe(line)
    print.mockRestore()
  })
})
