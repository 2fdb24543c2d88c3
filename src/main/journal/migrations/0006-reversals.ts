/** A reversal names the transaction that it takes back, so that both move in one commit. */
export const reversals = /* sql */ `
  ALTER TABLE money ADD COLUMN reverses TEXT REFERENCES money (id);
  CREATE INDEX money_reversals ON money (reverses) WHERE reverses IS NOT NULL;
`
