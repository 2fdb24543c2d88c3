import type { Output, ParsedInput } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { agentBalanceSlip, customerBalanceSlip } from '#shared/slips.ts'
import type { Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { PrinterDesk } from '../printing/desk.ts'
import { slipFacts, slipResult } from '../printing/slips.ts'
import type { Session } from '../session.ts'

type Whose = ParsedInput<'balance.print'>['whose']
type Shown = Output<'account.customerBalance'> | Output<'account.agentBalance'>

/** The balances that were answered last: what is printed is what the bank said, not what a window says that it said. */
export interface ShownBalances {
  remember<B extends Shown>(username: string, whose: Whose, balance: B): B
  recall(username: string, whose: Whose): Shown | undefined
}

/** The screen hides a balance after half a minute; a key pressed at the last moment is still answered. */
const PRINTABLE_MS = 60_000

export function createShownBalances(clock: Clock): ShownBalances {
  const last = new Map<Whose, { username: string; balance: Shown }>()
  return {
    remember(username, whose, balance) {
      last.set(whose, { username, balance })
      return balance
    },
    recall(username, whose) {
      const shown = last.get(whose)
      if (shown?.username !== username) return undefined
      const ageMs = clock.now().getTime() - new Date(shown.balance.at).getTime()
      return ageMs <= PRINTABLE_MS ? shown.balance : undefined
    },
  }
}

interface Parts {
  printerDesk: PrinterDesk
  session: Pick<Session, 'caller'>
  clock: Clock
  outlet: { training: boolean; zone: Zone }
  shownBalances: ShownBalances
}

/** Prints a balance for whom it was asked. @throws TellerError INVALID_INPUT where it is shown no more */
export async function printBalance(
  { printerDesk, session, clock, outlet, shownBalances }: Parts,
  { whose }: ParsedInput<'balance.print'>,
): Promise<Output<'balance.print'>> {
  const { profile } = session.caller()
  const shown = shownBalances.recall(profile.username, whose)
  if (!shown) throw new TellerError({ code: 'INVALID_INPUT', field: 'whose', rule: 'balance-hidden' })
  const facts = { ...slipFacts(profile, outlet, clock.now()), at: shown.at, balance: shown.balance }
  const slip =
    'accountName' in shown
      ? customerBalanceSlip({ ...facts, account: shown.account, accountName: shown.accountName })
      : agentBalanceSlip(facts)
  return slipResult(await printerDesk.queue.slip(slip))
}
