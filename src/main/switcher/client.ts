import { createWireClient, type WireClient } from '../wire/client.ts'
import type { BankHttp, Exchange } from '../wire/http.ts'
import type { SwitcherEndpoint } from './endpoints.ts'
import { isKnownRefusal } from './refusals.ts'

export type SwitcherClient = WireClient<SwitcherEndpoint>

/**
 * @param http made with the switcher's address: plain HTTP on a private network, so only where the outlet's configuration says so
 * @param heard see {@link createWireClient}
 */
export const createSwitcherClient = (http: BankHttp, heard: (exchange: Exchange) => void): SwitcherClient =>
  createWireClient(http, heard, isKnownRefusal)
