import { z } from 'zod'
import type { AttemptId, InquiryId } from '../references.ts'
import { credentials, method, money, postableAmount, reference, uuid } from './fields.ts'
import { outcome } from './transaction.ts'

/** The switcher's four operations; offered only where the outlet's configuration names one (`app.info`: switcher). */

/** Banks have codes of their own here, such as BRINIDJA: the document types them with 3 characters and shows 8. */
const bankCode = z
  .string()
  .trim()
  .regex(/^\w{2,11}$/, 'bank-code')
const account = z
  .string()
  .trim()
  .regex(/^\d{3,20}$/, 'account-digits')

const party = z.object({ bank: z.string(), account: z.string(), name: z.string() })

const switcherPosting = z.object({
  refnum: z.string(),
  source: party,
  beneficiary: party,
  amount: money,
  remark: z.string(),
  /** its number in the switcher's books, which a reversal names */
  journal: z.string(),
})

const switcherAccount = party.extend({
  /** names this account as the beneficiary of one transfer */
  inquiryId: uuid<InquiryId>(),
  balance: money,
  /** in the switcher's words */
  status: z.string(),
})
export type SwitcherAccountView = z.infer<typeof switcherAccount>

const switcherCheck = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('found'),
    posting: switcherPosting,
    /** names this posting as what a reversal takes back */
    inquiryId: uuid<InquiryId>(),
  }),
  z.object({ result: z.literal('not-found') }),
  /** `said`: the switcher's own words where it had any */
  z.object({ result: z.literal('undecided'), said: z.string() }),
])
export type SwitcherCheckView = z.infer<typeof switcherCheck>

const POSTERS = ['agent', 'supervisor'] as const

export const switcherMethods = {
  'switcher.inquiry': method(POSTERS, z.strictObject({ bank: bankCode, account }), switcherAccount),
  'switcher.transfer': method(
    POSTERS,
    z.strictObject({
      attemptId: uuid<AttemptId>(),
      /** of the beneficiary */
      inquiryId: uuid<InquiryId>(),
      sourceBank: bankCode,
      sourceAccount: account,
      amount: postableAmount,
      remark: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(3).max(100).optional(),
      accountTail: z
        .string()
        .regex(/^\d{1,4}$/)
        .optional(),
    }),
    outcome,
  ),
  /** What became of a reference; a workstation without the right to post may ask too. */
  'switcher.check': method('signed-in', z.strictObject({ refnum: reference }), switcherCheck),
  /** Takes back the posting of a check, with a reason and a second person. */
  'switcher.reversal': method(
    POSTERS,
    z.strictObject({
      attemptId: uuid<AttemptId>(),
      /** of the check */
      inquiryId: uuid<InquiryId>(),
      reason: z.string().trim().min(3).max(200),
      approver: credentials,
    }),
    outcome,
  ),
} as const
