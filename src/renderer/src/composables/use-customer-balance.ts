import { reactive, watch } from 'vue'
import { accountRule, pinRule } from '#shared/field-rules.ts'
import type { Call } from '../api.ts'
import { ruleSentence } from '../failure-words.ts'
import type { Sentence } from '../words.ts'
import { useBalance } from './use-balance.ts'

export type CustomerBalanceField = 'account' | 'pin'
const FIELDS = ['account', 'pin'] as const
const RULES = { account: accountRule, pin: pinRule }

/** A customer's balance for account and agent's PIN; the PIN is kept nowhere, the balance for half a minute. */
export function useCustomerBalance(call: Call) {
  const form = reactive({ account: '', pin: '' })
  const errors = reactive<Partial<Record<CustomerBalanceField, Sentence>>>({})
  const balance = useBalance((accountNumber: string, pin: string) =>
    call('account.customerBalance', { accountNumber, pin }),
  )

  watch(
    () => form.account,
    () => {
      delete errors.account
      balance.hide()
    },
    { flush: 'sync' },
  )
  watch(
    () => form.pin,
    () => delete errors.pin,
    { flush: 'sync' },
  )

  /** Shows what is wrong with a field. @returns true when nothing is */
  function holds(field: CustomerBalanceField): boolean {
    const rule = RULES[field](form[field])
    if (rule) errors[field] = ruleSentence(rule)
    return rule === undefined
  }

  /** Asks once. @returns the field that keeps it from being asked, or that the bank's no is about */
  async function submit(): Promise<CustomerBalanceField | undefined> {
    if (balance.pending.value) return undefined
    const wrong = FIELDS.find((field) => !holds(field))
    if (wrong) return wrong
    const { account, pin } = form
    form.pin = ''
    await balance.show(account, pin)
    const failure = balance.failure.value
    if (!failure) return undefined
    if (failure.code === 'INVALID_INPUT') {
      const field = failure.field === 'pin' ? 'pin' : 'account'
      errors[field] = ruleSentence(failure.rule)
      return field
    }
    // A host's code is about the account; without one it is the PIN that was refused.
    return failure.code === 'REFUSED' && failure.hostCode ? 'account' : 'pin'
  }

  /** The next customer finds nothing of the one before. */
  function next(): void {
    balance.hide()
    Object.assign(form, { account: '', pin: '' })
  }

  const { shown, failure, pending, hide } = balance
  return { form, errors, shown, failure, pending, holds, submit, next, hide }
}
