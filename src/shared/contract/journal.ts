import { z } from 'zod'
import { MONEY_KINDS, MONEY_STATES } from '../money-states.ts'
import { method, money } from './fields.ts'
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

export const journalMethods = {
  /** One page, newest first. */
  'journal.list': method(
    'signed-in',
    question.extend({ below: place.optional(), limit: z.number().int().min(1).max(500) }),
    z.object({ rows: z.array(journalRow), next: place.optional() }),
  ),
  /** All that is found, added up by state. Absent where a later question came first. */
  'journal.totals': method('signed-in', question, z.object({ totals: z.array(stateTotal).optional() })),
} as const
