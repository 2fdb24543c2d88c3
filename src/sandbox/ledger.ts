/**
 * The bank's book: accounts, postings and their double entries. This is the oracle that tests judge the workstation by.
 * Amounts are integer sen. Nothing here looks at the `sid` of a request: the real bank is not known to recognise a
 * repeated request, so a doubled request is a doubled posting, and shows.
 */
import { readAll, readOne, type Db } from './database.ts'

export type PostingKind =
  | 'opening-balance'
  | 'deposit'
  | 'open-account'
  | 'intrabank-transfer'
  | 'interbank-transfer'
  | 'switcher-transfer'
  | 'switcher-reversal'

export interface Account {
  /** `BANK:NUMBER`, e.g. `BNI:4447`. */
  id: string
  bank: string
  number: string
  name: string
  phoneMobile: string
  phoneHome: string
  phoneOffice: string
}

export interface Movement {
  kind: PostingKind
  /** The reference it came with: the `sid` header of Bank+, the `refnum` of the switcher. */
  sid: string | null
  username: string | null
  debitAccount: string
  creditAccount: string
  amountSen: number
  /** Paid by the debited account on top of the amount. */
  feeSen: number
  narration: string
  reversalOf?: number
}

export interface Posting extends Omit<Movement, 'reversalOf'> {
  id: number
  /** The bookkeeping number that the switcher shows; opening balances have none. */
  journal: number | null
  reversalOf: number | null
  postedAt: string
}

/** What tests and `GET /__sandbox/ledger` may see. */
export interface LedgerView {
  /** Balance in sen of `4447` (an account of the bank itself, BNI) or of `008:114451186`. Throws for an unknown account. */
  balanceOf(account: string): number
  postings(): Posting[]
  /** Every posting that came with this reference; more than one is a doubled request. */
  transactionsBySid(sid: string): Posting[]
  balances(): { account: string; name: string; balanceSen: number }[]
}

export interface Ledger extends LedgerView {
  findAccount(bank: string, number: string): Account | undefined
  account(id: string): Account
  addAccount(account: Omit<Account, 'id'>, customer?: unknown): Account
  nextCustomerNumber(bank: string): string
  /** Books one movement and returns its posting. Throws InsufficientFunds, then nothing is booked. */
  post(movement: Movement, at: Date): Posting
  /** Books what brings an account to `balanceSen`, against the bank's own capital. */
  postOpeningBalance(account: string, balanceSen: number, at: Date): void
  reversalOf(postingId: number): Posting | undefined
  /** Runs in one database transaction: all of it is booked, or, where it throws, none. */
  atomically<Result>(work: () => Result): Result
}

export class InsufficientFunds extends Error {}

/** Accounts of the bank itself: where fees go, and where opening balances come from. They may be negative. */
export const feeIncome = 'INTERNAL:FEE'
export const capital = 'INTERNAL:CAPITAL'

/** The earliest journal in the document's examples. */
const firstJournal = 1001

/** The account number of the document's open account answer; later ones count on from it. */
const firstCustomerNumber = 123456789

const accountColumns =
  'id, bank, number, name, phone_mobile AS phoneMobile, phone_home AS phoneHome, phone_office AS phoneOffice'
const postingColumns = `id, kind, sid, username, debit_account AS debitAccount, credit_account AS creditAccount,
  amount_sen AS amountSen, fee_sen AS feeSen, narration, journal, reversal_of AS reversalOf, posted_at AS postedAt`

