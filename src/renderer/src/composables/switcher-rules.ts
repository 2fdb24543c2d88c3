import type { Messages } from '#shared/locales/id.ts'
import type { Sentence } from '../words.ts'

type SwitcherRule = keyof Messages['switcher']['rules']

/** Every rule that has words of its own; a new one in the locales does not compile without its line here. */
const RULES: Record<SwitcherRule, true> = {
  required: true,
  'bank-code': true,
  'account-digits': true,
  'amount-letters': true,
  'amount-negative': true,
  'amount-zero': true,
  'amount-too-long': true,
  'inquiry-expired': true,
  'attempt-used': true,
  'same-unknown': true,
  'same-unknown-old': true,
  'same-recent': true,
  rekey: true,
  'rekey-differs': true,
  refnum: true,
  'reason-short': true,
  reversed: true,
  'reversal-open': true,
  other: true,
}

/** What is wrong with an entry of the switcher's screen. */
export const switcherRule = (rule: string): Sentence => ({
  key: `switcher.rules.${Object.hasOwn(RULES, rule) ? (rule as SwitcherRule) : 'other'}`,
})
