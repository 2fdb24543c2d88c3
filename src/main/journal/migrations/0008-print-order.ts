/**
 * What waits, what is under way and what is asked about is found by its state, however many receipts there are: with the partial
 * index of 0002 SQLite read all of them at every print, since `state = 'queued'` does not prove `state IN (…)` to it.
 */
export const printOrder = /* sql */ `
  DROP INDEX print_jobs_open;
  CREATE INDEX print_jobs_by_state ON print_jobs (state, created_at);
`
