import { expect, test } from 'vitest'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import {
  addTransaction,
  IMPATIENT,
  journalWith,
  startPrinter,
  startQueue,
  transaction,
} from '../../../tests/support/printing.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { encode } from './encode.ts'
import { createTcpTransport } from './transports/tcp.ts'

const receipt = confirmedReceipt(documentDeposit)
const bytes = encode(layout(receipt, 32), 32)
/** Two questions before, the job, the request for completion, two questions after. */
const CONVERSATION_BYTES = 6 + bytes.length + 11 + 6

const FINAL = ['confirmed', 'sent-unverified', 'failed-unsent', 'unknown'] as const

test(
  'the plug pulled at every byte: the word is true, and no receipt leaves as an original twice',
  { timeout: 120_000 },
  async () => {
    const printer = await startPrinter()
    const database = journalWith(0)
    const whole = layout(receipt, 32)
      .map(({ text }) => text.trimEnd())
      .join('\n')
    const words = new Map<string, number>()

    for (let pulledAt = 0; pulledAt <= CONVERSATION_BYTES; pulledAt++) {
      addTransaction(database, `t${pulledAt}`)
      const before = printer.jobs.length
      await printer.faults.set({ kind: 'resetAfterBytes', bytes: pulledAt })
      const first = queueOn()
      const job = first.original(transaction(pulledAt), receipt)
      const { state } = await first.reached(job.jobId, ...FINAL)
      await first.close()
      words.set(state, (words.get(state) ?? 0) + 1)

      // Plugged in again: what the queue prints by itself comes before what the teller asks for.
      await printer.faults.clear()
      const second = queueOn()
      second.resume()
      const again = second.copy(transaction(pulledAt), receipt)
      await second.reached(again.jobId, 'confirmed')
      await second.close()

      // A question cut in half makes a job without any paper.
      const papers = printer.jobs
        .slice(before)
        .filter(({ marks }) => marks.length > 0)
        .map(({ text, end }) => ({ text, end }))
      const asked = papers.pop()!
      const isCopy = asked.text.includes('SALINAN ke-1')
      expect({ pulledAt, end: asked.end, isCopy }).toEqual({
        pulledAt,
        end: 'cut',
        isCopy: state !== 'failed-unsent',
      })
      expect(papers.length, `papers of the attempt cut off at ${pulledAt}`).toBeLessThanOrEqual(1)
      expect(papers.some(({ text }) => text.includes('SALINAN'))).toBe(false)
      if (state === 'failed-unsent') expect({ pulledAt, papers }).toEqual({ pulledAt, papers: [] })
      if (state === 'confirmed')
        expect({ pulledAt, papers }).toEqual({ pulledAt, papers: [{ text: whole, end: 'cut' }] })
    }

    // Printing is not money: nothing that befell the paper touched a transaction.
    expect(database.prepare('SELECT DISTINCT state FROM money').all()).toEqual([{ state: 'confirmed' }])

    // The six bytes of the first questions carry nothing; from the last byte of the request on, the answer is out.
    expect(Object.fromEntries(words)).toEqual({
      'failed-unsent': 6,
      unknown: bytes.length + 11,
      confirmed: CONVERSATION_BYTES + 1 - 6 - bytes.length - 11,
    })

    function queueOn() {
      return startQueue(database, createTcpTransport('127.0.0.1', printer.port, undefined, IMPATIENT))
    }
  },
)
