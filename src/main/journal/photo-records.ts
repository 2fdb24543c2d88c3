import type { PhotoKind } from '#shared/opening.ts'
import type { AttemptId } from '#shared/references.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from './database.ts'
import { MAY_BE_SENT_AGAIN } from './opening-drafts.ts'

/** A picture that is kept somewhere, and what became of it. */
export interface PhotoRecord {
  id: string
  kind: PhotoKind
  takenAt: Instant
  /** under which the bank is told of it; null while its form was never sent */
  name: string | null
  deliveredAt: Instant | null
}

/** The bank has the account, by its answer or by its word on the telephone. */
const OPENED = `(m.state IN ('confirmed', 'confirmed-late') OR m.state = 'resolved-by-hand' AND m.resolution ->> 'posted')`
const COLUMNS = 'p.id, p.kind, p.taken_at AS takenAt, p.name, p.delivered_at AS deliveredAt'
const KEPT = `SELECT ${COLUMNS} FROM photos p LEFT JOIN money m ON m.attempt_id = p.attempt_id WHERE p.shredded_at IS NULL`

export type PhotoRecords = ReturnType<typeof createPhotoRecords>

/** Which pictures there are, of whose form and of which transaction. The pictures themselves are files. */
export function createPhotoRecords(database: JournalDatabase, clock: Clock) {
  const insert = database.prepare('INSERT INTO photos (id, kind, teller, taken_at) VALUES (?, ?, ?, ?)')
  const ofForm = database.prepare(
    `${KEPT} AND p.teller = ? AND (m.id IS NULL OR m.state IN ${MAY_BE_SENT_AGAIN}) ORDER BY p.rowid`,
  )
  const ofAttempt = database.prepare(`${KEPT} AND p.attempt_id = ?`)
  const undelivered = database.prepare(`${KEPT} AND p.delivered_at IS NULL AND ${OPENED}`)
  // Those of an account that the bank may have, or has and was not handed, outlive their time.
  const outlived = database.prepare(
    `${KEPT} AND p.taken_at < ?1 AND (
       m.id IS NULL OR m.state NOT IN ('sending', 'unknown') AND NOT (${OPENED} AND p.delivered_at IS NULL AND ?2)
     )`,
  )
  const byId = database.prepare('SELECT 1 FROM photos WHERE id = ? AND shredded_at IS NULL')
  const setName = database.prepare('UPDATE photos SET attempt_id = ?, name = ? WHERE id = ?')
  const setDelivered = database.prepare('UPDATE photos SET delivered_at = ? WHERE id = ?')
  const setShredded = database.prepare('UPDATE photos SET shredded_at = ? WHERE id = ?')

  const now = () => toInstant(clock.now())

  return {
    add: (id: string, kind: PhotoKind, teller: string): void => void insert.run(id, kind, teller, now()),
    /** Those of the form that a teller is filling in, the newest last. */
    ofForm: (teller: string) => ofForm.all(teller) as PhotoRecord[],
    ofAttempt: (attemptId: AttemptId) => ofAttempt.all(attemptId) as PhotoRecord[],
    /** Those that the bank waits for: it has confirmed their account. */
    undelivered: () => undelivered.all() as PhotoRecord[],
    /** @param waits whether those of an opened account wait for being handed over */
    outlived: (before: Instant, waits: boolean) => outlived.all(before, waits ? 1n : 0n) as PhotoRecord[],
    isKept: (id: string): boolean => byId.get(id) !== undefined,
    nameFor: (attemptId: AttemptId, id: string, name: string): void => void setName.run(attemptId, name, id),
    delivered: (id: string): void => void setDelivered.run(now(), id),
    shredded: (id: string): void => void setShredded.run(now(), id),
  }
}
