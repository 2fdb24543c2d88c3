import type { Status } from '#shared/contract.ts'
import { salaries } from './bank/master-lists.ts'
import type { BankClient } from './bank/client.ts'
import type { Session } from './session.ts'

/** How long after the line was lost it is looked for, in seconds: soon at first, then seldom. */
const WAITS_SECONDS = [5, 10, 20, 30, 60]

export interface ConnectionProbe {
  /** Told of the connection after every exchange, the probe's own too. */
  heard(connection: Status['connection']): void
  stop(): void
}

/**
 * Looks for a bank that was lost, so that "not connected" goes away by itself once it is true no more. Nothing is asked while the
 * line is good.
 * @param ask one small question; what it brings is heard like every other answer
 * @param chance 0 to 1; spreads the questions of many counters that lost the bank together
 */
export function createConnectionProbe(ask: () => Promise<unknown>, chance = Math.random): ConnectionProbe {
  let timer: NodeJS.Timeout | undefined
  let tries = 0
  let stopped = false

  const rest = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const look = () => {
    timer = undefined
    // Where nobody is signed in nothing can be asked: signing in will show it.
    void ask().catch(() => undefined)
  }
  return {
    heard(connection) {
      if (connection !== 'offline') {
        tries = 0
        return rest()
      }
      if (timer || stopped) return
      const waitSeconds = WAITS_SECONDS[Math.min(tries, WAITS_SECONDS.length - 1)]!
      tries += 1
      timer = setTimeout(look, waitSeconds * 1000 * (0.75 + chance() / 2))
    },
    stop() {
      stopped = true
      rest()
    },
  }
}

/** The shortest list of the API: it moves nothing, and everyone who is signed in may read it. */
export const askSmallest = (bank: BankClient, session: Pick<Session, 'caller'>) => async () =>
  salaries(bank, session.caller().sessionId)
