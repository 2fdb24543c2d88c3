import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { PrintJob } from '#shared/contract.ts'
import type { TransactionId } from '#shared/references.ts'
import { listen } from '../api.ts'

/**
 * What the screen knows of printing. Events come in order, so each is the latest word about its transaction; an answer may
 * have been overtaken by an event about the same job, and then says nothing new.
 */
export function createPrintJobs() {
  const latest = shallowReactive(new Map<TransactionId, PrintJob>())

  return {
    /** A `print.changed` event. */
    follow: (job: PrintJob) => void latest.set(job.transactionId, job),
    /** A job that came with an answer. */
    learn(job: PrintJob | undefined): void {
      if (job && latest.get(job.transactionId)?.jobId !== job.jobId) latest.set(job.transactionId, job)
    },
    jobOf: (transactionId: TransactionId) => latest.get(transactionId),
  }
}

/** The latest print job of each transaction of this session. */
export const usePrintJobs = defineStore('print-jobs', () => {
  const jobs = createPrintJobs()
  listen('print.changed', jobs.follow)
  return jobs
})
