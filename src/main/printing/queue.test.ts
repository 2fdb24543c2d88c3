import { afterEach, describe, expect, test, vi } from 'vitest'
import { confirmedReceipt, reversedReceipt, unknownReceipt } from '#shared/receipt.ts'
import { id as words } from '#shared/locales/id.ts'
import type { TellerError } from '#shared/result.ts'
import {
  IMPATIENT,
  journalWith,
  startPrinter,
  startQueue,
  transaction,
} from '../../../tests/support/printing.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import type { JournalDatabase } from '../journal/database.ts'
import { createTcpTransport } from './transports/tcp.ts'
import { PRINT_REASONS, type Transport, type TransportResult } from './transport.ts'

const receipt = confirmedReceipt(documentDeposit)
const T1 = transaction(1)
const CASH_IN = { by: 'BNIUS100294', opensDrawer: true }

const CONFIRMED: TransportResult = { state: 'confirmed', bytesWritten: 9, printer: 'ready' }
const UNSENT: TransportResult = {
  state: 'failed-unsent',
  bytesWritten: 0,
  reason: 'unreachable',
  printer: 'offline',
}
const CUT_OFF: TransportResult = {
  state: 'unknown',
  bytesWritten: 5,
  reason: 'connection-lost',
  printer: 'offline',
}

/** A printer that holds a job until the program ends. */
const holding: Transport = {
  print: (_job, watch) =>
    new Promise((resolve) => {
      watch!.signal.addEventListener('abort', () => resolve({ ...CUT_OFF, reason: 'interrupted' }))
    }),
}

/** A printer that says what a test wants, one result for each job; the last is repeated. */
function scripted(...results: TransportResult[]) {
  const jobs: Buffer[] = []
  const transport: Transport = {
    async print(job) {
      jobs.push(job)
      return results[Math.min(jobs.length, results.length) - 1]!
    },
  }
  const papers = () => jobs.map((bytes) => bytes.toString('latin1'))
  return { transport, jobs, papers }
}

async function startPrinting(database = journalWith(2), options: Parameters<typeof startQueue>[2] = {}) {
  const printer = await startPrinter()
  const transport = createTcpTransport('127.0.0.1', printer.port, undefined, IMPATIENT)
  return { printer, queue: startQueue(database, transport, options), database, transport }
}

const row = (database: JournalDatabase, id: string) =>
  database.prepare('SELECT * FROM print_jobs WHERE id = ?').get(id) as Record<string, unknown>
const countJobs = (database: JournalDatabase) =>
  Number((database.prepare('SELECT count(*) AS n FROM print_jobs').get() as { n: bigint }).n)

