import type { JournalDatabase } from './database.ts'

/** Answers of the bank that stay true for a while, kept in the journal so that they are encrypted like everything else. */
export interface KeptAnswers {
  /** @param validFor what the answer must have been kept for: a day, a month; another is as good as none */
  find(name: string, validFor: string): unknown
  keep(name: string, validFor: string, answer: unknown): void
}

export function createKeptAnswers(database: JournalDatabase): KeptAnswers {
  const select = database.prepare('SELECT answer FROM kept_answers WHERE name = ? AND valid_for = ?')
  const store = database.prepare(
    `INSERT INTO kept_answers VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET valid_for = excluded.valid_for, answer = excluded.answer`,
  )
  return {
    find(name, validFor) {
      const found = select.get(name, validFor) as { answer: string } | undefined
      return found && (JSON.parse(found.answer) as unknown)
    },
    keep: (name, validFor, answer) => void store.run(name, validFor, JSON.stringify(answer)),
  }
}
