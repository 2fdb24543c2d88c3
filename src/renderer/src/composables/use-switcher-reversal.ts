import { reactive, ref, shallowRef, watch } from 'vue'
import type { Outcome, SwitcherCheckView } from '#shared/contract.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { mayHaveBeenSent } from '../failure-words.ts'
import type { Sentence } from '../words.ts'
import { switcherRule as ruleSentence } from './switcher-rules.ts'

export type ReversalField = 'refnum' | 'target' | 'reason'
type Approver = { username: string; password: string }

const REFNUM = /^\d{16}$/
const SHORTEST_REASON = 3

/** What became of a reference, and the reversal of what is found: a check, a reason, a second person, an outcome. */
export function useSwitcherReversal(call: Call, newAttemptId: () => string) {
  /** `target`: the reference to take back, which a check has to find first */
  const form = reactive({ refnum: '', target: '', reason: '' })
  const errors = reactive<Partial<Record<ReversalField, Sentence>>>({})
  const answer = shallowRef<SwitcherCheckView>()
  const pending = ref<'check' | 'reversal'>()
  const failure = shallowRef<Failure>()
  /** a second person is being asked */
  const approving = ref(false)
  /** why it was not done, shown where the second person signs in */
  const approvalFailure = shallowRef<Failure>()
  const outcome = shallowRef<Outcome>()
  let attemptId = newAttemptId()

  const forget = (field: ReversalField) => {
    delete errors[field]
    failure.value = undefined
  }
  watch(
    () => form.refnum,
    () => {
      forget('refnum')
      answer.value = undefined
      outcome.value = undefined
    },
    { flush: 'sync' },
  )
  watch(
    () => form.target,
    () => forget('target'),
    { flush: 'sync' },
  )
  watch(
    () => form.reason,
    () => forget('reason'),
    { flush: 'sync' },
  )

  async function check(): Promise<ReversalField | undefined> {
    if (pending.value) return undefined
    const refnum = form.refnum.trim()
    if (!REFNUM.test(refnum)) {
      errors.refnum = ruleSentence(refnum === '' ? 'required' : 'refnum')
      return 'refnum'
    }
    pending.value = 'check'
    failure.value = undefined
    answer.value = undefined
    outcome.value = undefined
    const found = await call('switcher.check', { refnum })
    pending.value = undefined
    if (!found.ok) failure.value = found.failure
    else if (form.refnum.trim() === refnum) {
      answer.value = found.value
      if (found.value.result === 'found') form.target = refnum
    }
    return undefined
  }

  /** What is taken back is what a check has just found, whichever field its reference was typed into. */
  async function find(): Promise<boolean> {
    const target = form.target.trim()
    if (answer.value?.result === 'found' && answer.value.posting.refnum === target) return true
    if (!REFNUM.test(target)) {
      errors.target = ruleSentence(target === '' ? 'required' : 'refnum')
      return false
    }
    form.refnum = target
    await check()
    return false
  }

  /**
   * Begins to take back: finds it, then asks for the reason, then for the second person.
   * @returns the field that needs the teller, or nothing
   */
  async function begin(): Promise<ReversalField | undefined> {
    if (pending.value) return undefined
    if (!(await find())) return answer.value?.result === 'found' && !errors.target ? 'reason' : 'target'
    if (form.reason.trim().length < SHORTEST_REASON) {
      errors.reason = ruleSentence(form.reason.trim() === '' ? 'required' : 'reason-short')
      return 'reason'
    }
    approvalFailure.value = undefined
    approving.value = true
    return undefined
  }

  async function reverse(approver: Approver): Promise<void> {
    if (answer.value?.result !== 'found' || pending.value) return
    pending.value = 'reversal'
    approvalFailure.value = undefined
    const { inquiryId } = answer.value
    const result = await call('switcher.reversal', { attemptId, inquiryId, reason: form.reason, approver })
    pending.value = undefined
    if (result.ok) return settle(result.value)
    if (mayHaveBeenSent(result.failure)) return lookUp(result.failure)
    if (isOfApprover(result.failure)) {
      approvalFailure.value = result.failure
      return
    }
    approving.value = false
    refuse(result.failure)
  }

  function settle(settled: Outcome): void {
    approving.value = false
    outcome.value = settled
    attemptId = newAttemptId()
  }

  /** The answer was lost between main and here: the journal says what became of it. */
  async function lookUp(why: Failure): Promise<void> {
    const found = await call('outcome.ofAttempt', { attemptId })
    if (found.ok && found.value.outcome) return settle(found.value.outcome)
    approving.value = false
    failure.value = why
  }

  function refuse(why: Failure): void {
    if (why.code === 'INVALID_INPUT') errors.target = ruleSentence(why.rule)
    else failure.value = why
  }

  return {
    ...{ form, errors, answer, pending, failure, approving, approvalFailure, outcome },
    ...{ check, begin, reverse, cancel: () => (approving.value = false) },
  }
}

/** What the second person can mend where they sign in: a wrong password, one's own account, no supervisor, a line that is down. */
const isOfApprover = (failure: Failure): boolean =>
  failure.code !== 'INVALID_INPUT' || failure.field.startsWith('approver')
