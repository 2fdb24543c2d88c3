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

/** A count, which the document's tables type as text and its examples send as a number. Dots group thousands. */
export const wireCount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^(\d+|\d{1,3}(\.\d{3})+)$/)
      .transform((text) => Number(text.replaceAll('.', ''))),
  ])
  .pipe(z.int().min(0))

/** Text that the API may also send as a number, null, or not at all. */
export const wireText = z
  .union([z.string(), z.number().transform(String), z.null().transform(() => '')])
  .default('')
/** Text without which an answer is of no use. */
export const mandatoryText = z.union([z.string().min(1), z.number().transform(String)])

/** An object in which the document's table and example name the same field differently: `other` counts as `name`. */
export const withOtherName = <S extends z.ZodType>(name: string, other: string, schema: S) =>
  z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || name in value || !(other in value)) return value
    return { ...value, [name]: (value as Record<string, unknown>)[other] }
  }, schema)
