import { setTimeout as delay } from 'node:timers/promises'
import type { TransactionId } from '#shared/references.ts'
import type { Clock } from './clock.ts'
import type { MoneyJournal } from './journal/money-journal.ts'
import type { MoneyRow, StatusCheck } from './journal/money-row.ts'
import type { Log } from './log.ts'
import type { SwitcherClient } from './switcher/client.ts'
import { check, type SwitcherCheck } from './switcher/operations.ts'

/** When an unknown is checked after it was sent: these minutes, then hourly, to 24 hours (DESIGN: Money states). */
const FIRST_MINUTES = [1, 2, 5, 10, 30]
const LAST_HOUR = 24
/** How often it looks for what is due. */
const LOOK_MS = 5_000
/** How far apart two scheduled checks are: 50 unknowns after a restart are at most 30 questions a minute. */
const APART_MS = 2_000

export interface StatusChecks {
  /** Asks now, whatever the schedule says. */
  checkNow(id: TransactionId): Promise<StatusCheck['result']>
  /** The next scheduled check; undefined when there is none any more. */
  nextCheck(row: MoneyRow): Date | undefined
  stop(): void
}

interface Parts {
  switcher: SwitcherClient
  journal: MoneyJournal
  clock: Clock
  log: Log
  /** settles an unknown that a check has proven to be posted */
  confirmLate: (id: TransactionId, evidence: string) => void
  /** told after every check */
  checked: (id: TransactionId) => void
  /** resolves after so many ms, and never keeps the program open */
  sleep?: (ms: number) => Promise<unknown>
}

const sleepUnref = (ms: number) => delay(ms, undefined, { ref: false })

/**
 * Asks the switcher what became of the unknowns, of previous sessions too, until each is settled or a day has passed. One
 * question at a time, those that a teller asks for among them.
 */
export function startStatusChecks({
  switcher,
  journal,
  clock,
  log,
  confirmLate,
  checked,
  sleep = sleepUnref,
}: Parts): StatusChecks {
  let stopped = false
  let before: Promise<unknown> = Promise.resolve()
  const waiting = new Map<TransactionId, Promise<StatusCheck['result']>>()

  /** The same question asked twice while it waits for its turn is asked once. */
  const checkNow = (id: TransactionId): Promise<StatusCheck['result']> => {
    const asked = waiting.get(id)
    if (asked) return asked
    const answer = before.then(() => ask(id)).finally(() => waiting.delete(id))
    before = answer.catch(() => undefined)
    waiting.set(id, answer)
    return answer
  }

  const ask = async (id: TransactionId): Promise<StatusCheck['result']> => {
    const row = journal.get(id)
    const answer = await check(switcher, row.reference)
    const result = resultOf(answer, row)
    journal.addCheck(id, result, describe(answer))
    if (result === 'found' && journal.get(id).state === 'unknown')
      confirmLate(id, `check ${describe(answer)}`)
    else if (result === 'found')
      journal.noteIfOtherwise(id, true, `check ${describe(answer)}`, 'status-check')
    checked(id)
    return result
  }

  const nextCheck = (row: MoneyRow): Date | undefined => {
    const sentMs = new Date(row.createdAt).getTime()
    const lastMs = journal
      .checks(row.id)
      .reduce((last, { at }) => Math.max(last, new Date(at).getTime()), sentMs)
    const due = schedule().find((afterMs) => sentMs + afterMs > lastMs)
    return due === undefined ? undefined : new Date(sentMs + due)
  }

  const isDue = (row: MoneyRow): boolean => {
    const due = nextCheck(row)
    return due !== undefined && due.getTime() <= clock.now().getTime()
  }

  const checkDue = async () => {
    for (const row of journal.unknownRows().filter(isDue)) {
      if (stopped) return
      // One that cannot be checked or settled must not keep the others from it.
      await checkNow(row.id).catch((error: unknown) => log.error('status-check.failed', { error }))
      await sleep(APART_MS)
    }
  }

  const run = async () => {
    while (!stopped) {
      await sleep(LOOK_MS)
      if (stopped) return
      await checkDue().catch((error: unknown) => log.error('status-check.stopped', { error }))
    }
  }
  void run()

  return {
    checkNow,
    nextCheck,
    stop() {
      stopped = true
    },
  }
}

/** Every moment of the schedule, in ms after sending. */
function schedule(): number[] {
  const hours = Array.from({ length: LAST_HOUR }, (_none, index) => (index + 1) * 60)
  return [...FIRST_MINUTES, ...hours].map((minutes) => minutes * 60_000)
}

/**
 * A check settles something only where amount and beneficiary are the expected ones too: two counters can have made the same
 * reference. "Not found" is no failure: the transaction may still be under way.
 */
function resultOf(answer: SwitcherCheck, row: MoneyRow): StatusCheck['result'] {
  if (answer.kind !== 'found') return answer.kind
  const { posting } = answer
  return posting.amount === row.amount && posting.beneficiary.account === row.account ? 'found' : 'mismatch'
}

function describe(answer: SwitcherCheck): string {
  if (answer.kind === 'not-found') return 'not found'
  if (answer.kind === 'undecided') return JSON.stringify(answer.failure)
  const { refnum, journal } = answer.posting
  return `refnum ${refnum} journal ${journal}`
}
