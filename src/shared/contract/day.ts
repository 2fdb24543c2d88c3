import { z } from 'zod'
import { DENOMINATIONS } from '../day.ts'
import { credentials, instant, method, money, nothing, postableAmount } from './fields.ts'
import { receiptDoc } from './transaction.ts'

/** The day at the till: opened with a float, counted blind, closed with a numbered report. */

const TILL = ['agent', 'supervisor'] as const

const cashMove = z.object({
  at: instant,
  by: z.string(),
  direction: z.enum(['in', 'out']),
  amount: money,
  reason: z.string(),
})

/** Whole rupiah, zero or more: a float, the cash of other applications. */
const heldAmount = money.refine((sen) => sen >= 0n && sen % 100n === 0n && sen < 10n ** 17n, 'amount-letters')

const pieces = z.partialRecord(z.enum(DENOMINATIONS), z.number().int().min(0).max(1_000_000))

const closedDay = z.object({
  number: z.number(),
  businessDate: z.string(),
  at: instant,
  by: z.string(),
  variance: money,
  /** its variance waits for a second person */
  waiting: z.boolean(),
  approver: z.string().optional(),
  /** 0 = never printed, 1 = the original, more = copies */
  prints: z.number(),
})
export type ClosedDayView = z.infer<typeof closedDay>

const dayState = z.object({
  /** the outlet's calendar day now */
  today: z.string(),
  /** absent: none is open */
  day: z
    .object({
      number: z.number(),
      businessDate: z.string(),
      openedAt: instant,
      openedBy: z.string(),
      float: money,
      moves: z.array(cashMove),
      counts: z.number(),
      /** opened on an earlier day and not closed since */
      overdue: z.boolean(),
    })
    .optional(),
  /** what the last closing left in the drawer without others' cash: a float to begin with */
  suggestedFloat: money.optional(),
  /** transactions whose outcome is not known */
  openUnknowns: z.number(),
  /** customers' cash in the drawer */
  held: money,
  waiting: z.array(closedDay),
  last: closedDay.optional(),
})
export type DayState = z.infer<typeof dayState>

/** What was counted against what should be there: told only to who has counted. */
const comparison = z.object({
  countId: z.number(),
  float: money,
  taken: money,
  earlier: money,
  cashIn: money,
  cashOut: money,
  held: money,
  otherApps: money,
  expected: money,
  counted: money,
  variance: money,
  times: z.number(),
  /** a second person must agree to such a variance */
  needsApproval: z.boolean(),
  varianceLimit: money,
})
export type DayComparison = z.infer<typeof comparison>

const report = z.object({ day: closedDay, receipt: receiptDoc })
export type DayReportView = z.infer<typeof report>

const dayNumber = z.number().int().min(1)

export const dayMethods = {
  'day.current': method(TILL, nothing, dayState),
  'day.open': method(TILL, z.strictObject({ float: heldAmount }), dayState),
  'day.cash': method(
    TILL,
    z.strictObject({
      direction: z.enum(['in', 'out']),
      amount: postableAmount,
      reason: z.string().trim().min(3).max(40),
    }),
    dayState,
  ),
  /** Keeps what was counted, then tells what should be there. */
  'day.count': method(TILL, z.strictObject({ pieces, otherApps: heldAmount }), comparison),
  /** Closes by the last count; nothing may have changed since. */
  'day.close': method(TILL, z.strictObject({ countId: z.number().int() }), report),
  'day.approve': method(
    TILL,
    z.strictObject({
      number: dayNumber,
      reason: z.string().trim().min(3).max(100),
      approver: credentials,
    }),
    report,
  ),
  'day.reports': method(
    'signed-in',
    z.strictObject({ below: dayNumber.optional() }),
    z.object({ days: z.array(closedDay) }),
  ),
  'day.report': method('signed-in', z.strictObject({ number: dayNumber }), report),
  /** The day so far (X); not kept. */
  'day.interim': method(TILL, nothing, z.object({ receipt: receiptDoc })),
  /** Prints a Z, or the day so far where no number is given. */
  'day.print': method(
    TILL,
    z.strictObject({ number: dayNumber.optional() }),
    z.object({
      state: z.string(),
      reason: z.string().optional(),
      /** 0 = original, n = SALINAN ke-n */
      copy: z.number(),
    }),
  ),
  'day.savePdf': method(
    TILL,
    z.strictObject({ number: dayNumber }),
    z.object({ file: z.string().optional() }),
  ),
} as const
