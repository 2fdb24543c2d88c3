import { z } from 'zod'
import type { BankClient } from './client.ts'
import { endpoints } from './endpoints.ts'

/** "Change Password" of section "Non Transaction". */

/** @throws TellerError REFUSED with UPDATE_NONE when the old one is wrong; else as {@link BankClient.ask} */
export async function changePassword(
  bank: BankClient,
  passwords: { old: string; new: string },
  sessionId: string,
): Promise<void> {
  const body = { old: passwords.old, new: passwords.new }
  await bank.ask(endpoints.changePassword, body, { sessionId }, z.unknown())
}
