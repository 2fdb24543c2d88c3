import { describe, expect, it } from 'vitest'
import { accountRule, amountOf, amountRule, narrationRule, pinRule } from './field-rules.ts'
import { id } from './locales/id.ts'
import { rupiah, ZERO } from './money.ts'

/** Every rule that the cases below break, to be looked up in the locale at the end. */
const broken = new Set<string>()
const note = (rule: string | undefined) => {
  if (rule) broken.add(rule)
  return rule
}

describe('accountRule', () => {
  it.each(['14047', '4447', '123', '12345678901234567890'])('takes %s', (text) => {
    expect(accountRule(text)).toBeUndefined()
  })
  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['14 047', 'account-spaces'],
    ['14047 ', 'account-spaces'],
    ['14047\n', 'account-spaces'],
    ['14-047', 'account-digits'],
    ['satu', 'account-digits'],
    ['١٤٠٤٧', 'account-digits'],
    ['12', 'account-length'],
    ['123456789012345678901', 'account-length'],
  ])('refuses %j as %s', (text, rule) => {
    expect(note(accountRule(text))).toBe(rule)
  })
})

describe('amountRule', () => {
  it.each([
    ['25000', 25_000n],
    ['25.000', 25_000n],
    [' 25.000 ', 25_000n],
    ['1', 1n],
    ['999999999999999', 999_999_999_999_999n],
    ['0000000000000000001', 1n],
  ])('takes %j', (text, whole) => {
    expect(amountRule(text)).toBeUndefined()
    expect(amountOf(text)).toBe(rupiah(whole))
  })
  it.each([
    ['', 'required'],
    ['0', 'amount-zero'],
    ['000', 'amount-zero'],
    ['0.000', 'amount-zero'],
    ['-25000', 'amount-negative'],
    ['- 25.000', 'amount-negative'],
    ['dua', 'amount-letters'],
    ['25rb', 'amount-letters'],
    ['25,5', 'amount-letters'],
    ['1e6', 'amount-letters'],
    ['.5', 'amount-letters'],
    ['1000000000000000', 'amount-too-long'],
    ['1.000.000.000.000.000', 'amount-too-long'],
  ])('refuses %j as %s, and its amount is zero', (text, rule) => {
    expect(note(amountRule(text))).toBe(rule)
    expect(amountOf(text)).toBe(ZERO)
  })
})

describe('narrationRule', () => {
  it.each(['Setor tunai', 'x'.repeat(40), '~!'])('takes %j', (text) => {
    expect(narrationRule(text)).toBeUndefined()
  })
  it.each([
    ['', 'required'],
    ['  ', 'required'],
    ['x'.repeat(41), 'narration-length'],
    ['Setoran\ttunai', 'narration-characters'],
    ['Setoran\x1bp', 'narration-characters'],
    ['Café', 'narration-characters'],
  ])('refuses %j as %s', (text, rule) => {
    expect(note(narrationRule(text))).toBe(rule)
  })
})

describe('pinRule', () => {
  it('takes six digits', () => {
    expect(pinRule('000000')).toBeUndefined()
  })
  it.each([
    ['', 'required'],
    ['12345', 'pin-format'],
    ['1234567', 'pin-format'],
    ['12345a', 'pin-format'],
    ['123 56', 'pin-format'],
    ['123456\n', 'pin-format'],
  ])('refuses %j as %s', (text, rule) => {
    expect(note(pinRule(text))).toBe(rule)
  })
})

it('has a sentence for every broken rule', () => {
  const sentences = id.rules as Record<string, string>
  expect([...broken].filter((rule) => !sentences[rule])).toEqual([])
})
