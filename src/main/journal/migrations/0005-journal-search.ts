/**
 * What the journal is searched by, kept apart from what it records: an index of words (FTS5, each word's first characters up to
 * twelve, so that every key that is typed is a lookup) and the narrow rows that totals are added up from. Both follow from `money`
 * and catch up with the audit chain when somebody searches; appending a transaction writes neither.
 */
export const journalSearch = /* sql */ `
  CREATE VIRTUAL TABLE journal_words USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = none,
    prefix = '1 2 3 4 5 6 7 8 9 10 11 12',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
  );
  CREATE TABLE journal_amounts (
    row INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    amount_sen INTEGER NOT NULL,
    fee_sen INTEGER NOT NULL
  );
  CREATE TABLE journal_indexed (audit_seq INTEGER NOT NULL, made_for TEXT NOT NULL);
`
