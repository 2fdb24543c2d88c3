import type { AccountCheck } from '#shared/contract.ts'
import type { AccountNumber, Reference } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { checkAccount, type CheckedAccount } from '../bank/accounts.ts'
import type { BankClient } from '../bank/client.ts'
import type { Inquiries } from '../inquiries.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  inquiries: Inquiries<CheckedAccount>
}

/** Whose account it is and what depositing to it costs; the answer is remembered for the deposit that follows. */
export async function checkAccountFor(parts: Parts, accountNumber: AccountNumber): Promise<AccountCheck> {
  const { sessionId, profile } = parts.session.caller()
  const account = await checkAccount(parts.bank, accountNumber, {
    sessionId,
    reference: parts.nextReference(),
  })
  if (account.accountNumber !== accountNumber) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'mismatch' })
  }
  const inquiryId = parts.inquiries.remember(profile.username, account)
  return { inquiryId, ...account }
}
