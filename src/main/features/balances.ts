import type { Output, ParsedInput } from '#shared/contract.ts'
import { maskAccount, type Reference } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant } from '#shared/time.ts'
import { agentBalance, customerBalance } from '../bank/accounts.ts'
import type { BankClient } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import type { Session } from '../session.ts'

/** Balances are asked for to be looked at: they are never journaled. */
interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  clock: Clock
}

/** The agent's own balance, now. */
export async function readAgentBalance(parts: Parts): Promise<Output<'account.agentBalance'>> {
  const { sessionId } = parts.session.caller()
  const balance = await agentBalance(parts.bank, { sessionId, reference: parts.nextReference() })
  return { balance, at: toInstant(parts.clock.now()) }
}

/** A customer's balance, for the customer who stands there. */
export async function readCustomerBalance(
  parts: Parts,
  { accountNumber, pin }: ParsedInput<'account.customerBalance'>,
): Promise<Output<'account.customerBalance'>> {
  const { sessionId } = parts.session.caller()
  const caller = { sessionId, reference: parts.nextReference() }
  const found = await customerBalance(parts.bank, accountNumber, pin, caller)
  if (found.accountNumber !== accountNumber) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'mismatch' })
  }
  const { accountName, balance } = found
  return { account: maskAccount(accountNumber), accountName, balance, at: toInstant(parts.clock.now()) }
}
