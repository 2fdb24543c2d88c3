import { onTestFinished } from 'vitest'
import type { Profile } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import type { AttemptId, TransactionId } from '#shared/references.ts'
import { createReferences } from '../../src/main/journal/references.ts'
import { createPosting } from '../../src/main/posting.ts'
import { createPrintQueue } from '../../src/main/printing/queue.ts'
import { testClock } from './clocks.ts'
import { moneyJournalOf, newJournalPath, openJournal } from './journal.ts'
import { eventLog } from './logs.ts'
import { recordingPrinter } from './printers.ts'
import { documentDeposit } from './receipt-facts.ts'

const { heading } = documentDeposit

/** The document's agent, as the session knows it after signing in. */
export const documentProfile: Profile = {
  username: 'BNIUS100294',
  name: heading.agentName,
  role: 'agent',
  agentCode: heading.agentCode,
  outletCode: '100294',
  address: heading.address,
  district: 'Jatikalang, Krian',
  bankCode: 'BNI',
  bankName: heading.bankName,
  accentColour: '#ff6f00',
}

/** Journal, references, paper and posting of one counter, composed as app.ts does: all real but the printer and the clock. */
export function openCounter(sessionId = 'a-session') {
  const path = newJournalPath()
  const database = openJournal(path)
  const clock = testClock()
  const log = eventLog()
  const printer = recordingPrinter()
  const confirmed = counted()
  const printing = createPrintQueue(database, printer, 32, clock, log, ({ state }) => {
    if (state === 'confirmed') confirmed.add()
  })
  onTestFinished(() => printing.close())
  const journal = moneyJournalOf(database, clock)
  const references = createReferences(database, clock)
  const later: TransactionId[] = []
  const changes = counted()
  const parts = {
    journal,
    printing,
    session: { caller: () => ({ sessionId, profile: documentProfile }) },
    references,
    nextReference: references.forReading,
    outlet: { training: false, zone: 'WIB', bankPhone: '1500046' } as const,
    host: 'bank.example',
    log,
    drawer: false,
    clock,
    limits: { repeatMinutes: 0, rekeyAmount: rupiah(0) },
    balance: { last: () => undefined, refresh: async () => undefined },
    changedLater: (id: TransactionId) => {
      later.push(id)
      changes.add()
    },
  }
  return {
    ...parts,
    ...{ path, database, clock, printer, posting: createPosting(parts) },
    /** The transactions that changed after their caller was answered, and how to wait for so many of them. */
    later,
    changed: changes.reached,
    /** Resolves when so many jobs are known to be on paper. */
    papersConfirmed: confirmed.reached,
  }
}

/** Counts, and lets a test wait for a count. */
function counted() {
  const waiting: (() => void)[] = []
  let count = 0
  return {
    add() {
      count += 1
      waiting.splice(0).forEach((look) => look())
    },
    async reached(wanted: number): Promise<void> {
      while (count < wanted) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

export const newAttempt = (): AttemptId => crypto.randomUUID() as string as AttemptId
