import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { Outcome, SwitcherAccountView } from '#shared/contract.ts'
import { amountOf, amountRule } from '#shared/field-rules.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { mayHaveBeenSent } from '../failure-words.ts'
import type { Sentence } from '../words.ts'
import { switcherRule as ruleSentence } from './switcher-rules.ts'

const EMPTY = {
  bank: '',
  account: '',
  sourceBank: '',
  sourceAccount: '',
  amount: '',
  remark: '',
  reason: '',
  accountTail: '',
}
export type SwitcherField = keyof typeof EMPTY

/** Main names the refused input by its path in the contract. */
const FIELD_OF_INPUT: Record<string, SwitcherField> = { inquiryId: 'account' }

const filled = (text: string) => (text.trim() === '' ? 'required' : undefined)
const digits = (text: string) =>
  filled(text) ?? (/^\d{3,20}$/.test(text.trim()) ? undefined : 'account-digits')
const code = (text: string) => filled(text) ?? (/^\w{2,11}$/.test(text.trim()) ? undefined : 'bank-code')

/** One transfer by the switcher: whose account it is, then from where, how much, and its outcome. Sends nothing twice. */
export function useSwitcherTransfer(call: Call, newAttemptId: () => string) {
  const form = reactive({ ...EMPTY })
  const errors = reactive<Partial<Record<SwitcherField, Sentence>>>({})
  /** what a guard asks for besides, once it has asked */
  const asked = reactive({ reason: false, accountTail: false })
  const beneficiary = shallowRef<SwitcherAccountView>()
  const pending = ref<'inquiry' | 'transfer'>()
  const failure = shallowRef<Failure>()
  const outcome = shallowRef<Outcome>()
  let attemptId = newAttemptId()

  for (const field of Object.keys(EMPTY) as SwitcherField[]) {
    watch(
      () => form[field],
      () => {
        delete errors[field]
        failure.value = undefined
        if (field === 'bank' || field === 'account') beneficiary.value = undefined
      },
      { flush: 'sync' },
    )
  }

  const RULES = {
    bank: code,
    account: digits,
    sourceBank: code,
    sourceAccount: digits,
    amount: amountRule,
    remark: filled,
  }
  type Ruled = keyof typeof RULES

  /** Says what is wrong with the first field that is. */
  function wrongOf(fields: readonly Ruled[]): Ruled | undefined {
    return fields.find((field) => {
      const rule = RULES[field](form[field])
      if (rule) errors[field] = ruleSentence(rule)
      return rule !== undefined
    })
  }

  function refused(why: Failure): SwitcherField | undefined {
    if (why.code !== 'INVALID_INPUT') {
      failure.value = why
      return undefined
    }
    const field = FIELD_OF_INPUT[why.field] ?? (why.field in EMPTY ? (why.field as SwitcherField) : 'account')
    if (field === 'reason' || field === 'accountTail') asked[field] = true
    errors[field] = ruleSentence(why.rule)
    return field
  }

  /** Asks whose account it is. @returns the field that needs the teller, or nothing */
  async function inquire(): Promise<SwitcherField | undefined> {
    if (pending.value) return undefined
    const wrong = wrongOf(['bank', 'account'])
    if (wrong) return wrong
    pending.value = 'inquiry'
    failure.value = undefined
    const { bank, account } = form
    const answer = await call('switcher.inquiry', { bank: bank.trim(), account: account.trim() })
    pending.value = undefined
    if (!answer.ok) return refused(answer.failure)
    if (form.bank === bank && form.account === account) beneficiary.value = answer.value
    return undefined
  }

  /** Sends it once. @returns the field that needs the teller, or nothing */
  async function submit(): Promise<SwitcherField | undefined> {
    if (pending.value || outcome.value) return undefined
    const wrong = wrongOf(['bank', 'account', 'sourceBank', 'sourceAccount', 'amount', 'remark'])
    if (wrong) return wrong
    if (!beneficiary.value) {
      const needed = await inquire()
      if (needed || !beneficiary.value) return needed
    }
    pending.value = 'transfer'
    failure.value = undefined
    const answer = await call('switcher.transfer', {
      attemptId,
      inquiryId: beneficiary.value.inquiryId,
      sourceBank: form.sourceBank.trim(),
      sourceAccount: form.sourceAccount.trim(),
      amount: amountOf(form.amount),
      remark: form.remark.trim(),
      ...(form.reason.trim() ? { reason: form.reason } : {}),
      ...(form.accountTail ? { accountTail: form.accountTail } : {}),
    })
    pending.value = undefined
    if (answer.ok) {
      outcome.value = answer.value
      return undefined
    }
    if (mayHaveBeenSent(answer.failure)) return lookUp(answer.failure)
    attemptId = newAttemptId()
    return refused(answer.failure)
  }

  /** The answer was lost between main and here: the journal says what became of it, and the form stays shut until it does. */
  async function lookUp(why: Failure): Promise<undefined> {
    const found = await call('outcome.ofAttempt', { attemptId })
    if (found.ok && found.value.outcome) outcome.value = found.value.outcome
    else failure.value = why
  }

  /** An empty form for the next one. */
  function next(): void {
    outcome.value = undefined
    Object.assign(form, EMPTY)
    Object.assign(asked, { reason: false, accountTail: false })
    failure.value = undefined
    attemptId = newAttemptId()
  }

  /** The same form once more, after a no or a line that did not carry it. */
  function correct(): void {
    outcome.value = undefined
    attemptId = newAttemptId()
    // A payment code serves one transfer.
    beneficiary.value = undefined
  }

  const amount = computed(() => amountOf(form.amount))
  return {
    form,
    errors,
    asked,
    beneficiary,
    pending,
    failure,
    outcome,
    amount,
    inquire,
    submit,
    next,
    correct,
  }
}
