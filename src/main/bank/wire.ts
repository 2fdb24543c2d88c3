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

/** The frame of every answer: `code` "00" is success; `agent` names who served; other fields are ignored. */
const envelope = z.object({
  code: z.union([z.string(), z.number().transform(String)]),
  message: wireText,
  data: z.unknown().optional(),
  agent: z.unknown().optional(),
  session_id: z.unknown().optional(),
})
export type Envelope = z.infer<typeof envelope>

/** @returns undefined for anything that is not an answer of this API (HTML, an empty body, a cut JSON) */
export function parseEnvelope(text: string): Envelope | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The heading of receipts, as answers of the Transaction section carry it. */
export const wireAgent = z
  .object({ kode_agen: mandatoryText, nama: wireText, alamat: wireText })
  .transform((agent) => ({ agentCode: agent.kode_agen, agentName: agent.nama, address: agent.alamat }))
export type ServingAgent = z.infer<typeof wireAgent>

const failureData = z.object({ trace_code: wireText }).catch({ trace_code: '' })

/** The bank's no. A "-1" is a catch-all whose real code stands in brackets: `[0108] NO SUCH ACCOUNT`. */
export interface Refusal {
  bankCode: string
  bankMessage: string
  hostCode?: string
  traceCode?: string
}

export function refusalOf(answer: Envelope): Refusal {
  const hostCode = /^\s*\[(\w+)\]/.exec(answer.message)?.[1]
  const traceCode = failureData.parse(answer.data ?? {}).trace_code
  return {
    bankCode: answer.code,
    bankMessage: answer.message,
    ...(hostCode ? { hostCode } : {}),
    ...(traceCode ? { traceCode } : {}),
  }
}
