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
  /** what may be printed for a moment */
  shownBalances: {
    remember<B extends Output<'account.customerBalance'> | Output<'account.agentBalance'>>(
      username: string,
      whose: 'customer' | 'agent',
      balance: B,
    ): B
  }
}

/** The agent's own balance, now. */
export async function readAgentBalance(parts: Parts): Promise<Output<'account.agentBalance'>> {
  const { sessionId, profile } = parts.session.caller()
  const balance = await agentBalance(parts.bank, { sessionId, reference: parts.nextReference() })
  const shown = { balance, at: toInstant(parts.clock.now()) }
  return parts.shownBalances.remember(profile.username, 'agent', shown)
}

/** A customer's balance, for the customer who stands there. */
export async function readCustomerBalance(
  parts: Parts,
  { accountNumber, pin }: ParsedInput<'account.customerBalance'>,
): Promise<Output<'account.customerBalance'>> {
  const { sessionId, profile } = parts.session.caller()
  const caller = { sessionId, reference: parts.nextReference() }
  const found = await customerBalance(parts.bank, accountNumber, pin, caller)
  if (found.accountNumber !== accountNumber) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'mismatch' })
  }
  const { accountName, balance } = found
  const account = maskAccount(accountNumber)
  const shown = { account, accountName, balance, at: toInstant(parts.clock.now()) }
  return parts.shownBalances.remember(profile.username, 'customer', shown)
}
