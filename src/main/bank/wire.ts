import { z } from 'zod'
import { mandatoryText, wireText } from '../wire/fields.ts'

/** The heading of receipts, as answers of the Transaction section carry it. */
export const wireAgent = z
  .object({ kode_agen: mandatoryText, nama: wireText, alamat: wireText })
  .transform((agent) => ({ agentCode: agent.kode_agen, agentName: agent.nama, address: agent.alamat }))
export type ServingAgent = z.infer<typeof wireAgent>
