import type { Reference } from '#shared/references.ts'
import { createWireClient, type WireClient } from '../wire/client.ts'
import type { BankHttp, Exchange } from '../wire/http.ts'
import type { BankEndpoint } from './endpoints.ts'
import { isKnownRefusal } from './refusals.ts'

export type { MoneyAnswer } from '../wire/client.ts'

export type BankClient = WireClient<BankEndpoint>

/** Who calls an operation of the document's Transaction section, and under which reference. */
export interface Caller {
  sessionId: string
  reference: Reference
}

/** @param heard see {@link createWireClient} */
export const createBankClient = (http: BankHttp, heard: (exchange: Exchange) => void): BankClient =>
  createWireClient(http, heard, isKnownRefusal)
