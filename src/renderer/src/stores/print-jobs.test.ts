import { describe, expect, it } from 'vitest'
import type { PrintJob } from '#shared/contract.ts'
import { createPrintJobs } from './print-jobs.ts'

const transactionId = '5f0c2c3e-1111-4111-8111-111111111111' as PrintJob['transactionId']
const job = (jobId: string, state: PrintJob['state'], copy = 0): PrintJob => ({
  jobId,
  transactionId,
  receiptKind: 'deposit',
  part: 'customer',
  copy,
  state,
})

describe('print jobs', () => {
  it('never lets an answer that its event overtook turn a printed receipt back', () => {
    const jobs = createPrintJobs()
    jobs.follow(job('original', 'confirmed'))
    jobs.learn(job('original', 'queued'))
    expect(jobs.jobOf(transactionId)?.state).toBe('confirmed')
  })

  it('follows a failed job back into the queue', () => {
    const jobs = createPrintJobs()
    jobs.follow(job('original', 'failed-unsent'))
    jobs.follow(job('original', 'queued'))
    expect(jobs.jobOf(transactionId)?.state).toBe('queued')
  })

  it('learns of a new copy from its answer, and of nothing from none', () => {
    const jobs = createPrintJobs()
    jobs.follow(job('original', 'confirmed'))
    jobs.learn(undefined)
    expect(jobs.jobOf(transactionId)?.copy).toBe(0)
    jobs.learn(job('copy-1', 'queued', 1))
    expect(jobs.jobOf(transactionId)?.copy).toBe(1)
  })
})
