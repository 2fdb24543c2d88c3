const TABLES = ['days', 'day_cash', 'day_counts', 'day_closings', 'day_approvals', 'day_rows', 'day_prints']

/** Nothing of a day is ever changed or taken away, not by this program either. */
const immutable = (table: string) => /* sql */ `
  CREATE TRIGGER ${table}_stays BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, 'a day is only added to'); END;
  CREATE TRIGGER ${table}_remains BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, 'a day is only added to'); END;
`

/**
 * Days at the till: opened with a float, cash moves, blind counts, one closing with its numbered report, a second person's approval,
 * and what each report counted of each transaction, so that the next one counts only what changed. `audit_to` is how far into the
 * audit chain a count or a closing looked.
 */
export const tillDays = /* sql */ `
  CREATE TABLE days (
    number INTEGER PRIMARY KEY,
    business_date TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    float_sen INTEGER NOT NULL CHECK (float_sen >= 0),
    balance_sen INTEGER
  );
  CREATE TABLE day_cash (
    seq INTEGER PRIMARY KEY,
    day INTEGER NOT NULL REFERENCES days (number),
    at TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    amount_sen INTEGER NOT NULL CHECK (amount_sen > 0),
    reason TEXT NOT NULL
  );
  CREATE INDEX day_cash_by_day ON day_cash (day);
  CREATE TABLE day_counts (
    seq INTEGER PRIMARY KEY,
    day INTEGER NOT NULL REFERENCES days (number),
    at TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    pieces TEXT NOT NULL,
    other_apps_sen INTEGER NOT NULL CHECK (other_apps_sen >= 0),
    audit_to INTEGER NOT NULL
  );
  CREATE INDEX day_counts_by_day ON day_counts (day);
  CREATE TABLE day_closings (
    day INTEGER PRIMARY KEY REFERENCES days (number),
    at TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    audit_to INTEGER NOT NULL,
    needs_approval INTEGER NOT NULL,
    report TEXT NOT NULL
  );
  CREATE TABLE day_approvals (
    day INTEGER PRIMARY KEY REFERENCES day_closings (day),
    at TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    approver TEXT NOT NULL,
    reason TEXT NOT NULL
  );
  CREATE TABLE day_rows (
    transaction_id TEXT NOT NULL REFERENCES money (id),
    day INTEGER NOT NULL REFERENCES days (number),
    taken_sen INTEGER NOT NULL,
    held_sen INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, day)
  ) WITHOUT ROWID;
  CREATE TABLE day_prints (
    seq INTEGER PRIMARY KEY,
    day INTEGER NOT NULL REFERENCES day_closings (day),
    approved INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    at TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    UNIQUE (day, approved, copy)
  );
  CREATE INDEX money_held ON money (created_at) WHERE state IN ('unknown', 'rejected-late', 'resolved-by-hand');
  ${TABLES.map(immutable).join('')}
`
