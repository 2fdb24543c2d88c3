/**
 * Print jobs learn whose sheet they are, who asked for them, whether they open the drawer, how many bytes left, and what the
 * teller answered where the printer could not: the table is made anew because SQLite cannot change a UNIQUE rule.
 */
export const printAnswers = /* sql */ `
  CREATE TABLE print_jobs_next (
    id TEXT PRIMARY KEY,
    transaction_id TEXT NOT NULL REFERENCES money (id),
    receipt_kind TEXT NOT NULL,
    part TEXT NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    receipt TEXT NOT NULL,
    opens_drawer INTEGER NOT NULL,
    bytes_sent INTEGER NOT NULL DEFAULT 0,
    asked_by TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (transaction_id, receipt_kind, part, copy)
  );
  INSERT INTO print_jobs_next
    (id, transaction_id, receipt_kind, part, copy, state, reason, receipt, opens_drawer, asked_by, created_at, changed_at)
    SELECT id, transaction_id, receipt_kind, 'customer', copy, state, reason, receipt, 0, '', created_at, changed_at
    FROM print_jobs ORDER BY rowid;
  DROP TABLE print_jobs;
  ALTER TABLE print_jobs_next RENAME TO print_jobs;
  CREATE INDEX print_jobs_open ON print_jobs (created_at) WHERE state IN ('queued', 'sending');
`
