import { z } from 'zod'
import { emptyOpening, OPENING_FIELDS, type OpeningEntries } from '#shared/opening.ts'
import type { AttemptId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from './audit.ts'
import type { JournalDatabase } from './database.ts'
import { IS_OPEN } from './money-row.ts'

/** An application for an account that a teller is filling in. */
export interface OpeningDraft {
  /** when the customer agreed to it */
  consentedAt: Instant
  savedAt: Instant
  entries: OpeningEntries
}

/**
 * The states of a transaction after which the form that made it may be sent again. Until it has one of them, its draft and its pictures
 * are used up, whatever a crash kept from being tidied away.
 */
export const MAY_BE_SENT_AGAIN = `('rejected', 'not-sent', 'void', 'rejected-late')`

export type OpeningDrafts = ReturnType<typeof createOpeningDrafts>

const storedEntries = z
  .partialRecord(z.enum(OPENING_FIELDS), z.string())
  .transform((entries): OpeningEntries => ({ ...emptyOpening(), ...entries }))

/**
 * One draft for each teller, in the encrypted journal: it is there again after a crash. It has no room for a PIN.
 */
export function createOpeningDrafts(database: JournalDatabase, clock: Clock, audit: Audit) {
  const select = database.prepare(
    `SELECT d.* FROM opening_drafts d LEFT JOIN money m ON m.attempt_id = d.attempt_id
     WHERE d.teller = ? AND (m.id IS NULL OR m.state IN ${MAY_BE_SENT_AGAIN})`,
  )
  const insert = database.prepare(
    `INSERT INTO opening_drafts (teller, consented_at, saved_at, entries) VALUES (?1, ?2, ?2, '{}')`,
  )
  const update = database.prepare('UPDATE opening_drafts SET entries = ?, saved_at = ? WHERE teller = ?')
  const mark = database.prepare('UPDATE opening_drafts SET attempt_id = ? WHERE teller = ?')
  const remove = database.prepare('DELETE FROM opening_drafts WHERE teller = ?')
  const removeOld = database.prepare('DELETE FROM opening_drafts WHERE saved_at < ?')

  const undecided = database.prepare(
    `SELECT 1 FROM money WHERE ${IS_OPEN} AND kind = 'open-account' AND state IN ('sending', 'unknown') AND sent_body ->> 'ktp' = ?`,
  )

  const now = () => toInstant(clock.now())

  const find = (teller: string): OpeningDraft | undefined => {
    const found = select.get(teller) as
      { consented_at: Instant; saved_at: Instant; entries: string } | undefined
    return (
      found && {
        consentedAt: found.consented_at,
        savedAt: found.saved_at,
        entries: storedEntries.parse(JSON.parse(found.entries)),
      }
    )
  }

  /** @throws TellerError INVALID_INPUT where nobody has agreed to anything yet */
  const existing = (teller: string): OpeningDraft => {
    const draft = find(teller)
    if (!draft) throw new TellerError({ code: 'INVALID_INPUT', field: 'consent', rule: 'consent' })
    return draft
  }

  return {
    find,

    /** The customer agrees: from now on what is typed is kept. Takes the place of an earlier draft. @returns when that was */
    begin(teller: string): Instant {
      const at = now()
      database.transaction(() => {
        remove.run(teller)
        insert.run(teller, at)
        audit.append({ actor: teller, subject: '', event: 'consent', detail: { to: 'open-account' } })
      })()
      audit.seal()
      return at
    },

    save(teller: string, entries: OpeningEntries): void {
      existing(teller)
      update.run(JSON.stringify(entries), now(), teller)
    },

    /** Binds the draft to the attempt that sends it. @returns when the customer agreed */
    sendAs(teller: string, attemptId: AttemptId): Instant {
      const { consentedAt } = existing(teller)
      mark.run(attemptId, teller)
      return consentedAt
    },

    /** Whether an account for this person may be on its way: a second one must not follow until that is settled. */
    isUndecided: (nationalId: string): boolean => undecided.get(nationalId) !== undefined,

    discard: (teller: string): void => void remove.run(teller),

    /** What nobody came back to. */
    discardBefore: (moment: Instant): void => void removeOld.run(moment),
  }
}
