import { ref, shallowRef } from 'vue'
import type { Input, Method, Output } from '#shared/contract.ts'
import type { DayComparison, DayReportView, DayState, ClosedDayView } from '#shared/contract/day.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** Where somebody is with their day: looking, counting, comparing, or reading a report. */
export type DayStep = 'overview' | 'counting' | 'comparing' | 'report'

/** The day at the till: one thing at a time, each with what came of it. */
export function useDay(call: Call) {
  const step = ref<DayStep>('overview')
  const state = shallowRef<DayState>()
  const reports = shallowRef<ClosedDayView[]>([])
  const comparison = shallowRef<DayComparison>()
  const report = shallowRef<DayReportView>()
  const pending = ref(false)
  const failure = shallowRef<Failure>()

  /** @returns what it answered; undefined where it failed (then `failure` says why) or something else is under way */
  async function ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M> | undefined> {
    if (pending.value) return undefined
    pending.value = true
    failure.value = undefined
    const result = await call(method, input)
    pending.value = false
    if (result.ok) return result.value
    failure.value = result.failure
    return undefined
  }

  async function load(): Promise<void> {
    const found = await ask('day.current', {})
    if (found) state.value = found
    const listed = await ask('day.reports', {})
    if (listed) reports.value = listed.days
  }

  /** @returns whether it was done */
  async function changeState(change: Promise<DayState | undefined>): Promise<boolean> {
    const next = await change
    if (next) state.value = next
    return next !== undefined
  }

  async function count(input: Input<'day.count'>): Promise<boolean> {
    comparison.value = await ask('day.count', input)
    if (comparison.value) step.value = 'comparing'
    return comparison.value !== undefined
  }

  function show(found: DayReportView | undefined): boolean {
    if (!found) return false
    report.value = found
    step.value = 'report'
    return true
  }

  async function close(): Promise<boolean> {
    const closed = comparison.value && (await ask('day.close', { countId: comparison.value.countId }))
    if (!show(closed)) return false
    comparison.value = undefined
    await load()
    return true
  }

  async function approve(number: number, reason: string, approver: Input<'day.approve'>['approver']) {
    if (!show(await ask('day.approve', { number, reason, approver }))) return false
    await load()
    return true
  }

  return {
    ...{ step, state, reports, comparison, report, pending, failure, load, ask, count, close, approve },
    open: (input: Input<'day.open'>) => changeState(ask('day.open', input)),
    moveCash: (input: Input<'day.cash'>) => changeState(ask('day.cash', input)),
    read: async (number: number) => show(await ask('day.report', { number })),
  }
}
