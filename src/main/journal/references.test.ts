import { describe, expect, it } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { newJournalPath, openJournal } from '../../../tests/support/journal.ts'
import { createReferences } from './references.ts'

const COUNT = 2_000

function take(next: () => string, count = COUNT): string[] {
  return Array.from({ length: count }, next)
}

/** Whether a reference is a moment of the calendar, to the second. */
function isMoment(reference: string): boolean {
  const [yy, mm, dd, hh, mi, ss] = reference.match(/\d\d/g)!
  const iso = `20${yy}-${mm}-${dd}T${hh}:${mi}:${ss}.000Z`
  const at = new Date(iso)
  return !Number.isNaN(at.getTime()) && at.toISOString() === iso
}

function expectNeverRepeated(references: string[]): void {
  expect(new Set(references).size).toBe(references.length)
  expect([...references].sort()).toEqual(references)
  expect(references.filter((reference) => !/^\d{16}$/.test(reference) || !isMoment(reference))).toEqual([])
}

describe('references', () => {
  it('are the moment in WIB when there is time between them', () => {
    const clock = testClock('2026-11-22T09:42:07.041Z')
    const next = createReferences(openJournal(), clock).forMoney
    expect(next()).toBe('2611221642070410')
    clock.pass(1_000)
    expect(next()).toBe('2611221642080410')
  })

  it('never repeat while the clock stands still, and carry over seconds, minutes and days', () => {
    const next = createReferences(openJournal(), testClock('2026-12-31T16:59:59.950Z')).forMoney
    const references = take(next)
    expectNeverRepeated(references)
    expect(references.at(-1)).toMatch(/^270101000000/)
  })

  it('never repeat when the clock is set back by a day', () => {
    const clock = testClock()
    const next = createReferences(openJournal(), clock).forMoney
    const before = take(next)
    clock.learn(new Date(clock.now().getTime() - 86_400_000).toUTCString())
    expectNeverRepeated([...before, ...take(next)])
  })

  it('never repeat after a restart, not even one with the clock set back by a day', () => {
    const path = newJournalPath()
    const first = openJournal(path)
    const references = take(createReferences(first, testClock('2026-11-22T09:42:07.041Z')).forMoney)
    first.close()
    const second = openJournal(path)
    references.push(...take(createReferences(second, testClock('2026-11-21T09:42:07.041Z')).forMoney))
    second.close()
    references.push(
      ...take(createReferences(openJournal(path), testClock('2026-11-22T09:42:07.041Z')).forMoney),
    )
    expectNeverRepeated(references)
  })

  it('never repeat after a crash: the mark on disk is always ahead of what was given out', () => {
    const path = newJournalPath()
    const clock = testClock()
    const next = createReferences(openJournal(path), clock).forMoney
    const references: string[] = []
    for (let runs = 0; runs < 20; runs++) {
      clock.pass(700)
      references.push(next())
      // What a restart would give now, although this run was never closed.
      const afterCrash = createReferences(openJournal(path), testClock('2026-01-01T00:00:00.000Z')).forMoney()
      expect(afterCrash > references.at(-1)!).toBe(true)
    }
    expectNeverRepeated(references)
  })

  it('are not given out when the mark cannot be written', () => {
    const database = openJournal()
    const next = createReferences(database, testClock()).forMoney
    database.exec('PRAGMA query_only = ON')
    expect(next).toThrow()
    database.exec('PRAGMA query_only = OFF')
    expect(next()).toMatch(/^\d{16}$/)
  })

  it('write at most one mark for five seconds of references', () => {
    const database = openJournal()
    const clock = testClock()
    const next = createReferences(database, clock).forMoney
    next()
    database.exec('PRAGMA query_only = ON')
    clock.pass(4_999)
    expect(next).not.toThrow()
    clock.pass(2)
    expect(next).toThrow()
  })

  it('for reading share the numbers of money, and need no disk', () => {
    const database = openJournal()
    const clock = testClock()
    const references = createReferences(database, clock)
    clock.learn(clock.now().toUTCString())
    expectNeverRepeated([references.forMoney(), references.forReading(), references.forMoney()])
    database.exec('PRAGMA query_only = ON')
    clock.pass(60_000)
    expect(references.forMoney).toThrow()
    expectNeverRepeated(take(references.forReading))
  })

  it('for reading by a clock that nobody confirmed do not lift those of money', () => {
    const clock = testClock('2071-01-01T00:00:00.000Z')
    const references = createReferences(openJournal(), clock)
    expect(references.forReading()).toMatch(/^71/)
    clock.learn('Sun, 22 Nov 2026 09:42:07 GMT')
    expect(references.forMoney()).toMatch(/^261122/)
  })
})
