import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { PrintQuestion } from '#shared/contract/printing.ts'
import { call, listen } from '../api.ts'
import { usePrintJobs } from './print-jobs.ts'
import { useSession } from './session.ts'

/** Receipts of which nobody knows whether they came out, and what the teller saw. */
export const usePrintQuestions = defineStore('print-questions', () => {
  const session = useSession()
  const jobs = usePrintJobs()
  const items = shallowRef<readonly PrintQuestion[]>([])
  const answering = ref(false)

  async function load(): Promise<void> {
    const result = await call('print.unanswered', {})
    if (result.ok) items.value = result.value.items
  }

  async function answer({ job }: PrintQuestion, printed: boolean): Promise<void> {
    if (answering.value) return
    answering.value = true
    const result = await call('print.answer', { jobId: job.jobId, printed })
    if (result.ok && printed) jobs.follow(result.value)
    // The same job again: its paper is not true any more, and what is true has a job of its own.
    else if (result.ok && result.value.jobId !== job.jobId) jobs.learn(result.value)
    await load()
    answering.value = false
  }

  listen('print.changed', () => void load())
  // Whoever is locked out learns nothing: asked again when they are back.
  watch(
    () => session.blocked,
    (blocked) => {
      if (!blocked) void load()
    },
    { immediate: true },
  )

  return { items, answering, answer, load }
})
