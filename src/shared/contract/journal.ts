import { z } from 'zod'
import { MONEY_KINDS, MONEY_STATES } from '../money-states.ts'
import { instant, method, money, transactionId } from './fields.ts'
import { journalRow } from './transaction.ts'

/** The journal: found as fast as somebody types, added up, looked into, exported. */

const day = z.iso.date()

/** What narrows the journal besides what is typed; absent = all. */
const journalFilter = z.strictObject({
  kind: z.enum(MONEY_KINDS).optional(),
  state: z.enum(MONEY_STATES).optional(),
  /** a sign-in name, entire */
  teller: z.string().min(1).max(64).optional(),
  /** days of the outlet, both included; at most ten years */
  period: z
    .strictObject({ from: day, to: day })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < 3_660 * 86_400_000, 'period-too-long')
    .optional(),
})
export type JournalFilter = z.output<typeof journalFilter>

const question = z.strictObject({
  /** words, digits, amounts, days, and the names of states and kinds: all of them must fit */
  search: z.string().max(100),
  filter: journalFilter,
})
export type JournalQuestion = z.input<typeof question>

/** The place of a row in the order of the journal. */
const place = z.bigint().positive()

const stateTotal = z.object({
  state: z.enum(MONEY_STATES),
  count: z.number(),
  amount: money,
  fee: money,
})
export type StateTotal = z.infer<typeof stateTotal>

/** One value of what was sent or received. */
const exchanged = z.object({
  /** where it stands in the message: `data.admin` */
  path: z.string(),
  value: z.string(),
  masked: z.boolean(),
})
export type Exchanged = z.infer<typeof exchanged>

const exchange = z.object({
  sent: z.array(exchanged),
  received: z.array(exchanged),
  /** who had it shown in full before */
  revealedBy: z.array(z.object({ at: instant, by: z.string() })),
})
export type JournalExchange = z.infer<typeof exchange>

/** `file` is absent where the person cancelled. */
const saved = z.object({ file: z.string().optional() })

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const

export const journalMethods = {
  /** One page, newest first. */
  'journal.list': method(
    'signed-in',
    question.extend({ below: place.optional(), limit: z.number().int().min(1).max(500) }),
    z.object({ rows: z.array(journalRow), next: place.optional() }),
  ),
  /** All that is found, added up by state. Absent where a later question came first. */
  'journal.totals': method('signed-in', question, z.object({ totals: z.array(stateTotal).optional() })),
  /** What was sent and received, masked. */
  'journal.exchange': method('signed-in', z.strictObject({ transactionId }), exchange),
  /** The same in full; who looked stands in the audit trail. */
  'journal.reveal': method(['agent', 'supervisor', 'helpdesk'], z.strictObject({ transactionId }), exchange),
  /** All that is found, as a file. */
  'journal.export': method(
    ['agent', 'supervisor', 'helpdesk'],
    question.extend({ format: z.enum(EXPORT_FORMATS) }),
    saved,
  ),
  /** Ends the export that is being written; nothing is left of it. */
  'journal.stopExport': method(['agent', 'supervisor', 'helpdesk'], z.strictObject({}), z.object({})),
  /** All that the journal can prove of one transaction, masked, as a PDF. */
  'journal.disputePack': method(
    ['agent', 'supervisor', 'helpdesk'],
    z.strictObject({ transactionId }),
    saved,
  ),
} as const
