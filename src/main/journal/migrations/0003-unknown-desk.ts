/**
 * What the desk of unknowns needs: status checks, how an unknown was resolved by hand, the agent's balance around a
 * transaction as evidence, and the reason that a teller gave for doing the same once more.
 */
export const unknownDesk = /* sql */ `
  CREATE TABLE status_checks (
    seq INTEGER PRIMARY KEY,
    transaction_id TEXT NOT NULL REFERENCES money (id),
    at TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL
  );
  CREATE INDEX status_checks_by_transaction ON status_checks (transaction_id);

  ALTER TABLE money ADD COLUMN resolution TEXT;
  ALTER TABLE money ADD COLUMN balance_before_sen INTEGER;
  ALTER TABLE money ADD COLUMN balance_after_sen INTEGER;
  ALTER TABLE money ADD COLUMN repeat_reason TEXT;
  CREATE INDEX money_by_destination ON money (account, amount_sen);
`
