import { z } from 'zod'
import { mandatoryText, wireText, withOtherName } from '../wire/fields.ts'

const servingAgent = z
  .object({ kode_agen: mandatoryText, nama: wireText, alamat: wireText })
  .transform((agent) => ({ agentCode: agent.kode_agen, agentName: agent.nama, address: agent.alamat }))
export type ServingAgent = z.infer<typeof servingAgent>

/**
 * The heading of receipts, as answers of the Transaction section carry it (`kodeAgen` in the document's tables). Undefined
 * where it is missing or empty: the session knows the agent too, so it decides about no answer.
 */
export const wireAgent = withOtherName('kode_agen', 'kodeAgen', servingAgent).optional().catch(undefined)
