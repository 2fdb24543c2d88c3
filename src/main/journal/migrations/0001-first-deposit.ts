/** Money transactions, the audit chain with every move of their state, print jobs, answers of the bank kept for
 * a while, and the mark below which no reference is given out again. */
export const firstDeposit = /* sql */ `
  CREATE TABLE money (
    id TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    account TEXT NOT NULL,
    account_name TEXT NOT NULL,
    amount_sen INTEGER NOT NULL,
    quoted_fee_sen INTEGER NOT NULL,
    fee_sen INTEGER NOT NULL,
    narration TEXT NOT NULL,
    teller TEXT NOT NULL,
    host TEXT NOT NULL,
    sent_body TEXT NOT NULL,
    facts TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '',
    refusal TEXT,
    cash TEXT,
    receipt TEXT,
    created_at TEXT NOT NULL,
    settled_at TEXT
  );
  CREATE INDEX money_by_time ON money (created_at);
  CREATE INDEX money_by_state ON money (state) WHERE state IN ('intent', 'sending', 'unknown', 'reversing', 'reversal-unknown');

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL,
    mac TEXT NOT NULL
  );
  CREATE INDEX audit_by_subject ON audit (subject);

  CREATE TABLE print_jobs (
    id TEXT PRIMARY KEY,
    transaction_id TEXT NOT NULL REFERENCES money (id),
    receipt_kind TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    receipt TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (transaction_id, receipt_kind, copy)
  );
  CREATE INDEX print_jobs_open ON print_jobs (created_at) WHERE state IN ('queued', 'sending');

  CREATE TABLE kept_answers (name TEXT PRIMARY KEY, valid_for TEXT NOT NULL, answer TEXT NOT NULL);

  CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
`
