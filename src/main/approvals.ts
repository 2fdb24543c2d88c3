import { TellerError } from '#shared/result.ts'
import { signIn, signOut } from './bank/authentication.ts'
import type { BankClient } from './bank/client.ts'
import { roleOf } from './session.ts'

/** The sign-in of a second person, given for one act. */
export interface ApproverCredentials {
  username: string
  password: string
}

/**
 * Has a supervisor agree to one act by signing in at the bank with their own account; that session ends at once and is kept
 * nowhere.
 * @param actor the sign-in name of who asks: nobody agrees with themselves
 * @returns the approver's sign-in name
 * @throws TellerError FORBIDDEN role (no supervisor), INVALID_INPUT approver same-person, or as signing in
 */
export async function approve(
  bank: BankClient,
  credentials: ApproverCredentials,
  actor: string,
): Promise<string> {
  const { sessionId, username, kelompokId, groupId } = await signIn(
    bank,
    credentials.username,
    credentials.password,
  )
  // Ended whatever comes of it; a bank that does not hear it lets the session run out.
  await signOut(bank, sessionId).catch(() => undefined)
  if (username === actor)
    throw new TellerError({ code: 'INVALID_INPUT', field: 'approver', rule: 'same-person' })
  if (roleOf(kelompokId, groupId) !== 'supervisor')
    throw new TellerError({ code: 'FORBIDDEN', reason: 'role' })
  return username
}
