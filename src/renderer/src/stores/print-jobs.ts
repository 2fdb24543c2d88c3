import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { PrintJob } from '#shared/contract.ts'
import type { TransactionId } from '#shared/references.ts'
import { listen } from '../api.ts'

const keyOf = (transactionId: TransactionId, part: PrintJob['part']) => `${part} ${transactionId}`

/**
 * What the screen knows of printing. Events come in order, so each is the latest word about its sheet; an answer may have been
 * overtaken by an event about the same job, and then says nothing new.
 */
export function createPrintJobs() {
  const latest = shallowReactive(new Map<string, PrintJob>())
  const follow = (job: PrintJob) => void latest.set(keyOf(job.transactionId, job.part), job)

  return {
    /** A `print.changed` event, or an answer that no event can have overtaken. */
    follow,
    /** A job that came with an answer. */
    learn(job: PrintJob | undefined): void {
      if (job && latest.get(keyOf(job.transactionId, job.part))?.jobId !== job.jobId) follow(job)
    },
    /** The customer's sheet. */
    jobOf: (transactionId: TransactionId) => latest.get(keyOf(transactionId, 'customer')),
    /** The agent's own, where the outlet prints one. */
    agentJobOf: (transactionId: TransactionId) => latest.get(keyOf(transactionId, 'agent')),
  }
}

/** The latest print jobs of each transaction of this session. */
export const usePrintJobs = defineStore('print-jobs', () => {
  const jobs = createPrintJobs()
  listen('print.changed', jobs.follow)
  return jobs
})
