import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAccount, referenceOf, TICKS_PER_MS } from './references.ts'

const ticks = (iso: string, tenth = 0) => Date.parse(iso) * TICKS_PER_MS + tenth

describe('referenceOf', () => {
  it('is YYMMDDHHmmssSSSS in WIB', () => {
    expect(referenceOf(ticks('2020-04-21T12:31:42.611Z', 1))).toBe('2004211931426111')
    expect(referenceOf(ticks('2026-12-31T17:00:00.000Z', 9))).toBe('2701010000000009')
  })

  it('is 16 digits, a true moment, and in the order of time', () => {
    const from = ticks('2020-01-01T00:00:00Z')
    const to = ticks('2099-12-31T00:00:00Z')
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (tick) => {
        const reference = referenceOf(tick)
        expect(reference).toMatch(/^\d{16}$/)
        expect(ticksOf(reference)).toBe(tick)
        expect(referenceOf(tick + 1) > reference).toBe(true)
      }),
    )
  })
})

/** Reads a reference back, independently of how it was written. */
function ticksOf(reference: string): number {
  const [yy, mm, dd, hh, mi, ss] = reference.match(/\d\d/g)!
  const wib = Date.parse(`20${yy}-${mm}-${dd}T${hh}:${mi}:${ss}.${reference.slice(12, 15)}+07:00`)
  return wib * TICKS_PER_MS + Number(reference.at(-1))
}

describe('maskAccount', () => {
  it.each([
    ['14047', '***47'],
    ['4447', '**47'],
    ['1234567', '*****67'],
    ['12345678', '****5678'],
    ['888801000003301', '***********3301'],
    ['12', '12'],
    ['', ''],
  ])('hides %j as %j', (account, masked) => {
    expect(maskAccount(account)).toBe(masked)
  })
})
