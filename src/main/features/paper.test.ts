import { describe, expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { MONEY_KINDS } from '#shared/money-states.ts'
import { confirmedReceipt, unknownReceipt, type ReceiptDoc } from '#shared/receipt.ts'
import type { Line } from '#shared/layout.ts'
import { TellerError } from '#shared/result.ts'
import { newAttempt, openCounter } from '../../../tests/support/counter.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { factsOf } from '../journal/outcome.ts'
import type { PrinterDesk } from '../printing/desk.ts'
import { reprint } from './journal-view.ts'
import { answerQuestion, listQuestions, printReceiptElsewhere, saveReceiptPdf } from './paper.ts'

function openDesk() {
  const counter = openCounter()
  const printed: { title: string; lines: readonly Line[] }[] = []
  const saved: { name: string; content: unknown }[] = []
  const answers = { chosen: true, printed: true, broken: false }
  const parts = {
    ...counter,
    printerDesk: {
      queue: counter.printing,
      settings: () => ({ choice: { columns: 32, qr: false } }),
    } as unknown as PrinterDesk,
    async saveFile(name: string, make: () => unknown) {
      if (!answers.chosen) return undefined
      const content: unknown = await make()
      if (answers.broken) throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' })
      saved.push({ name, content })
      return name
    },
    reports: {
      toPdf: () => Promise.reject(new Error('not here')),
      print: () => Promise.reject(new Error('not here')),
      async printReceipt(title: string, lines: readonly Line[]) {
        if (answers.printed) printed.push({ title, lines })
        return answers.printed
      },
    },
  }
  /** A confirmed deposit whose original is on paper. */
  const confirmed = async (kind: (typeof MONEY_KINDS)[number] = 'deposit') => {
    const { id } = counter.journal.beginSending(intentOf({ kind }))
    const receipt = confirmedReceipt(factsOf(counter.journal.get(id)))
    const row = counter.journal.settle(id, 'confirm', { evidence: '', receipt }, 'bank')
    const job = counter.printing.original(id, receipt)
    await expect.poll(() => counter.printing.latest(id)?.state).toBe('confirmed')
    return { ...row, job }
  }
  return { ...parts, parts, answers, printed, saved, confirmed }
}

const textOf = (lines: readonly Line[]) => lines.map(({ text }) => text).join('\n')

describe('a receipt that leaves by another way', () => {
  it('is a counted copy, under the name of its reference', async () => {
    const { parts, confirmed, saved, printing } = openDesk()
    const { id: transactionId, reference } = await confirmed()
    const { job, saved: name } = await saveReceiptPdf(parts, { transactionId, page: 'a4' })
    expect(name).toBe(`struk-${reference}.pdf`)
    expect(job).toMatchObject({ copy: 1, state: 'sent-unverified', reason: 'elsewhere' })
    expect(String(saved[0]?.content)).toContain('(          SALINAN ke-1) Tj')
    expect(printing.copies(transactionId)).toBe(1)
  })

  it('is no copy where the person thought better of it', async () => {
    const { parts, confirmed, answers, printing } = openDesk()
    const { id: transactionId } = await confirmed()
    answers.chosen = false
    expect(await saveReceiptPdf(parts, { transactionId, page: 'roll' })).toEqual({
      ...{ saved: undefined, job: undefined },
    })
    expect(printing.copies(transactionId)).toBe(0)
  })

  it('is noted as not made where the disk refused it', async () => {
    const { parts, confirmed, answers, printing } = openDesk()
    const { id: transactionId } = await confirmed()
    answers.broken = true
    await expect(saveReceiptPdf(parts, { transactionId, page: 'a4' })).rejects.toThrow(TellerError)
    expect(printing.latest(transactionId)).toMatchObject({ state: 'failed-unsent', reason: 'not-made' })
  })

  it('prints the same lines on an ordinary printer, or none where the dialog was cancelled', async () => {
    const { parts, confirmed, answers, printed, printing } = openDesk()
    const { id: transactionId, reference } = await confirmed()
    await printReceiptElsewhere(parts, { transactionId })
    expect(printed.map(({ title }) => title)).toEqual([reference])
    expect(textOf(printed[0]!.lines)).toContain('SALINAN ke-1')
    answers.printed = false
    expect(await printReceiptElsewhere(parts, { transactionId })).toEqual({ job: undefined })
    expect(printing.latest(transactionId)).toMatchObject({ copy: 2, reason: 'not-made' })
  })
})

describe('"was it printed?"', () => {
  it('names the transaction, and takes the answer of whoever is signed in', async () => {
    const { parts, journal, printing, printer } = openDesk()
    const { id } = journal.beginSending(intentOf({ accountName: 'Siti' }))
    const receipt = unknownReceipt(factsOf(journal.get(id)))
    journal.settle(id, 'lose', { evidence: '', receipt }, 'workstation')
    printer.print = async () => ({
      ...{ state: 'unknown', bytesWritten: 3, reason: 'connection-lost', printer: 'offline' },
    })
    const { jobId } = printing.original(id, receipt)
    await expect.poll(() => listQuestions(parts).items.length).toBe(1)
    const [question] = listQuestions(parts).items
    expect(question).toMatchObject({ accountName: 'Siti', kind: 'deposit', job: { jobId, part: 'customer' } })
    expect(answerQuestion(parts, { jobId, printed: true })).toMatchObject({ state: 'confirmed' })
    expect(listQuestions(parts).items).toEqual([])
  })
})

describe('a reprint from the journal', () => {
  const papers = (receipts: readonly Buffer[]) => receipts.map((bytes) => bytes.toString('latin1'))

  it.each(MONEY_KINDS)('of a confirmed %s is its receipt, marked as a copy', async (kind) => {
    const { parts, confirmed, printer } = openDesk()
    const { id, receipt } = await confirmed(kind)
    reprint(parts, id)
    await printer.printed(2)
    const [original, copy] = papers(printer.jobs)
    const title = (receipt as ReceiptDoc).blocks.find((block) => block.type === 'centre' && block.bold)
    expect(title).toBeDefined()
    expect(original).not.toContain('SALINAN')
    expect(copy).toContain('SALINAN ke-1')
    expect(copy).toContain('BERHASIL')
  })

  it('of an unknown is the provisional slip, and never says that it succeeded', async () => {
    const { parts, journal, printing, printer } = openDesk()
    const { id } = journal.beginSending(intentOf())
    const receipt = unknownReceipt(factsOf(journal.get(id)))
    journal.settle(id, 'lose', { evidence: '', receipt }, 'workstation')
    printing.original(id, receipt)
    await printer.printed(1)
    await expect.poll(() => printing.latest(id)?.state).toBe('confirmed')
    reprint(parts, id)
    await printer.printed(2)
    expect(papers(printer.jobs)[1]).toMatch(/SALINAN ke-1[^]*STATUS BELUM PASTI/)
  })

  it('of what was reversed says so, and of what may have been, that it may', async () => {
    const { parts, confirmed, journal, printer } = openDesk()
    const { id } = await confirmed('switcher-transfer')
    const reversal = journal.beginSending(intentOf({ kind: 'switcher-reversal', reverses: id }))
    journal.settle(reversal.id, 'lose', { evidence: '' }, 'workstation')
    reprint(parts, id)
    await printer.printed(2)
    journal.settle(reversal.id, 'confirm', { evidence: '' }, 'bank')
    await expect.poll(() => parts.printing.latest(id)?.state).toBe('confirmed')
    reprint(parts, id)
    await printer.printed(3)
    const [original, doubtful, reversed] = papers(printer.jobs)
    expect(original).toContain('BERHASIL')
    expect(doubtful).toMatch(/SALINAN ke-1[^]*PEMBATALAN BELUM/)
    expect(reversed).toMatch(/SALINAN ke-2[^]*DIBATALKAN/)
    for (const paper of [doubtful, reversed]) expect(paper).not.toMatch(/BERHASIL|sebagai bukti/)
  })

  it('of a switcher transfer that was not posted is none: no cash is there to give back', () => {
    const { parts, journal } = openDesk()
    const { id } = journal.beginSending(intentOf({ kind: 'switcher-transfer' }))
    const receipt = unknownReceipt(factsOf(journal.get(id)))
    journal.settle(id, 'lose', { evidence: '', receipt }, 'workstation')
    journal.settle(id, 'reject', { evidence: '' }, 'bank')
    expect(() => reprint(parts, id)).toThrow(TellerError)
  })

  it.each(['reject', 'prove-not-sent'] as const)('of what came to %s is none', (event) => {
    const { parts, journal } = openDesk()
    const { id } = journal.beginSending(intentOf())
    journal.settle(id, event, { evidence: '' }, 'bank')
    expect(() => reprint(parts, id)).toThrow(TellerError)
  })
})

it('costs the teller no waiting where the printer never answers: the outcome is there, its paper still queued', async () => {
  const { parts, printer, posting, printing } = openDesk()
  let begun = false
  printer.print = (_job, watch) => {
    begun = true
    return new Promise((resolve) => {
      watch!.signal.addEventListener('abort', () =>
        resolve({ state: 'unknown', bytesWritten: 0, reason: 'interrupted', printer: 'offline' }),
      )
    })
  }
  const outcome = await posting.post(newAttempt(), () => ({
    ...{ kind: 'deposit' as const, account: '14047', accountName: 'Siti' },
    ...{ amount: rupiah(25_000), fee: rupiah(0), sentBody: {}, answers: {} },
    send: async () => ({ kind: 'confirmed' as const, data: {}, evidence: '' }),
    understand: () => ({}),
  }))
  expect(outcome).toMatchObject({ state: 'confirmed', printJob: { state: 'queued' } })
  await expect.poll(() => begun).toBe(true)
  expect(printing.latest(outcome.transactionId)?.state).toBe('sending')
  expect(parts.journal.get(outcome.transactionId).state).toBe('confirmed')
})
