import { computed, ref, type Ref } from 'vue'
import { ZERO, type Rupiah } from '#shared/money.ts'
import { ruleSentence } from '../failure-words.ts'
import type { MoneyEntries } from '../money-operations.ts'
import type { Sentence } from '../words.ts'

/** The guards that a reason passes; `same-unknown` is passed by nothing. */
const REASON_RULES = ['same-recent', 'same-unknown-old'] as const
export type ReasonRule = (typeof REASON_RULES)[number]
export const isReasonRule = (rule: string): rule is ReasonRule =>
  (REASON_RULES as readonly string[]).includes(rule)

/** As the contract has it. */
const REASON_LENGTH = { least: 3, most: 100 }

type Answers = Pick<MoneyEntries, 'account' | 'reason' | 'accountTail'>

/**
 * What the guards ask of a money form besides its fields: why the same is sent once more, which main asks for when it is sent, and
 * the account's last four digits again, which the amount asks for by itself.
 */
export function useGuardAnswers(form: Answers, amount: Ref<Rupiah>, rekeyAmount: Rupiah) {
  const reasonFor = ref<ReasonRule>()
  /** Main wants the digits although the amount did not say so. */
  const tailWanted = ref(false)
  const asksTail = computed(() => tailWanted.value || (rekeyAmount > ZERO && amount.value >= rekeyAmount))

  /** Another account or amount is another thing, about which no guard has asked yet. */
  function forget(): void {
    Object.assign(form, { reason: '', accountTail: '' })
    reasonFor.value = undefined
    tailWanted.value = false
  }

  function reasonProblem(): Sentence | undefined {
    const { length } = form.reason.trim()
    if (length === 0) return ruleSentence(reasonFor.value ?? 'required')
    return length < REASON_LENGTH.least || length > REASON_LENGTH.most
      ? ruleSentence('reason-length')
      : undefined
  }

  function tailProblem(): Sentence | undefined {
    if (form.accountTail === '') return ruleSentence('rekey')
    return form.accountTail === form.account.slice(-4) ? undefined : ruleSentence('rekey-differs')
  }

  /** What the payment says to the guards that asked. */
  const answers = () => ({
    ...(reasonFor.value ? { reason: form.reason.trim() } : {}),
    ...(asksTail.value ? { accountTail: form.accountTail } : {}),
  })

  return { reasonFor, tailWanted, asksTail, forget, reasonProblem, tailProblem, answers }
}
