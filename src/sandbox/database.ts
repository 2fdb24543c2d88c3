/** The sandbox's own SQLite file: tables, and typed reads over libsql. Nothing in it is secret, so it is not encrypted. */
import Database from 'libsql'

export type Db = Database.Database

const schemaVersion = 1

/**
 * `entry` is the double-entry book: the entries of one posting add up to zero, so the whole table does.
 * All amounts are sen. Times are ISO, UTC.
 */
const schema = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE user (
    username TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    pin_hash TEXT,
    account_number TEXT,
    profile TEXT NOT NULL
  ) STRICT;

  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL REFERENCES user,
    expires_at TEXT
  ) STRICT;

  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    bank TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    phone_mobile TEXT NOT NULL,
    phone_home TEXT NOT NULL,
    phone_office TEXT NOT NULL,
    customer TEXT
  ) STRICT;

  CREATE TABLE posting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    sid TEXT,
    username TEXT,
    debit_account TEXT NOT NULL REFERENCES account,
    credit_account TEXT NOT NULL REFERENCES account,
    amount_sen INTEGER NOT NULL CHECK (amount_sen > 0),
    fee_sen INTEGER NOT NULL CHECK (fee_sen >= 0),
    narration TEXT NOT NULL,
    journal INTEGER UNIQUE,
    reversal_of INTEGER UNIQUE REFERENCES posting,
    posted_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posting_by_sid ON posting (sid);

  CREATE TABLE entry (
    posting_id INTEGER NOT NULL REFERENCES posting,
    account TEXT NOT NULL REFERENCES account,
    amount_sen INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX entry_by_account ON entry (account, amount_sen);
  CREATE INDEX entry_by_posting ON entry (posting_id);

  CREATE TABLE interbank_inquiry (
    transaction_id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account,
    fee_sen INTEGER NOT NULL,
    expires_at TEXT,
    paid_at TEXT
  ) STRICT;

  CREATE TABLE payment_code (
    code TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account,
    expires_at TEXT,
    used_at TEXT
  ) STRICT;

  CREATE TABLE balance_check (id INTEGER PRIMARY KEY, username TEXT NOT NULL, checked_at TEXT NOT NULL) STRICT;

  CREATE TABLE month_history (
    month TEXT PRIMARY KEY,
    open_account INTEGER NOT NULL,
    deposit INTEGER NOT NULL,
    customer_balance INTEGER NOT NULL
  ) STRICT;
`

/** Opens or creates the ledger file. Fails where the file was made by a version with other tables. */
export function openDatabase(path: string): { db: Db; isNew: boolean } {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  const version = readOne<{ user_version: number }>(db.prepare('PRAGMA user_version'))?.user_version
  if (version === schemaVersion) return { db, isNew: false }
  if (version !== 0) {
    db.close()
    throw new Error(
      `The sandbox ledger ${path} has version ${version}, this sandbox reads ${schemaVersion}: delete it`,
    )
  }
  db.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT`)
  return { db, isNew: true }
}

/** All rows of a prepared query. The row type is the caller's promise about its own SELECT. */
export function readAll<Row>(statement: Database.Statement<unknown[]>, ...values: unknown[]): Row[] {
  return statement.all(...values) as Row[]
}

/** The first row, by `all` because libsql's `get` adds a `_metadata` field. */
export function readOne<Row>(
  statement: Database.Statement<unknown[]>,
  ...values: unknown[]
): Row | undefined {
  return readAll<Row>(statement, ...values)[0]
}
