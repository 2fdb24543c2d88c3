import type { Ref } from 'vue'
import { formatDigits } from '#shared/money.ts'
import { amountOf, amountRule } from '#shared/field-rules.ts'

/** What an amount field needs of an `<input>`. */
type AmountInput = Pick<HTMLInputElement, 'value' | 'selectionStart' | 'setSelectionRange'>

const DIGITS_AND_DOTS = /^[\d.]+$/

/** `25000` -> `25.000`. Anything that is more than digits stays as typed, so that the form can say what is wrong with it. */
export function groupThousands(text: string): string {
  if (!DIGITS_AND_DOTS.test(text)) return text
  const digits = text.replaceAll('.', '').replace(/^0+(?=\d)/, '')
  return digits.replace(/\B(?=(\d{3})+$)/g, '.')
}

/** `+`: three zeros more, as on a counting machine. Nothing to multiply yet: unchanged. */
export function addThousands(text: string): string {
  return amountRule(text) ? text : formatDigits(amountOf(text)) + '.000'
}

const digitsIn = (text: string) => text.replaceAll('.', '').length

/** Where the caret stands after grouping: behind as many digits as before it, never behind a dot that was only put in. */
export function caretAfter(grouped: string, digitsBefore: number): number {
  let seen = 0
  for (let index = 0; index < grouped.length; index++) {
    if (seen === digitsBefore) return index
    if (grouped[index] !== '.') seen++
  }
  return grouped.length
}

/** Puts dots in while an amount is typed and keeps the caret where the typist left it. */
export function useAmountField(text: Ref<string>) {
  function onInput(field: AmountInput): void {
    const digitsBefore = digitsIn(field.value.slice(0, field.selectionStart ?? field.value.length))
    const grouped = groupThousands(field.value)
    if (grouped !== field.value) {
      const leadingZeros = digitsIn(field.value) - digitsIn(grouped)
      field.value = grouped
      const caret = caretAfter(grouped, Math.max(digitsBefore - leadingZeros, 0))
      field.setSelectionRange(caret, caret)
    }
    text.value = grouped
  }

  /** @returns true when the key was used and must not be typed */
  function onKey(key: string, field: AmountInput): boolean {
    const caret = field.selectionStart ?? field.value.length
    // Delete in front of a dot would only remove the dot, which comes back: step over it first.
    if (key === 'Delete' && field.value[caret] === '.') field.setSelectionRange(caret + 1, caret + 1)
    if (key !== '+') return false
    text.value = addThousands(field.value)
    return true
  }

  return { onInput, onKey }
}
