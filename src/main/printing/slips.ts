import type { Profile } from '#shared/contract.ts'
import type { SlipResult } from '#shared/contract/printing.ts'
import type { SlipFacts } from '#shared/slips.ts'
import { toInstant, type Zone } from '#shared/time.ts'
import type { TransportResult } from './transport.ts'

/** What every slip of a counter says at its top. */
export function slipFacts(
  { bankName, agentCode, name, address, username }: Profile,
  { training, zone }: { training: boolean; zone: Zone },
  now: Date,
): SlipFacts {
  return {
    ...{ training, zone, at: toInstant(now), teller: username },
    heading: { bankName, agentCode, agentName: name, address },
  }
}

export const slipResult = ({ state, reason, printer }: TransportResult): SlipResult => ({
  state,
  word: printer,
  ...(reason ? { reason } : {}),
})
