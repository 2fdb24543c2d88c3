import { z } from 'zod'
import { accountRule, pinRule } from '../field-rules.ts'
import { MAX_RUPIAH_DIGITS, rupiah, type Rupiah } from '../money.ts'
import type { AccountNumber, Pin, Reference, TransactionId } from '../references.ts'
import type { Instant } from '../time.ts'

/** What the topics of the contract are made of. */

export const branded = <T extends string>(pattern: RegExp) =>
  z.string().regex(pattern) as unknown as z.ZodType<T, string>
/** A string that obeys a rule of field-rules.ts; the issue's message is the broken rule's name. */
export const ruled = <T extends string>(rule: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const broken = rule(text)
    if (broken) context.addIssue({ code: 'custom', message: broken })
  }) as unknown as z.ZodType<T, string>
export const uuid = <T extends string>() => z.uuid() as unknown as z.ZodType<T, string>

export const money = z.bigint() as unknown as z.ZodType<Rupiah, Rupiah>
/** What a teller may post: more than zero, whole rupiah, at most 15 digits. */
export const postableAmount = z.bigint().superRefine((sen, context) => {
  const broken =
    sen < 0n
      ? 'amount-negative'
      : sen === 0n
        ? 'amount-zero'
        : sen % 100n !== 0n
          ? 'amount-letters'
          : sen >= rupiah(10n ** BigInt(MAX_RUPIAH_DIGITS))
            ? 'amount-too-long'
            : undefined
  if (broken) context.addIssue({ code: 'custom', message: broken })
}) as unknown as z.ZodType<Rupiah, Rupiah>
export const instant = branded<Instant>(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
export const reference = branded<Reference>(/^\d{16}$/)
export const transactionId = uuid<TransactionId>()
export const accountNumber = ruled<AccountNumber>(accountRule)
export const pin = ruled<Pin>(pinRule)
export const nothing = z.strictObject({})

/** Agent: serves customers. Supervisor: graphs, approvals. Helpdesk and reader: look, never post (DESIGN: Who uses it). */
export const ROLES = ['agent', 'supervisor', 'helpdesk', 'reader'] as const
export type Role = (typeof ROLES)[number]

/** A second person's own sign-in, for one act. */
export const credentials = z.strictObject({
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(128),
})

/** Who may call a method: anyone, whoever is signed in, or the named roles. Locked counts as not signed in. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

export const method = <I extends z.ZodType, O extends z.ZodType>(access: Access, input: I, output: O) => ({
  access,
  input,
  output,
})
