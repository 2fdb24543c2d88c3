import { describe, expect, it } from 'vitest'
import { testClock } from '../../tests/support/clocks.ts'
import { createClock } from './clock.ts'

const PC = '2026-11-22T09:42:07.041Z'
const header = (iso: string) => new Date(iso).toUTCString()

describe('before any server answered', () => {
  it("is the PC's clock, and says that it is not trusted", () => {
    const clock = testClock(PC)
    clock.pass(1_500)
    expect(clock.now().toISOString()).toBe('2026-11-22T09:42:08.541Z')
    expect(clock.trusted()).toBe(false)
    expect(clock.offsetMs()).toBe(0)
  })
})

describe('once a server has told the time', () => {
  it("goes by the server's, an hour away from the PC's", () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T10:42:07Z'))
    expect(clock.now().toISOString()).toBe('2026-11-22T10:42:07.000Z')
    expect(clock.trusted()).toBe(true)
    expect(clock.offsetMs()).toBe(3_600_000 - 41)
  })

  it('does not follow the PC when somebody sets its clock', () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T09:42:07Z'))
    clock.setPc('2020-01-01T00:00:00.000Z')
    clock.pass(250)
    expect(clock.now().toISOString()).toBe('2026-11-22T09:42:07.291Z')
  })

  it('does not jump for the difference that whole seconds and the journey make', () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T09:42:07Z'))
    clock.pass(3_000)
    clock.learn(header('2026-11-22T09:42:09Z'))
    expect(clock.now().toISOString()).toBe('2026-11-22T09:42:10.041Z')
  })

  it('follows when the server moved further than that', () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T09:42:07Z'))
    clock.learn(header('2026-11-22T09:45:00Z'))
    expect(clock.now().toISOString()).toBe('2026-11-22T09:45:00.000Z')
  })

  it('believes a header that is more than an hour off only when the next one agrees', () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T09:42:07Z'))
    clock.learn(header('2099-01-01T00:00:00Z'))
    expect(clock.now().toISOString()).toBe(PC)
    clock.learn(header('2031-01-01T00:00:00Z'))
    expect(clock.now().toISOString()).toBe(PC)
    clock.learn(header('2031-01-01T00:00:01Z'))
    expect(clock.now().toISOString()).toBe('2031-01-01T00:00:01.000Z')
  })

  it('believes the first header after a night that the PC slept, for its own clock went on', () => {
    const clock = testClock(PC)
    clock.learn(header('2026-11-22T09:42:07Z'))
    clock.setPc('2026-11-23T01:00:00.000Z')
    clock.learn(header('2026-11-23T01:00:03Z'))
    expect(clock.now().toISOString()).toBe('2026-11-23T01:00:03.000Z')
  })

  it.each([undefined, '', 'kemarin', 'Fri, 99 Apr 2020 13:40:38 GMT'])('ignores a header like %j', (text) => {
    const clock = testClock(PC)
    clock.learn(text)
    expect(clock.trusted()).toBe(false)
    expect(clock.now().toISOString()).toBe(PC)
  })
})

it('runs on the real clocks by default', () => {
  const before = Date.now()
  const shown = createClock().now().getTime()
  expect(shown).toBeGreaterThanOrEqual(before)
  expect(shown).toBeLessThanOrEqual(Date.now() + 1)
})

describe("nobody having told the time, the PC's own", () => {
  it.each<[string, string, string | undefined, boolean]>([
    ['today', '2026-11-22T09:00:00.000Z', undefined, true],
    ['a dead clock battery', '2001-01-01T00:00:00.000Z', undefined, false],
    ['a day before what was seen', '2026-11-22T09:00:00.000Z', '2026-11-23T09:00:00.000Z', false],
    ['minutes before what was seen', '2026-11-22T09:00:00.000Z', '2026-11-22T09:05:00.000Z', true],
    ['decades ahead', '2071-01-01T00:00:00.000Z', undefined, false],
  ])('of a PC at %s is plausible or not', (_, now, seen, plausible) => {
    expect(testClock(now).isPlausible(seen ? new Date(seen) : undefined)).toBe(plausible)
  })
})
