import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { rupiah } from '#shared/money.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { createAudit, type Audit } from '../../src/main/journal/audit.ts'
import type { Clock } from '../../src/main/clock.ts'
import { openDatabase, type JournalDatabase } from '../../src/main/journal/database.ts'
import { createMoneyJournal, type MoneyJournal } from '../../src/main/journal/money-journal.ts'
import { moneyRow, type Intent, type MoneyRow } from '../../src/main/journal/money-row.ts'
import { testClock } from './clocks.ts'
import { documentDeposit } from './receipt-facts.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const JOURNAL_KEY = '3f'.repeat(32)

/** The path of a journal that does not exist yet, in a folder of this test alone. */
export const newJournalPath = (): string => join(temporaryFolder(), 'live', 'journal.db')

/** A real encrypted journal, closed when the test ends. */
export function openJournal(path = newJournalPath(), key = JOURNAL_KEY): JournalDatabase {
  const database = openDatabase(path, key)
  onTestFinished(() => {
    if (database.open) database.close()
  })
  return database
}

/** The audit chain of a test's journal, without a sealed head. */
export const openAudit = (database: JournalDatabase, clock: Clock): Audit =>
  createAudit(database, clock, 'a-test-key')

/** The money journal of a test's database. */
export const moneyJournalOf = (database: JournalDatabase, clock: Clock = testClock()): MoneyJournal =>
  createMoneyJournal(database, clock, openAudit(database, clock))

let intents = 0

/** The document's deposit, about to be sent; each with an id, an attempt and a reference of its own. */
export function intentOf(changes: Partial<Intent> = {}): Intent {
  const { heading, training, zone, bankPhone, accountNumber, accountName, amount, fee, narration, teller } =
    documentDeposit
  intents += 1
  return {
    id: randomUUID() as string as TransactionId,
    attemptId: randomUUID() as string as AttemptId,
    reference: String(2_004_172_040_380_000 + intents) as Reference,
    kind: 'deposit',
    account: accountNumber,
    accountName,
    amount,
    quotedFee: fee,
    narration,
    teller,
    host: 'bank.example',
    sentBody: { toAccount: accountNumber, amount: '25000' },
    facts: { heading, training, zone, bankPhone },
    ...changes,
  }
}

export const LARGEST_AMOUNT = rupiah(999_999_999_999_999n)

/** Everything that the journal holds, for comparing before and after. */
export const contentOf = (database: JournalDatabase): unknown =>
  ['money', 'audit', 'print_jobs', 'marks'].map((table) => database.prepare(`SELECT * FROM ${table}`).all())

/** Every transaction of a journal, newest first. */
export const rowsOf = (database: JournalDatabase): MoneyRow[] =>
  database
    .prepare('SELECT * FROM money ORDER BY rowid DESC')
    .all()
    .map((found) => moneyRow.parse(found))
