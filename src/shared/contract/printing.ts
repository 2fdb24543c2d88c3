import { z } from 'zod'
import { MONEY_KINDS } from '../money-states.ts'
import { instant, method, money, nothing, reference, transactionId } from './fields.ts'
import { PRINT_STATES, printJob } from './transaction.ts'

/** Paper: what becomes of receipts, and the printer of this counter. */

/** What the printer says of itself; `silent`: it does not report, which is never "paper ok". */
export const PRINTER_WORDS = [
  'none',
  'unproven',
  'ready',
  'paper-low',
  'paper-out',
  'cover-open',
  'offline',
  'silent',
] as const
const printerWord = z.enum(PRINTER_WORDS)

/** A receipt of which nobody knows whether it came out: somebody looks at the paper and says so. */
const printQuestion = z.object({
  job: printJob,
  reference,
  kind: z.enum(MONEY_KINDS),
  accountName: z.string(),
  amount: money,
  at: instant,
})
export type PrintQuestion = z.infer<typeof printQuestion>

/** How this counter prints. */
export const printerChoice = z.strictObject({
  /** `none`, `virtual` (training's own), or a `printer` setting of docs/printing.md */
  setting: z.string().trim().min(1).max(200),
  columns: z.union([z.literal(32), z.literal(48)]),
  cut: z.enum(['none', 'partial', 'full']),
  /** blank lines between the last line and the cutter or tear bar */
  feedLines: z.number().int().min(0).max(20),
  /** a second sheet of every original, for the agent */
  agentCopy: z.boolean(),
  /** the cash drawer opens with the receipt of cash that was taken */
  drawer: z.boolean(),
  /** a QR symbol of the reference */
  qr: z.boolean(),
})
export type PrinterChoice = z.infer<typeof printerChoice>

const printerSettings = z.object({
  choice: printerChoice,
  /** outlet.json or the environment says which printer: nothing can be chosen here */
  fixed: z.boolean(),
  /** training has a printer of its own to choose */
  hasVirtual: z.boolean(),
  word: printerWord,
  /** what the printer has shown that it can do; absent: not known yet */
  reportsStatus: z.boolean().optional(),
  reportsCompletion: z.boolean().optional(),
})
export type PrinterSettings = z.infer<typeof printerSettings>

const foundPrinter = z.object({ setting: z.string(), name: z.string() })
export type FoundPrinter = z.infer<typeof foundPrinter>

/** What is known of a slip that is kept nowhere. */
const slipResult = z.object({ state: z.enum(PRINT_STATES), reason: z.string().optional(), word: printerWord })
export type SlipResult = z.infer<typeof slipResult>

/** What a trainer can make go wrong with training's printer, in the terms of the counter. */
export const PRINTER_FAULTS = [
  'paper-out',
  'paper-out-midway',
  'paper-low',
  'cover-open',
  'mute',
  'never-reads',
  'resets-midway',
  'slow',
  'switched-off',
  'noise',
  'restart-midway',
  'wrong-name',
] as const
export type PrinterFault = (typeof PRINTER_FAULTS)[number]
const faultsInForce = z.object({ faults: z.array(z.enum(PRINTER_FAULTS)) })

const COUNTER = ['agent', 'supervisor'] as const

export const printingMethods = {
  /** Receipts to ask about, oldest first. */
  'print.unanswered': method('signed-in', nothing, z.object({ items: z.array(printQuestion) })),
  /** What somebody saw on the paper. Not printed: the next copy is printed, and that job is returned. */
  'print.answer': method(COUNTER, z.strictObject({ jobId: z.uuid(), printed: z.boolean() }), printJob),

  /** Asks where to, and writes the receipt as a PDF. `saved` is absent where the person cancelled. */
  'receipt.savePdf': method(
    COUNTER,
    z.strictObject({ transactionId, page: z.enum(['a4', 'roll']) }),
    z.object({ saved: z.string().optional(), job: printJob.optional() }),
  ),
  /** Opens the system's print dialog, for an ordinary printer. `job` is absent where the person cancelled. */
  'receipt.printElsewhere': method(
    COUNTER,
    z.strictObject({ transactionId }),
    z.object({ job: printJob.optional() }),
  ),
  /** Prints the balance that this person was shown last, while it may still be on the screen. */
  'balance.print': method(['agent'], z.strictObject({ whose: z.enum(['customer', 'agent']) }), slipResult),

  'printer.settings': method('signed-in', nothing, printerSettings),
  /** Printers of this computer; nothing is printed and no port is opened. */
  'printer.find': method(COUNTER, nothing, z.object({ items: z.array(foundPrinter) })),
  /** What the printer at an address says, without printing. */
  'printer.probe': method(
    COUNTER,
    z.strictObject({ setting: printerChoice.shape.setting }),
    z.object({ word: printerWord }),
  ),
  'printer.choose': method(COUNTER, printerChoice, printerSettings),
  'printer.testPage': method(COUNTER, nothing, slipResult),
  'printer.openDrawer': method(COUNTER, nothing, slipResult),

  /** Only in training. */
  'training.printerFaults': method('signed-in', nothing, faultsInForce),
  'training.printerFault': method(
    'signed-in',
    z.strictObject({ fault: z.enum(PRINTER_FAULTS), on: z.boolean() }),
    faultsInForce,
  ),
} as const
