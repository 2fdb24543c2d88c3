import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { accountRule, amountOf, amountRule, narrationRule, pinRule } from '#shared/field-rules.ts'
import { add, subtract, ZERO, type Rupiah } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { bankReason, failureSentence, mayHaveBeenSent, ruleSentence } from '../failure-words.ts'
import type { Destination, Inquiry, MoneyEntries, MoneyOperation } from '../money-operations.ts'
import type { Sentence } from '../words.ts'
import { useAttempt } from './use-attempt.ts'
import { isReasonRule, useGuardAnswers, type ReasonRule } from './use-guard-answers.ts'

export type MoneyField = keyof MoneyEntries

interface Dependencies {
  operation: MoneyOperation
  call: Call
  /** Names one filled-in form; the same attempt submitted twice is one transaction. */
  newAttemptId: () => string
  defaultNarration: string
  /** the reason that is offered where an unknown like it is old */
  freshReason: string
  /** from this amount on the account's last four digits are typed again; zero = never */
  rekeyAmount: Rupiah
}

/** Every field that must hold something, in the order in which it is filled; an operation has some of them. */
const FIELDS = ['bank', 'account', 'amount', 'accountTail', 'narration', 'reason', 'pin'] as const
type RequiredField = (typeof FIELDS)[number]

/** Main names the refused input by its path in the contract. */
const FIELD_OF_INPUT: Record<string, MoneyField> = {
  bankCode: 'bank',
  accountNumber: 'account',
  inquiryId: 'account',
  amount: 'amount',
  narration: 'narration',
  pin: 'pin',
  reason: 'reason',
  accountTail: 'accountTail',
}

/**
 * One deposit or transfer from the first digit of the account to its outcome: form, inquiry, sending, outcome, correction.
 * It sends nothing twice: while one is on its way, and after one, `submit` does nothing (use-attempt.ts).
 */
