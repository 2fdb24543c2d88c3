import { z } from 'zod'
import { parseRupiah, type Rupiah } from '#shared/money.ts'

/** Money in any of the API's forms, as sen. */
export const wireMoney = z.union([z.number(), z.string()]).transform((value, context): Rupiah => {
  try {
    return parseRupiah(value)
  } catch {
    context.addIssue({ code: 'custom', message: 'not an amount of money' })
    return z.NEVER
  }
})

/** Text that the API may also send as a number, null, or not at all. */
export const wireText = z
  .union([z.string(), z.number().transform(String), z.null().transform(() => '')])
  .default('')
/** Text without which an answer is of no use. */
export const mandatoryText = z.union([z.string().min(1), z.number().transform(String)])
