/**
 * What opening an account needs before and beside its transaction: a draft for each teller, with the customer's consent, and the
 * pictures that belong to it. Neither ever holds a PIN.
 */
export const openAccount = /* sql */ `
  CREATE TABLE opening_drafts (
    teller TEXT PRIMARY KEY,
    consented_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    attempt_id TEXT,
    entries TEXT NOT NULL
  );
  CREATE TABLE photos (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    teller TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    attempt_id TEXT,
    name TEXT,
    delivered_at TEXT,
    shredded_at TEXT
  );
  CREATE INDEX photos_kept ON photos (teller) WHERE shredded_at IS NULL;
`
