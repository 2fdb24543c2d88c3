import type { Output } from '#shared/contract.ts'
import type { Reference } from '#shared/references.ts'
import { toInstant } from '#shared/time.ts'
import { agentBalance } from '../bank/accounts.ts'
import type { BankClient } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import type { Session } from './session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  clock: Clock
}

/** The agent's own balance, now. Never journaled: it is asked for to be looked at. */
export async function readAgentBalance(parts: Parts): Promise<Output<'account.agentBalance'>> {
  const { sessionId } = parts.session.caller()
  const balance = await agentBalance(parts.bank, { sessionId, reference: parts.nextReference() })
  return { balance, at: toInstant(parts.clock.now()) }
}
