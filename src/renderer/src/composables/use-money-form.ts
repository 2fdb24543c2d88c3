import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { CashChoice, Outcome } from '#shared/contract.ts'
import { accountRule, amountOf, amountRule, narrationRule, pinRule } from '#shared/field-rules.ts'
import { add, subtract, ZERO } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { bankReason, failureSentence, mayHaveBeenSent, ruleSentence } from '../failure-words.ts'
import type { Destination, Inquiry, MoneyEntries, MoneyOperation } from '../money-operations.ts'
import type { Sentence } from '../words.ts'

export type MoneyField = keyof MoneyEntries
export type MoneyPhase = 'form' | 'sending' | 'outcome'

interface Dependencies {
  operation: MoneyOperation
  call: Call
  /** Names one filled-in form; the same attempt submitted twice is one transaction. */
  newAttemptId: () => string
  defaultNarration: string
}

/** Every field that must hold something, in the order in which it is filled; an operation has some of them. */
const FIELDS = ['bank', 'account', 'amount', 'narration', 'pin'] as const
type RequiredField = (typeof FIELDS)[number]

/** Main names the refused input by its path in the contract. */
const FIELD_OF_INPUT: Record<string, MoneyField> = {
  bankCode: 'bank',
  accountNumber: 'account',
  inquiryId: 'account',
  amount: 'amount',
  narration: 'narration',
  pin: 'pin',
}

/**
 * One deposit or transfer from the first digit of the account to its outcome: form, inquiry, sending, outcome, correction.
 * It sends nothing twice: while one is on its way, and after one, `submit` does nothing.
 */
export function useMoneyForm({ operation, call, newAttemptId, defaultNarration }: Dependencies) {
  const empty: MoneyEntries = {
    bank: '',
    account: '',
    amount: '',
    cashGiven: '',
    narration: defaultNarration,
    pin: '',
  }
  const form = reactive({ ...empty })
  const errors = reactive<Partial<Record<MoneyField, Sentence>>>({})
  const phase = ref<MoneyPhase>('form')
  const check = shallowRef<Inquiry>()
  const checking = ref(false)
  const choosing = ref(false)
  const failure = shallowRef<Failure>()
  const outcome = shallowRef<Outcome>()
  let attemptId = newAttemptId()
  let underway: { destination: Destination; known: Promise<boolean> } | undefined

  const amount = computed(() => amountOf(form.amount))
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
    },
    { flush: 'sync' },
  )
  for (const field of ['narration', 'pin'] as const) {
    watch(
      () => form[field],
      () => forget(field),
      { flush: 'sync' },
    )
  }

  /** Typing on answers both what was wrong with the field and what main last refused. */
  function forget(field: MoneyField): void {
    delete errors[field]
    failure.value = undefined
  }

  function problemOf(field: RequiredField): Sentence | undefined {
    if (field === 'bank') return form.bank === '' ? { key: 'money.bankMissing' } : undefined
    const rules = { account: accountRule, amount: amountRule, narration: narrationRule, pin: pinRule }
    const rule = rules[field](form[field])
    return rule && ruleSentence(rule)
  }

  const asks = (field: RequiredField): boolean =>
    (field !== 'bank' || operation.asksBank) && (field !== 'narration' || operation.asksNarration)

  /** Shows what is wrong with a field. @returns true when nothing is, or the operation has no such field */
  function holds(field: RequiredField): boolean {
    const problem = asks(field) ? problemOf(field) : undefined
    if (problem) errors[field] = problem
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
      attemptId,
      inquiryId: check.value.inquiryId,
      amount: amount.value,
      pin: form.pin,
    }
    phase.value = 'sending'
    form.pin = ''
    const result = await operation.pay(call, payment, narration)
    if (!result.ok) return refuse(result.failure)
    outcome.value = result.value
    phase.value = 'outcome'
    return undefined
  }

  function refuse(refusal: Failure): MoneyField {
    phase.value = 'form'
    failure.value = refusal
    if (!mayHaveBeenSent(refusal)) attemptId = newAttemptId()
    if (refusal.code !== 'INVALID_INPUT') return 'pin'
    const field = FIELD_OF_INPUT[refusal.field] ?? 'pin'
    if (refusal.field === 'inquiryId') check.value = undefined
    errors[field] = refusal.field === 'inquiryId' ? { key: 'money.checkAgain' } : ruleSentence(refusal.rule)
    return field
  }

  /** From a finished outcome to an empty form. */
  function next(): void {
    Object.assign(form, empty)
    for (const field of Object.keys(errors) as MoneyField[]) delete errors[field]
    reopen()
  }

  /** From a refused or unsent order back to its form, without the PIN. @returns where the focus belongs */
  function correct(): MoneyField {
    const pinOnly = outcome.value?.pinRefused || outcome.value?.state === 'not-sent'
    reopen()
    return pinOnly ? 'pin' : 'account'
  }

  function reopen(): void {
    outcome.value = undefined
    failure.value = undefined
    phase.value = 'form'
    attemptId = newAttemptId()
  }

  /** Journals where the cash of an unknown went; the first choice stands. */
  async function chooseCash(choice: CashChoice): Promise<void> {
    if (!outcome.value || outcome.value.cash || choosing.value) return
    choosing.value = true
    failure.value = undefined
    const result = await call('unknown.chooseCash', { transactionId: outcome.value.transactionId, choice })
    choosing.value = false
    if (result.ok) outcome.value = result.value
    else failure.value = result.failure
  }

  return {
    operation,
    form,
    errors,
    phase,
    check,
    checking,
    choosing,
    failure,
    outcome,
    amount,
    fee,
    total,
    change,
    holds,
    checkAccount,
    submit,
    next,
    correct,
    chooseCash,
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
