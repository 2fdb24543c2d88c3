import { z } from 'zod'
import type { TransactionId } from '#shared/references.ts'
import type { Instant } from '#shared/time.ts'
import type { Audit, AuditEntry, ChainCheck } from './audit.ts'
import type { JournalDatabase } from './database.ts'

/** What went over the wire for a transaction, as it was kept: the request without its PIN, the answer's text. */
export interface Exchange {
  sent: string
  received: string
}

/** An entry of the audit chain with what proves it: each MAC covers the one before. */
export interface ProvenEntry extends Omit<AuditEntry, 'detail'> {
  /** as it was written, since the MAC is over its letters */
  detail: string
  mac: string
  before: string
}

export type Exchanges = ReturnType<typeof createExchanges>

const row = z
  .object({ sent_body: z.string(), evidence: z.string() })
  .transform(({ sent_body, evidence }): Exchange => ({ sent: sent_body, received: evidence }))

const entry = z
  .object({
    seq: z.bigint().transform(Number),
    at: z.string().transform((text) => text as Instant),
    actor: z.string(),
    subject: z.string(),
    event: z.string(),
    detail: z.string(),
    mac: z.string(),
    before: z.string().nullable(),
  })
  .transform((found): ProvenEntry => ({ ...found, before: found.before ?? '' }))

/** Looks into what was sent, received and done. Looking in full is itself something that was done. */
export function createExchanges(database: JournalDatabase, audit: Audit) {
  const byId = database.prepare('SELECT sent_body, evidence FROM money WHERE id = ?')
  const entriesOf = database.prepare(
    `SELECT a.*, (SELECT mac FROM audit WHERE seq = a.seq - 1) AS before FROM audit a WHERE subject = ? ORDER BY seq`,
  )
  return {
    /** Of a transaction that the journal has. */
    of: (id: TransactionId): Exchange => row.parse(byId.get(id)),

    /** Who looked at a transaction in full, or took a pack of it along. */
    note(id: TransactionId, actor: string, event: 'reveal' | 'dispute-pack'): void {
      database.transaction(() => audit.append({ actor, subject: id, event, detail: {} }))()
      audit.seal()
    },

    revealed: (id: TransactionId): { at: Instant; by: string }[] =>
      audit
        .of(id)
        .filter(({ event }) => event === 'reveal')
        .map(({ at, actor }) => ({ at, by: actor })),

    /** All that the audit chain says of a transaction, and whether what it says is as it was written. */
    async proof(id: TransactionId): Promise<{ entries: ProvenEntry[]; check: ChainCheck }> {
      const entries = entriesOf.all(id).map((found) => entry.parse(found))
      return { entries, check: await audit.verifyOf(id) }
    },
  }
}
