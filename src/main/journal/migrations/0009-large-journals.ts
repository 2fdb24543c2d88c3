/**
 * What is asked often is answered by an index alone, however many transactions there are: the days of a month for the dashboard, the
 * cash that is held for somebody (all that was ever settled by hand stood in the index of 0007), days that wait for a second person.
 */
export const largeJournals = /* sql */ `
  DROP INDEX money_by_time;
  CREATE INDEX money_by_day ON money (created_at, kind, state, resolution);
  DROP INDEX money_held;
  CREATE INDEX money_held ON money (created_at) WHERE state IN ('unknown', 'rejected-late', 'resolved-by-hand')
    AND (cash IS NULL OR cash = 'kept') AND (state <> 'resolved-by-hand' OR NOT resolution ->> 'posted');
  CREATE INDEX day_closings_waiting ON day_closings (day) WHERE needs_approval = 1;
`
