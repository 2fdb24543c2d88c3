import type { Rupiah } from '#shared/money.ts'
import type { Reference } from '#shared/references.ts'
import { agentBalance } from './bank/accounts.ts'
import type { BankClient } from './bank/client.ts'
import type { Log } from './log.ts'
import type { Session } from './session.ts'

/**
 * The agent's balance as last heard: evidence around a transaction, and a warning when it runs low. Read in the background, never
 * on the way of a transaction, and never shown without being asked for.
 */
export interface BalanceWatch {
  last(): Rupiah | undefined
  /** @returns undefined where it could not be read: whoever needs it does without */
  refresh(): Promise<Rupiah | undefined>
  forget(): void
}

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller' | 'permit'>
  nextReference: () => Reference
  log: Log
}

export function createBalanceWatch({ bank, session, nextReference, log }: Parts): BalanceWatch {
  let last: Rupiah | undefined
  return {
    last: () => last,
    async refresh() {
      try {
        session.permit(['agent'])
        const { sessionId } = session.caller()
        last = await agentBalance(bank, { sessionId, reference: nextReference() })
        return last
      } catch (error) {
        log.info('balance.unread', { error })
        return undefined
      }
    },
    forget() {
      last = undefined
    },
  }
}