export function createLedger(db: Db): Ledger {
  const sql = prepareStatements(db)

  function account(id: string): Account {
    const found = readOne<Account>(sql.accountById, id)
    if (!found) throw new Error(`No account ${id} in the sandbox ledger`)
    return found
  }

  function balanceOf(accountId: string): number {
    const { id } = account(accountId.includes(':') ? accountId : `BNI:${accountId}`)
    return readOne<{ sen: number }>(sql.balance, id)?.sen ?? 0
  }

  function record(movement: Movement, journal: number | null, at: Date): Posting {
    const row = { ...movement, journal, reversalOf: movement.reversalOf ?? null, postedAt: at.toISOString() }
    const { lastInsertRowid } = sql.addPosting.run(row)
    const id = Number(lastInsertRowid)
    sql.addEntry.run(id, movement.debitAccount, -(movement.amountSen + movement.feeSen))
    sql.addEntry.run(id, movement.creditAccount, movement.amountSen)
    if (movement.feeSen > 0) sql.addEntry.run(id, feeIncome, movement.feeSen)
    return { id, ...row }
  }

  /** One level of transaction only, since SQLite has no nested ones: inner work joins the outer. */
  function atomically<Result>(work: () => Result): Result {
    return db.inTransaction ? work() : db.transaction(work)()
  }

  function post(movement: Movement, at: Date): Posting {
    return atomically(() => {
      const neededSen = movement.amountSen + movement.feeSen
      if (balanceOf(movement.debitAccount) < neededSen) throw new InsufficientFunds()
      return record(movement, readOne<{ next: number | null }>(sql.nextJournal)?.next ?? firstJournal, at)
    })
  }

  function postOpeningBalance(id: string, balanceSen: number, at: Date): void {
    const missingSen = balanceSen - balanceOf(id)
    if (missingSen === 0) return
    const [debitAccount, creditAccount] = missingSen > 0 ? [capital, id] : [id, capital]
    const words = { sid: null, username: null, narration: 'Saldo awal' }
    const amounts = { amountSen: Math.abs(missingSen), feeSen: 0 }
    atomically(() =>
      record({ kind: 'opening-balance', debitAccount, creditAccount, ...words, ...amounts }, null, at),
    )
  }

  function findAccount(bank: string, number: string): Account | undefined {
    return readOne<Account>(sql.accountById, `${bank}:${number}`)
  }

  function nextCustomerNumber(bank: string): string {
    let next = readOne<{ next: number | null }>(sql.nextNumber, bank)?.next ?? firstCustomerNumber
    while (findAccount(bank, String(next))) next += 1
    return String(next)
  }

  function addAccount(fields: Omit<Account, 'id'>, customer?: unknown): Account {
    const { bank, number, name, phoneMobile, phoneHome, phoneOffice } = fields
    const id = `${bank}:${number}`
    const details = customer === undefined ? null : JSON.stringify(customer)
    sql.addAccount.run(id, bank, number, name, phoneMobile, phoneHome, phoneOffice, details)
    return { id, ...fields }
  }

  return {
    account,
    findAccount,
    addAccount,
    nextCustomerNumber,
    balanceOf,
    post,
    postOpeningBalance,
    atomically,
    postings: () => readAll<Posting>(sql.postings),
    transactionsBySid: (sid) => readAll<Posting>(sql.postingsBySid, sid),
    balances: () => readAll(sql.balances),
    reversalOf: (postingId) => readOne<Posting>(sql.reversal, postingId),
  }
}

function prepareStatements(db: Db) {
  return {
    accountById: db.prepare(`SELECT ${accountColumns} FROM account WHERE id = ?`),
    addAccount: db.prepare('INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    nextNumber: db.prepare(
      `SELECT MAX(CAST(number AS INTEGER)) + 1 AS next FROM account WHERE bank = ? AND customer IS NOT NULL`,
    ),
    balance: db.prepare('SELECT SUM(amount_sen) AS sen FROM entry WHERE account = ?'),
    balances: db.prepare(
      `SELECT account.id AS account, name, COALESCE(SUM(amount_sen), 0) AS balanceSen
       FROM account LEFT JOIN entry ON entry.account = account.id GROUP BY account.id ORDER BY account.id`,
    ),
    addPosting: db.prepare(
      `INSERT INTO posting (kind, sid, username, debit_account, credit_account, amount_sen, fee_sen, narration, journal,
         reversal_of, posted_at) VALUES (:kind, :sid, :username, :debitAccount, :creditAccount, :amountSen, :feeSen,
         :narration, :journal, :reversalOf, :postedAt)`,
    ),
    addEntry: db.prepare('INSERT INTO entry VALUES (?, ?, ?)'),
    nextJournal: db.prepare(`SELECT MAX(journal) + 1 AS next FROM posting`),
    postings: db.prepare(`SELECT ${postingColumns} FROM posting ORDER BY id`),
    postingsBySid: db.prepare(`SELECT ${postingColumns} FROM posting WHERE sid = ? ORDER BY id`),
    reversal: db.prepare(`SELECT ${postingColumns} FROM posting WHERE reversal_of = ?`),
  }
}
