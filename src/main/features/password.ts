import type { ParsedInput } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import type { BankClient } from '../bank/client.ts'
import { changePassword } from '../bank/password.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller' | 'signOut'>
}

/**
 * Changes the signed-in person's password, then signs out: the next sign-in proves the new one.
 * @throws TellerError REFUSED (the old one is wrong), OUTCOME_UNKNOWN (asked for, and no answer came: either may be the valid one)
 */
export async function changeOwnPassword(
  parts: Parts,
  { old, next }: ParsedInput<'password.change'>,
): Promise<void> {
  const { sessionId } = parts.session.caller()
  try {
    await changePassword(parts.bank, { old, new: next }, sessionId)
  } catch (error) {
    const lost = error instanceof TellerError && error.failure.code === 'UNAVAILABLE'
    throw lost ? new TellerError({ code: 'OUTCOME_UNKNOWN' }, { cause: error }) : error
  }
  await parts.session.signOut()
}
