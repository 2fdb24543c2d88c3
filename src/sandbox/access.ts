/**
 * Who may call what on Bank+. The document gives levels (`kelompok_id` 4 is an agent, 0 is not; `group_id` names office
 * levels) without their rights. Our reading: everyone signed in may read dashboards and lists and change the own
 * password; the Transaction section is for agents only.
 *
 * `status` is part of a successful sign-in's answer (0 Deactive, 1 Active, 2 Pending), so a sign-in with the right
 * password succeeds whatever the status is; but a user who is not active can then only sign out.
 */
import {
  FieldProblem,
  forbidden,
  insufficientFunds,
  invalidPin,
  sessionNotFound,
  userNotActive,
} from './answers.ts'
import type { Answer } from './answers.ts'
import type { Bank } from './bank.ts'
import { requireText } from './fields.ts'
import { InsufficientFunds, type Account, type Movement, type Posting } from './ledger.ts'
import type { Call, Operation } from './service.ts'
import type { User } from './users.ts'

export interface UserCall extends Call {
  user: User
  sessionId: string
}

export interface AgentCall extends UserCall {
  /** The reference of a transaction, from the `sid` header. */
  sid: string
  account: Account
  bankCode: string
}

type Run<Kind extends Call> = (call: Kind) => Answer

/** Any user with a session, active or not. */
export function forSession(bank: Bank, run: Run<UserCall>): Operation['run'] {
  return (call) => {
    const sessionId = call.header('sessionid')
    const user = bank.users.find(bank.sessions.usernameOf(sessionId, call.at) ?? '')
    if (!user) throw sessionNotFound()
    return run({ ...call, user, sessionId })
  }
}

export function forActiveUser(bank: Bank, run: Run<UserCall>): Operation['run'] {
  return forSession(bank, (call) => {
    if (call.user.profile.status !== '1') throw userNotActive()
    return run(call)
  })
}

/** An active agent, with the `sid` header that every call of the Transaction section carries. */
export function forAgent(bank: Bank, run: Run<AgentCall>): Operation['run'] {
  return forActiveUser(bank, (call) => {
    const { accountNumber, profile } = call.user
    if (profile.kelompok_id !== '4' || accountNumber === null) throw forbidden()
    const sid = call.header('sid').trim()
    if (sid === '') throw new FieldProblem('sid', 'wajib diisi pada header')
    const bankCode = profile.kode_bank ?? ''
    return run({ ...call, sid, bankCode, account: bank.ledger.account(`${bankCode}:${accountNumber}`) })
  })
}

/** Checks the PIN in the field that this endpoint calls it by: `pin`, `pin_transaksi` or `pin_platform`. */
export function checkPin(bank: Bank, { user, fields }: UserCall, field: string): void {
  if (!bank.users.pinIs(user.username, requireText(fields, field))) throw invalidPin()
}

/** Books money out of the agent's account under the call's reference. */
export function payFromAgent(
  bank: Bank,
  { account, sid, user, at, bankCode }: AgentCall,
  movement: Pick<Movement, 'kind' | 'creditAccount' | 'amountSen' | 'feeSen' | 'narration'>,
): Posting {
  try {
    return bank.ledger.post({ ...movement, debitAccount: account.id, sid, username: user.username }, at)
  } catch (error) {
    if (error instanceof InsufficientFunds) throw insufficientFunds(bankCode, at)
    throw error
  }
}
