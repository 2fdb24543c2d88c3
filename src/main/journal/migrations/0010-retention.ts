/** When the customer's data in a transaction was erased, its time of keeping being over; and what else belongs to it is found. */
export const retention = /* sql */ `
  ALTER TABLE money ADD COLUMN erased_at TEXT;
  CREATE INDEX photos_by_attempt ON photos (attempt_id) WHERE attempt_id IS NOT NULL;
`
