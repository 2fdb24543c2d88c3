import type { Output, ParsedInput, PrintJob } from '#shared/contract.ts'
import { layout } from '#shared/layout.ts'
import type { ReceiptDoc } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import type { Reports, SaveFile } from '../exports/delivery.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import { paperOf } from '../journal/outcome.ts'
import type { PrinterDesk } from '../printing/desk.ts'
import type { Session } from '../session.ts'

/** Receipts: what is asked about them, and how they leave where the receipt printer does not print them. */
interface Parts {
  journal: MoneyJournal
  printerDesk: PrinterDesk
  session: Pick<Session, 'caller'>
  saveFile: SaveFile
  reports: Reports
}

/** The receipts of which nobody knows whether they came out. */
export function listQuestions({ journal, printerDesk }: Parts): Output<'print.unanswered'> {
  const items = printerDesk.queue.unanswered().map((job) => {
    const { reference, kind, accountName, amount, createdAt: at } = journal.get(job.transactionId)
    return { job, reference, kind, accountName, amount, at }
  })
  return { items }
}

export function answerQuestion(
  { journal, printerDesk, session }: Parts,
  { jobId, printed }: ParsedInput<'print.answer'>,
): PrintJob {
  const { queue } = printerDesk
  const job = queue.job(jobId)
  const receipt = job && paperOf(journal.get(job.transactionId))
  return queue.answer(jobId, printed, session.caller().profile.username, receipt)
}

/** The receipt as a PDF of the lines that the printer would print, counted like any other sheet. */
export async function saveReceiptPdf(
  parts: Parts,
  { transactionId, page }: ParsedInput<'receipt.savePdf'>,
): Promise<Output<'receipt.savePdf'>> {
  const { receipt, reference } = receiptOf(parts, transactionId)
  const sheet = sheetOf(parts, transactionId, receipt)
  const saved = await sheet.or(() =>
    parts.saveFile(`struk-${reference}.pdf`, async () => {
      const { receiptPdf } = await import('../printing/receipt-pdf.ts')
      return receiptPdf(sheet.lines(), sheet.columns, page)
    }),
  )
  return { saved, job: sheet.job() }
}

/** The same on an ordinary printer, through the system's dialog. */
export async function printReceiptElsewhere(
  parts: Parts,
  { transactionId }: ParsedInput<'receipt.printElsewhere'>,
): Promise<Output<'receipt.printElsewhere'>> {
  const { receipt, reference } = receiptOf(parts, transactionId)
  const sheet = sheetOf(parts, transactionId, receipt)
  const lines = sheet.lines()
  const printed = await sheet.or(() => parts.reports.printReceipt(reference, lines))
  return { job: printed ? sheet.job() : sheet.notMade() }
}

function receiptOf({ journal }: Parts, id: TransactionId) {
  const row = journal.get(id)
  const receipt = paperOf(row)
  if (!receipt) throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'no-receipt' })
  return { receipt, reference: row.reference }
}

/**
 * One sheet that leaves by another way. It gets its number before it is made, so that no two sheets have the same; what comes to
 * nothing afterwards is noted as not made.
 */
function sheetOf({ printerDesk, session }: Parts, transactionId: TransactionId, receipt: ReceiptDoc) {
  const { queue, settings } = printerDesk
  const { columns, qr } = settings().choice
  const { username } = session.caller().profile
  let job: PrintJob | undefined
  return {
    columns,
    job: () => job,
    lines() {
      job = queue.elsewhere(transactionId, receipt, username)
      return layout(receipt, columns, job.copy, 'customer', qr)
    },
    notMade() {
      job = job && queue.notMade(job.jobId)
      return undefined
    },
    async or<T>(make: () => Promise<T>): Promise<T> {
      try {
        return await make()
      } catch (error) {
        this.notMade()
        throw error
      }
    },
  }
}
