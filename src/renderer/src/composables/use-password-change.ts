import { reactive, ref, shallowRef, watch } from 'vue'
import { newPasswordRule } from '#shared/field-rules.ts'
import type { Failure, Result } from '#shared/result.ts'
import { ruleSentence } from '../failure-words.ts'
import type { Sentence } from '../words.ts'

export type PasswordEntry = 'old' | 'next' | 'repeat'
const ENTRIES = ['old', 'next', 'repeat'] as const

/** @param change asks the bank; after a success nobody is signed in any more */
export function usePasswordChange(change: (old: string, next: string) => Promise<Result<unknown>>) {
  const form = reactive({ old: '', next: '', repeat: '' })
  const errors = reactive<Partial<Record<PasswordEntry, Sentence>>>({})
  const pending = ref(false)
  const failure = shallowRef<Failure>()

  for (const entry of ENTRIES) {
    watch(
      () => form[entry],
      () => {
        delete errors[entry]
        failure.value = undefined
      },
      { flush: 'sync' },
    )
  }

  function brokenRule(entry: PasswordEntry): string | undefined {
    if (entry === 'next') return newPasswordRule(form.next, form.old)
    if (form[entry] === '') return 'required'
    return entry === 'repeat' && form.repeat !== form.next ? 'password-repeat' : undefined
  }

  /** Shows what is wrong with a field. @returns true when nothing is */
  function holds(entry: PasswordEntry): boolean {
    const rule = brokenRule(entry)
    if (rule) errors[entry] = ruleSentence(rule)
    return rule === undefined
  }

  function clear(): void {
    for (const entry of ENTRIES) form[entry] = ''
  }

  /** Asks once. @returns the field to go to when nothing was changed */
  async function submit(): Promise<PasswordEntry | undefined> {
    if (pending.value) return undefined
    const wrong = ENTRIES.find((entry) => !holds(entry))
    if (wrong) return wrong
    pending.value = true
    const result = await change(form.old, form.next)
    pending.value = false
    // A refusal is about the old one; after anything else nobody knows which is right, and nothing may lie about.
    if (!result.ok && result.failure.code === 'REFUSED') form.old = ''
    else clear()
    if (result.ok) return undefined
    failure.value = result.failure
    return 'old'
  }

  return { form, errors, pending, failure, holds, submit, clear }
}
