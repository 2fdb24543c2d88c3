import type { Audit } from './audit.ts'
import type { JournalDatabase } from './database.ts'
import { RESTORED } from './restore.ts'

/**
 * What whoever works with this journal must know: that it came from a backup, until a day was closed since, or that its tail was cut off;
 * either way transactions may be missing from it.
 */
export function journalNotice(database: JournalDatabase, audit: Audit): 'restored' | 'tail-cut' | undefined {
  const latest = (event: string) => {
    const found = database
      .prepare(`SELECT max(seq) AS seq FROM audit WHERE subject = '' AND event = ?`)
      .get(event) as { seq: bigint | null }
    return found.seq ?? 0n
  }
  if (latest(RESTORED) > latest('day-close')) return 'restored'
  return audit.cuts().length > 0 ? 'tail-cut' : undefined
}
