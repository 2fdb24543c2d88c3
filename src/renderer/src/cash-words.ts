import type { Outcome } from '#shared/contract.ts'
import { takesCash } from '#shared/money-states.ts'

/**
 * What the cash of a transaction means now, by its state and by what the teller said of it:
 * - `ask`: nobody has said yet where it is
 * - `kept`, `returned`: as the teller said, while nothing is certain
 * - `agents`: it was posted, so the cash is the agent's; `agent-bears`: it was posted, but the cash went back
 * - `owed`: it was not posted, so the cash is the customer's; `refunded`: and was given back; `settled`: it had gone back before
 */
export type CashMeaning =
  'ask' | 'kept' | 'returned' | 'agents' | 'agent-bears' | 'owed' | 'refunded' | 'settled'

type Facts = Pick<Outcome, 'kind' | 'state' | 'cash' | 'resolution'>

/** @returns undefined where there is no question about the cash: none was taken, or the outcome came at once */
export function cashMeaning({ kind, state, cash, resolution }: Facts): CashMeaning | undefined {
  if (!takesCash(kind)) return undefined
  if (state === 'unknown') return cash === 'refunded' ? undefined : (cash ?? 'ask')
  const byHand = state === 'resolved-by-hand' ? resolution : undefined
  if (state === 'confirmed-late' || byHand?.posted) return cash === 'returned' ? 'agent-bears' : 'agents'
  if (state !== 'rejected-late' && !byHand) return undefined
  if (cash === 'returned') return 'settled'
  return cash === 'refunded' ? 'refunded' : 'owed'
}