/** Without a timer, since some tests hold the timers. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve))
}

afterEach(() => {
  vi.useRealTimers()
})

describe('an original', () => {
  test('is one small commit, and nothing is printed before its caller has an answer', async () => {
    const { printer, queue, database } = await startPrinting()
    const changes = () => (database.prepare('SELECT total_changes() AS n').get() as { n: bigint }).n
    const before = changes()
    const job = queue.original(T1, receipt, CASH_IN)
    expect(changes() - before).toBe(1n)
    expect(job).toMatchObject({ transactionId: 't1', part: 'customer', copy: 0, state: 'queued' })
    expect(queue.waiting()).toBe(1)
    expect(queue.told).toEqual([])
    expect(row(database, job.jobId)).toMatchObject({ state: 'queued', asked_by: 'BNIUS100294' })
    await queue.reached(job.jobId, 'confirmed')
    expect((await printer.nextJob()).text).not.toContain('SALINAN')
    expect(queue.waiting()).toBe(0)
    expect(queue.printer()).toBe('ready')
  })

  test('is marked as being sent on the disk before its first byte', async () => {
    const database = journalWith(1)
    const states: unknown[] = []
    const queue = startQueue(database, {
      async print() {
        states.push(row(database, job.jobId)['state'])
        return CONFIRMED
      },
    })
    const job = queue.original(T1, receipt)
    await queue.reached(job.jobId, 'confirmed')
    expect(states).toEqual(['sending'])
    expect(queue.told.map(({ state }) => state)).toEqual(['sending', 'confirmed'])
  })

  test('is printed once, however often it is asked for', async () => {
    const { transport, jobs } = scripted(CONFIRMED)
    const database = journalWith(1)
    const queue = startQueue(database, transport)
    const job = queue.original(T1, receipt)
    expect(queue.original(T1, receipt).jobId).toBe(job.jobId)
    await queue.reached(job.jobId, 'confirmed')
    expect(queue.original(T1, receipt)).toEqual({ ...job, state: 'confirmed' })
    expect(countJobs(database)).toBe(1)
    expect(jobs).toHaveLength(1)
  })

  test('opens the drawer for cash that came in, and a copy does not', async () => {
    const { printer, queue } = await startPrinting()
    const job = queue.original(T1, receipt, CASH_IN)
    await queue.reached(job.jobId, 'confirmed')
    expect((await printer.nextJob()).drawerKicks).toEqual([
      expect.objectContaining({ connectorPin: 2, onMs: 50, offMs: 500 }),
    ])
    const copy = queue.copy(T1, receipt, 'BNIUS100294')
    await queue.reached(copy.jobId, 'confirmed')
    expect((await printer.nextJob()).drawerKicks).toEqual([])
  })

  test('of a provisional slip and of the receipt after it are two', async () => {
    const { printer, queue } = await startPrinting()
    const slip = queue.original(T1, unknownReceipt(documentDeposit))
    const final = queue.original(T1, receipt)
    await queue.reached(final.jobId, 'confirmed')
    expect(slip.jobId).not.toBe(final.jobId)
    expect((await printer.nextJob()).text).toContain('BUKAN BUKTI TRANSAKSI BERHASIL')
    expect((await printer.nextJob()).text).toContain('BERHASIL')
    expect(queue.latest(T1)?.jobId).toBe(final.jobId)
  })

  test('comes with a sheet for the agent where the outlet wants one, in the same commit', async () => {
    const { printer, queue, database } = await startPrinting(journalWith(1), { agentCopy: true })
    const job = queue.original(T1, receipt, CASH_IN)
    expect(countJobs(database)).toBe(2)
    await vi.waitFor(() => expect(queue.waiting()).toBe(0))
    const [customers, agents] = [await printer.nextJob(), await printer.nextJob()]
    expect(customers.text).not.toContain('LEMBAR AGEN')
    expect(agents.text).toMatch(/^ *LEMBAR AGEN\n/)
    expect([customers.drawerKicks.length, agents.drawerKicks.length]).toEqual([1, 0])
    expect(queue.latest(T1)?.jobId).toBe(job.jobId)
    expect(queue.copies(T1)).toBe(0)
  })
})

describe('a receipt of which no byte left', () => {
  test('is tried again by itself as the original, and then rests', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { transport, jobs } = scripted(UNSENT)
    const queue = startQueue(journalWith(1), transport)
    const job = queue.original(T1, receipt)
    for (const [attempts, waitMs] of [
      [1, 2_000],
      [2, 5_000],
      [3, 10_000],
      [4, 600_000],
    ] as const) {
      await until(() => jobs.length === attempts && queue.latest(T1)?.state === 'failed-unsent')
      await vi.advanceTimersByTimeAsync(waitMs - 1)
      expect(jobs).toHaveLength(attempts)
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(jobs).toHaveLength(4)
    expect(queue.latest(T1)).toMatchObject({ jobId: job.jobId, copy: 0, reason: 'unreachable' })
  })

  test('is printed as the original when the teller asks, with the drawer shut', async () => {
    const { transport, papers } = scripted(UNSENT, CONFIRMED)
    const queue = startQueue(journalWith(1), transport)
    const job = queue.original(T1, receipt, CASH_IN)
    await queue.reached(job.jobId, 'failed-unsent')
    const again = queue.copy(T1, receipt, 'BNIUS100294')
    expect(again).toMatchObject({ jobId: job.jobId, copy: 0, state: 'queued' })
    await queue.reached(job.jobId, 'confirmed')
    expect(papers().map((text) => text.includes('\x1bp'))).toEqual([true, false])
    expect(papers()[1]).not.toContain('SALINAN')
    expect(queue.copies(T1)).toBe(0)
  })

  test('says what is true by now, not what was true when it was first tried', async () => {
    const { transport, papers } = scripted(UNSENT, CONFIRMED)
    const queue = startQueue(journalWith(1), transport)
    const job = queue.original(T1, receipt)
    await queue.reached(job.jobId, 'failed-unsent')
    queue.copy(T1, reversedReceipt(receipt, true))
    await queue.reached(job.jobId, 'confirmed')
    expect(papers()[1]).toContain('DIBATALKAN')
    expect(papers()[1]).not.toContain('BERHASIL')
  })

  test('does not wait for a printer that was taken away meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const queue = startQueue(journalWith(1), scripted(UNSENT).transport)
    queue.original(T1, receipt)
    await until(() => queue.latest(T1)?.state === 'failed-unsent')
    queue.use(undefined, { columns: 32, handling: { cut: 'none', feedLines: 0 } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(queue.latest(T1)).toMatchObject({ state: 'failed-unsent' })
    expect(queue.waiting()).toBe(0)
  })

  test('because there is no printer is printed once there is one', async () => {
    const database = journalWith(1)
    const queue = startQueue(database, undefined)
    const job = queue.original(T1, receipt)
    expect(job).toMatchObject({ state: 'failed-unsent', reason: 'no-printer' })
    expect(queue.printer()).toBe('none')
    const { transport, papers } = scripted(CONFIRMED)
    queue.use(transport, { columns: 48, handling: { cut: 'none', feedLines: 2 } })
    expect(queue.copy(T1, receipt).jobId).toBe(job.jobId)
    await queue.reached(job.jobId, 'confirmed')
    expect(papers()[0]).toContain('-'.repeat(48))
    expect(papers()[0]).not.toContain('\x1dV')
  })
})

test('what a restored backup says never left is printed as a copy, on whatever way', async () => {
  const database = journalWith(2)
  const without = startQueue(database, undefined)
  for (const id of [T1, transaction(2)]) without.original(id, receipt)
  database.exec(`UPDATE print_jobs SET reason = 'restored'`)
  const { transport, papers } = scripted(CONFIRMED)
  const queue = startQueue(database, transport)
  const copy = queue.copy(T1, receipt)
  expect(copy).toMatchObject({ copy: 1, state: 'queued' })
  await queue.reached(copy.jobId, 'confirmed')
  expect(papers()[0]).toContain('SALINAN')
  expect(queue.elsewhere(transaction(2), receipt, 'A1')).toMatchObject({ copy: 1, reason: 'elsewhere' })
})

describe('unsettled', () => {
  test('is what is queued, of unknown end, or refused; and nothing once a sheet of it came out', async () => {
    const { transport } = scripted(UNSENT, CUT_OFF, CONFIRMED)
    const queue = startQueue(journalWith(2), transport)
    expect(queue.unsettled()).toBe(0)
    const first = queue.original(T1, receipt)
    expect(queue.unsettled()).toBe(1)
    await queue.reached(first.jobId, 'failed-unsent')
    expect(queue.unsettled()).toBe(1)
    queue.copy(T1, receipt)
    await queue.reached(first.jobId, 'unknown')
    expect(queue.unsettled()).toBe(1)
    const copy = queue.copy(T1, receipt)
    await queue.reached(copy.jobId, 'confirmed')
    expect(queue.unsettled()).toBe(0)
  })

  test('forgets after a day what the printer refused, and never counts what no printer was there for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const clock = testClock()
    const database = journalWith(2)
    const queue = startQueue(database, scripted(UNSENT).transport, { clock })
    const job = queue.original(T1, receipt)
    await until(() => queue.latest(T1)?.state === 'failed-unsent')
    expect(queue.unsettled()).toBe(1)
    clock.pass(24 * 3_600_000 + 1)
    expect(queue.latest(T1)?.jobId).toBe(job.jobId)
    expect(queue.unsettled()).toBe(0)
    const none = startQueue(database, undefined, { clock })
    none.original(transaction(2), receipt)
    expect(none.unsettled()).toBe(0)
  })
})

describe('a copy', () => {
  test('says which it is, is counted, and knows who asked', async () => {
    const { printer, queue, database } = await startPrinting()
    const original = queue.original(T1, receipt)
    await queue.reached(original.jobId, 'confirmed')
    for (const n of [1, 2, 3]) {
      const copy = queue.copy(T1, receipt, `teller-${n}`)
      await queue.reached(copy.jobId, 'confirmed')
      expect(queue.copies(T1)).toBe(n)
      expect(row(database, copy.jobId)).toMatchObject({ copy: BigInt(n), asked_by: `teller-${n}` })
    }
    const papers = [
      await printer.nextJob(),
      await printer.nextJob(),
      await printer.nextJob(),
      await printer.nextJob(),
    ]
    expect(papers.map(({ text }) => /SALINAN ke-\d/.exec(text)?.[0])).toEqual([
      undefined,
      'SALINAN ke-1',
      'SALINAN ke-2',
      'SALINAN ke-3',
    ])
  })

  test('is not made while the last one is still on its way', async () => {
    const queue = startQueue(journalWith(1), holding)
    const original = queue.original(T1, receipt)
    await queue.reached(original.jobId, 'sending')
    expect(queue.copy(T1, receipt).jobId).toBe(original.jobId)
  })
})

describe('after a crash', () => {
  test('what was being sent is unknown and asked about; the original is not printed again', async () => {
    const database = journalWith(1)
    const crashed = startQueue(database, holding)
    const job = crashed.original(T1, receipt)
    await crashed.reached(job.jobId, 'sending')

    const { transport, papers } = scripted(CONFIRMED)
    const queue = startQueue(database, transport)
    queue.resume()
    expect(queue.latest(T1)).toMatchObject({ jobId: job.jobId, state: 'unknown', reason: 'interrupted' })
    expect(queue.unanswered()).toEqual([queue.latest(T1)])
    expect(queue.original(T1, receipt).jobId).toBe(job.jobId)
    const copy = queue.copy(T1, receipt)
    await queue.reached(copy.jobId, 'confirmed')
    expect(papers()).toHaveLength(1)
    expect(papers()[0]).toContain('SALINAN ke-1')
    expect(queue.unanswered()).toEqual([])
  })

  test('what was queued is printed, in order, as originals', async () => {
    const database = journalWith(3)
    const stopped = startQueue(database, scripted(CONFIRMED).transport)
    await stopped.close()
    const jobs = [1, 2, 3].map((n) => stopped.original(transaction(n), receipt))
    const { printer, queue } = await startPrinting(database)
    queue.resume()
    await queue.reached(jobs[2]!.jobId, 'confirmed')
    expect(queue.told.filter(({ state }) => state === 'confirmed').map(({ jobId }) => jobId)).toEqual(
      jobs.map(({ jobId }) => jobId),
    )
    expect(printer.jobs.map(({ text }) => text.includes('SALINAN'))).toEqual([false, false, false])
  })
})

describe('when the program ends', () => {
  test('what was queued with the drawer is printed with the drawer shut: nobody may be there', async () => {
    const database = journalWith(1)
    const stopped = startQueue(database, scripted(CONFIRMED).transport)
    const job = stopped.original(T1, receipt, CASH_IN)
    await stopped.close()
    expect(row(database, job.jobId)).toMatchObject({ state: 'queued', opens_drawer: 1n })
    const { transport, papers } = scripted(CONFIRMED)
    const queue = startQueue(database, transport)
    queue.resume()
    await queue.reached(job.jobId, 'confirmed')
    expect(papers()[0]).not.toContain('\x1bp')
  })

  test('what was queued waits for no printer where there is none any more', async () => {
    const database = journalWith(1)
    const stopped = startQueue(database, scripted(CONFIRMED).transport)
    stopped.original(T1, receipt)
    await stopped.close()
    const queue = startQueue(database, undefined)
    queue.resume()
    expect(queue.latest(T1)).toMatchObject({ state: 'failed-unsent', reason: 'no-printer' })
    expect(queue.waiting()).toBe(0)
  })

  test('a receipt that waits for paper is unknown at once', async () => {
    const { printer, queue } = await startPrinting()
    await printer.faults.set({ kind: 'paperOut', afterLines: 3 })
    const job = queue.original(T1, receipt)
    await vi.waitFor(() => expect(queue.printer()).toBe('paper-out'))
    await queue.close()
    expect(queue.latest(T1)).toMatchObject({ jobId: job.jobId, state: 'unknown', reason: 'interrupted' })
  })

  test('a receipt of which no byte left stays queued', async () => {
    let ended: ((result: TransportResult) => void) | undefined
    const queue = startQueue(journalWith(1), { print: () => new Promise((resolve) => (ended = resolve)) })
    queue.original(T1, receipt)
    await until(() => ended !== undefined)
    const closing = queue.close()
    ended!(UNSENT)
    await closing
    expect(queue.latest(T1)).toMatchObject({ state: 'queued' })
  })
})

describe('"was it printed?"', () => {
  async function startWithUnknown() {
    const { transport, papers } = scripted(CUT_OFF, CONFIRMED)
    const database = journalWith(1)
    const queue = startQueue(database, transport)
    const { jobId } = queue.original(T1, receipt)
    await queue.reached(jobId, 'unknown')
    return { queue, database, papers, jobId }
  }

  test('yes: it is confirmed, in the name of who saw it', async () => {
    const { queue, database, jobId } = await startWithUnknown()
    expect(queue.answer(jobId, true, 'BNIUS100294', receipt)).toMatchObject({
      jobId,
      state: 'confirmed',
      reason: 'teller-printed',
    })
    expect(row(database, jobId)).toMatchObject({
      answer: 'printed',
      answered_by: 'BNIUS100294',
      bytes_sent: 5n,
    })
    expect(row(database, jobId)['answered_at']).toMatch(/^\d{4}-.*Z$/)
    expect(queue.unanswered()).toEqual([])
  })

  test('no: a copy takes its place, and both are in the books', async () => {
    const { queue, database, papers, jobId } = await startWithUnknown()
    const copy = queue.answer(jobId, false, 'BNIUS100294', receipt)
    expect(copy).toMatchObject({ copy: 1, state: 'queued' })
    await queue.reached(copy.jobId, 'confirmed')
    expect(papers()[1]).toContain('SALINAN ke-1')
    expect(row(database, jobId)).toMatchObject({ answer: 'not-printed', state: 'unknown' })
    expect(row(database, copy.jobId)).toMatchObject({ asked_by: 'BNIUS100294' })
    expect(queue.unanswered()).toEqual([])
    expect(queue.told).toContainEqual(expect.objectContaining({ jobId, reason: 'teller-not-printed' }))
  })

  test('no: the copy says what is true by now, and there is none of a slip whose final receipt has its own paper', async () => {
    const { queue, papers, jobId } = await startWithUnknown()
    const copy = queue.answer(jobId, false, 'BNIUS100294', reversedReceipt(receipt, true))
    await queue.reached(copy.jobId, 'confirmed')
    expect(papers()[1]).toContain('DIBATALKAN')

    const other = await startWithUnknown()
    const now = unknownReceipt(documentDeposit)
    expect(other.queue.answer(other.jobId, false, 'BNIUS100294', now)).toMatchObject({
      jobId: other.jobId,
      reason: 'teller-not-printed',
    })
    expect(other.queue.waiting()).toBe(0)
    expect(other.queue.unanswered()).toEqual([])
  })

  test('is not asked any more once a copy was made', async () => {
    const { queue, jobId } = await startWithUnknown()
    await queue.reached(queue.copy(T1, receipt).jobId, 'confirmed')
    for (const printed of [true, false]) {
      expect(() => queue.answer(jobId, printed, 'BNIUS100294', receipt)).toThrow(
        expect.objectContaining<Partial<TellerError>>({
          failure: { code: 'INVALID_INPUT', field: 'jobId', rule: 'not-asked' },
        }),
      )
    }
    expect(queue.copies(T1)).toBe(1)
  })

  test('is asked once, and only where the printer could not say', async () => {
    const { queue, jobId } = await startWithUnknown()
    queue.answer(jobId, true, 'BNIUS100294', receipt)
    for (const other of [jobId, 'no-such-job']) {
      expect(() => queue.answer(other, false, 'BNIUS100294', receipt)).toThrow(
        expect.objectContaining<Partial<TellerError>>({
          failure: { code: 'INVALID_INPUT', field: 'jobId', rule: 'not-asked' },
        }),
      )
    }
  })
})

describe('paper without a transaction', () => {
  test('is printed and not kept', async () => {
    const { printer, queue, database } = await startPrinting()
    expect(await queue.slip(receipt)).toMatchObject({ state: 'confirmed' })
    expect((await printer.nextJob()).text).toContain('SETOR TUNAI')
    expect(countJobs(database)).toBe(0)
  })

  test('waits for the receipts before it', async () => {
    const { transport, papers } = scripted(CONFIRMED)
    const queue = startQueue(journalWith(1), transport)
    queue.original(T1, receipt)
    expect(await queue.openDrawer()).toEqual(CONFIRMED)
    expect(papers()[0]).toContain('SETOR TUNAI')
    expect(papers()[1]).toBe('\x1bp\x00\x19\xfa')
  })

  test('without a printer fails at once', async () => {
    const queue = startQueue(journalWith(0), undefined)
    expect(await queue.slip(receipt)).toMatchObject({ state: 'failed-unsent', reason: 'no-printer' })
  })

  test('that still waits when the program ends is told so', async () => {
    const queue = startQueue(journalWith(1), holding)
    const job = queue.original(T1, receipt)
    await queue.reached(job.jobId, 'sending')
    const opening = queue.openDrawer()
    await queue.close()
    expect(await opening).toMatchObject({ state: 'failed-unsent', reason: 'interrupted' })
  })
})

test('a receipt that cannot be laid out any more does not stop those behind it', async () => {
  const log = eventLog()
  const database = journalWith(2)
  const { transport, jobs } = scripted(CONFIRMED)
  const stopped = startQueue(database, transport)
  await stopped.close()
  const broken = stopped.original(T1, receipt)
  const good = stopped.original(transaction(2), receipt)
  database.prepare(`UPDATE print_jobs SET receipt = '{"version":9}' WHERE id = ?`).run(broken.jobId)
  const queue = startQueue(database, transport, { log })
  queue.resume()
  await queue.reached(good.jobId, 'confirmed')
  expect(queue.latest(T1)).toMatchObject({ state: 'failed-unsent', reason: 'unreadable' })
  expect(log.events).toEqual(['print.receipt-unreadable'])
  expect(jobs).toHaveLength(1)
})

test('a transport that breaks leaves its receipt unknown and does not stop those behind it', async () => {
  const log = eventLog()
  const { transport, jobs } = scripted(CONFIRMED)
  const breaking: Transport = {
    print(job) {
      if (jobs.push(job) === 1) throw new TypeError('a fault of ours')
      return transport.print(job)
    },
  }
  const queue = startQueue(journalWith(2), breaking, { log })
  queue.original(T1, receipt)
  const good = queue.original(transaction(2), receipt)
  await queue.reached(good.jobId, 'confirmed')
  expect(queue.latest(T1)).toMatchObject({ state: 'unknown', reason: 'connection-lost' })
  expect(queue.unanswered()).toHaveLength(1)
  expect(queue.copy(T1, receipt).copy).toBe(1)
  expect(log.events).toEqual(['print.transport-broken'])
})

test('a receipt whose end could not be written is asked about, not sent without end', async () => {
  const database = journalWith(2)
  const { transport } = scripted(CONFIRMED)
  const queue = startQueue(database, transport)
  // As a full disk refuses it, once the paper is out.
  database.exec(`CREATE TEMP TRIGGER full BEFORE UPDATE ON print_jobs WHEN NEW.state = 'confirmed'
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
  const job = queue.original(T1, receipt)
  await queue.reached(job.jobId, 'sending')
  await until(() => queue.printer() === 'ready')
  database.exec('DROP TRIGGER full')
  expect(queue.copy(T1, receipt)).toMatchObject({ jobId: job.jobId, copy: 0 })
  await queue.reached(job.jobId, 'unknown')
  expect(queue.unanswered()).toHaveLength(1)
})

test('every reason has its words', () => {
  expect(Object.keys(words.print.reasons)).toEqual(expect.arrayContaining([...PRINT_REASONS]))
})

describe('a sheet that leaves by another way', () => {
  test('is the original where nothing of it had left, and is not printed by itself afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { transport, jobs } = scripted(UNSENT)
    const queue = startQueue(journalWith(1), transport)
    const { jobId } = queue.original(T1, receipt)
    await until(() => queue.latest(T1)?.state === 'failed-unsent')
    expect(queue.elsewhere(T1, receipt, 'BNIUS100294')).toMatchObject({
      ...{ jobId, copy: 0, state: 'sent-unverified', reason: 'elsewhere' },
    })
    await vi.advanceTimersByTimeAsync(600_000)
    expect(jobs).toHaveLength(1)
    expect(queue.copy(T1, receipt)).toMatchObject({ copy: 1 })
  })

  test('is the next copy where the printer may have printed, counted and in the name of who asked', async () => {
    for (const result of [CONFIRMED, CUT_OFF]) {
      const { transport } = scripted(result)
      const database = journalWith(1)
      const queue = startQueue(database, transport)
      await queue.reached(queue.original(T1, receipt).jobId, result.state)
      const sheet = queue.elsewhere(T1, receipt, 'BNIUS100294')
      expect(sheet).toMatchObject({ copy: 1, state: 'sent-unverified' })
      expect(row(database, sheet.jobId)).toMatchObject({ asked_by: 'BNIUS100294' })
      expect(queue.copies(T1)).toBe(1)
      expect(queue.unanswered()).toEqual([])
    }
  })

  test('that was called off is not in the way: the printer prints it, under its number', async () => {
    const { transport, papers } = scripted(UNSENT, CONFIRMED)
    const queue = startQueue(journalWith(1), transport)
    await queue.reached(queue.original(T1, receipt).jobId, 'failed-unsent')
    const sheet = queue.elsewhere(T1, receipt, 'BNIUS100294')
    expect(queue.notMade(sheet.jobId)).toMatchObject({ state: 'failed-unsent', reason: 'not-made' })
    await queue.reached(queue.copy(T1, receipt).jobId, 'confirmed')
    expect(papers()[1]).not.toContain('SALINAN')
  })
})

test('the set-up of the counter holds from the next receipt on: second sheet, drawer, symbol', async () => {
  const { transport, papers } = scripted(CONFIRMED)
  const queue = startQueue(journalWith(2), transport, { drawer: false })
  await queue.reached(queue.original(T1, receipt, CASH_IN).jobId, 'confirmed')
  queue.use(transport, {
    ...{ columns: 32, handling: { cut: 'none', feedLines: 0 } },
    ...{ agentCopy: true, drawer: true, qr: true },
  })
  queue.original(transaction(2), receipt, CASH_IN)
  await until(() => papers().length === 3 && queue.waiting() === 0)
  expect(papers().map((text) => text.includes('\x1bp'))).toEqual([false, true, false])
  expect(papers().map((text) => text.includes('\x1d(k'))).toEqual([false, true, true])
  expect(papers().map((text) => text.includes('LEMBAR AGEN'))).toEqual([false, false, true])
})
