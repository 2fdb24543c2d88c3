import { z } from 'zod'
import { wireText } from './fields.ts'

/** The frame of every answer of Bank+ and the switcher: `code` "00" is success; fields not named here are ignored. */
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

const failureData = z.object({ trace_code: wireText }).catch({ trace_code: '' })

/** The bank's no. A "-1" is a catch-all whose real code stands in brackets: `[0108] NO SUCH ACCOUNT`. */
export interface Refusal {
  bankCode: string
  bankMessage: string
  hostCode?: string
  traceCode?: string
}

export function refusalOf(answer: Envelope): Refusal {
  const hostCode = answer.code === '-1' ? /^\s*\[(\w+)\]/.exec(answer.message)?.[1] : undefined
  const traceCode = failureData.parse(answer.data ?? {}).trace_code
  return {
    bankCode: answer.code,
    bankMessage: answer.message,
    ...(hostCode ? { hostCode } : {}),
    ...(traceCode ? { traceCode } : {}),
  }
}