export function useMoneyForm({
  operation,
  call,
  newAttemptId,
  defaultNarration,
  freshReason,
  rekeyAmount,
}: Dependencies) {
  const empty: MoneyEntries = {
    bank: '',
    account: '',
    amount: '',
    cashGiven: '',
    narration: defaultNarration,
    pin: '',
    reason: '',
    accountTail: '',
  }
  const form = reactive({ ...empty })
  const errors = reactive<Partial<Record<MoneyField, Sentence>>>({})
  const check = shallowRef<Inquiry>()
  const checking = ref(false)
  const attempt = useAttempt(call, newAttemptId)
  const { phase, outcome, failure, stake, choosing } = attempt
  let underway: { destination: Destination; known: Promise<boolean> } | undefined

  const amount = computed(() => amountOf(form.amount))
  const guards = useGuardAnswers(form, amount, rekeyAmount)
  const { reasonFor, asksTail } = guards
  const fee = computed(() => check.value?.fee ?? ZERO)
  const total = computed(() => add(amount.value, fee.value))
  /** What goes back to the customer; negative = still missing; undefined = the teller did not count it in. */
  const change = computed(() =>
    form.cashGiven === '' || amountRule(form.cashGiven)
      ? undefined
      : subtract(amountOf(form.cashGiven), total.value),
  )

  watch(
    () => form.account,
    () => {
      check.value = undefined
      forget('account')
      guards.forget()
      const rule = form.account === '' ? undefined : accountRule(form.account)
      // Too short is no mistake yet while it is being typed.
      if (rule && rule !== 'account-length') errors.account = ruleSentence(rule)
    },
    { flush: 'sync' },
  )
  for (const field of ['amount', 'cashGiven'] as const) {
    watch(
      () => form[field],
      (text) => {
        forget(field)
        if (field === 'amount') guards.forget()
        const rule = text === '' ? undefined : amountRule(text)
        if (rule) errors[field] = ruleSentence(rule)
      },
      { flush: 'sync' },
    )
  }
  watch(
    () => form.bank,
    () => {
      check.value = undefined
      forget('bank')
      forget('account')
      guards.forget()
    },
    { flush: 'sync' },
  )
  for (const field of ['narration', 'pin', 'reason', 'accountTail'] as const) {
    watch(
      () => form[field],
      () => forget(field),
      { flush: 'sync' },
    )
  }

  /** Typing on answers both what was wrong with the field and what main last refused. */
  function forget(field: MoneyField): void {
    delete errors[field]
    if (phase.value === 'form') failure.value = undefined
  }

  function problemOf(field: RequiredField): Sentence | undefined {
    if (field === 'bank') return form.bank === '' ? { key: 'money.bankMissing' } : undefined
    if (field === 'reason') return guards.reasonProblem()
    if (field === 'accountTail') return guards.tailProblem()
    const rules = { account: accountRule, amount: amountRule, narration: narrationRule, pin: pinRule }
    const rule = rules[field](form[field])
    return rule && ruleSentence(rule)
  }

  function asks(field: RequiredField): boolean {
    if (field === 'bank') return operation.asksBank
    if (field === 'narration') return operation.asksNarration
    if (field === 'reason') return reasonFor.value !== undefined
    return field !== 'accountTail' || asksTail.value
  }

  /** Shows what is wrong with a field. @returns true when nothing is, or the operation has no such field */
  function holds(field: RequiredField): boolean {
    const problem = asks(field) ? problemOf(field) : undefined
    if (problem) errors[field] = problem
    // An answer to a guard is judged here alone; what else stands at a field, the bank may have said.
    else if (field === 'reason' || field === 'accountTail') delete errors[field]
    return problem === undefined
  }

  /**
   * Asks the bank for name and fee of the typed account. One that is known is not asked again, and one that is being asked
   * gives the same answer. @returns whether the account is known now
   */
  async function checkAccount(): Promise<boolean> {
    if (check.value) return true
    if (phase.value !== 'form' || !holds('bank') || !holds('account')) return false
    const destination = { bank: form.bank, account: form.account }
    if (!underway || !isTyped(underway.destination)) underway = { destination, known: ask(destination) }
    return underway.known
  }

  const isTyped = ({ bank, account }: Destination) => form.bank === bank && form.account === account

  async function ask(destination: Destination): Promise<boolean> {
    checking.value = true
    const result = await operation.inquire(call, destination)
    // Another account stands in the field by now, and is being asked about itself where Enter said so.
    if (underway?.destination !== destination) return false
    underway = undefined
    checking.value = false
    if (!isTyped(destination)) return false
    if (result.ok) check.value = result.value
    else errors.account = accountSentence(result.failure)
    return result.ok
  }

  /** The first field that keeps this form from being sent, its sentence shown; undefined when all is well. */
  function firstProblem(): MoneyField | undefined {
    if (!check.value && !holds('bank')) return 'bank'
    if (!check.value && !holds('account')) return 'account'
    if (!check.value) {
      errors.account ??= { key: 'money.checkFirst' }
      return 'account'
    }
    const wrong = FIELDS.find((field) => !holds(field))
    return wrong ?? (errors.cashGiven ? 'cashGiven' : undefined)
  }

  /** Sends the order once. @returns the field to go to when it was not sent because of one */
  async function submit(): Promise<MoneyField | undefined> {
    if (phase.value !== 'form' || checking.value) return undefined
    const problem = firstProblem()
    if (problem || !check.value) return problem
    const { narration } = form
    const payment = {
      attemptId: attempt.id(),
      inquiryId: check.value.inquiryId,
      amount: amount.value,
      pin: form.pin,
      ...guards.answers(),
    }
    form.pin = ''
    phase.value = 'sending'
    const result = await operation.pay(call, payment, narration)
    if (!result.ok) return refuse(result.failure)
    attempt.show(result.value)
    return undefined
  }

  /** @returns the field to go to, where the form comes back */
  async function refuse(refusal: Failure): Promise<MoneyField | undefined> {
    if (mayHaveBeenSent(refusal)) return readBack(refusal)
    attempt.reopen(refusal)
    if (refusal.code !== 'INVALID_INPUT') return 'pin'
    if (isReasonRule(refusal.rule)) return askForReason(refusal.rule)
    // The one guard that no answer passes marks no field: this is not to be sent at all.
    if (refusal.rule === 'same-unknown') return 'account'
    if (refusal.field === 'accountTail') guards.tailWanted.value = true
    if (refusal.field === 'inquiryId') check.value = undefined
    const field = FIELD_OF_INPUT[refusal.field] ?? 'pin'
    errors[field] = refusal.field === 'inquiryId' ? { key: 'money.checkAgain' } : ruleSentence(refusal.rule)
    return field
  }

  async function readBack(lost: Failure): Promise<MoneyField | undefined> {
    await attempt.readBack(lost)
    return phase.value === 'form' ? 'pin' : undefined
  }

  function askForReason(rule: ReasonRule): MoneyField {
    reasonFor.value = rule
    if (rule === 'same-unknown-old') form.reason = freshReason
    errors.reason = ruleSentence(rule)
    return 'reason'
  }

  /** From a finished outcome to an empty form. */
  function next(): void {
    Object.assign(form, empty)
    for (const field of Object.keys(errors) as MoneyField[]) delete errors[field]
    guards.forget()
    attempt.reopen()
  }

  /** From a refused or unsent order back to its form, without the PIN. @returns where the focus belongs */
  function correct(): MoneyField {
    const pinOnly = outcome.value?.pinRefused || outcome.value?.state === 'not-sent'
    attempt.reopen()
    return pinOnly ? 'pin' : 'account'
  }

  return {
    ...{ operation, form, errors, check, checking, amount, fee, total, change },
    ...{ phase, outcome, failure, stake, choosing, reasonFor, asksTail },
    ...{ holds, checkAccount, submit, next, correct },
    ...{ reread: attempt.reread, chooseCash: attempt.chooseCash, refund: attempt.refund },
  }
}

export type MoneyFormModel = ReturnType<typeof useMoneyForm>

function accountSentence(failure: Failure): Sentence {
  if (failure.code === 'REFUSED')
    return {
      key: 'money.accountRefused',
      values: { reason: bankReason(failure.bankMessage, failure.bankCode) },
    }
  if (failure.code === 'INVALID_INPUT') return ruleSentence(failure.rule)
  return failureSentence(failure, 'read')
}
