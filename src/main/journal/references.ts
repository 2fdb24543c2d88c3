import { referenceOf, TICKS_PER_MS, type Reference } from '#shared/references.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from './database.ts'

/** How far ahead of use the mark on disk is put: at most one small commit per 5 s of references. */
const MARK_AHEAD_TICKS = 5_000 * TICKS_PER_MS

/**
 * References that are never given out twice, not across restarts and not when the clock goes back: each is the larger of
 * the last plus one and now, and none is given out above the mark that is on disk (DESIGN: Money states).
 * @throws Error from the disk when the mark cannot be moved: then there is no reference and no money is sent
 */
export function createReferences(database: JournalDatabase, clock: Clock): () => Reference {
  const select = database.prepare(`SELECT value FROM marks WHERE name = 'reference'`)
  const store = database.prepare(
    `INSERT INTO marks VALUES ('reference', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
  )
  let mark = Number((select.get() as { value: bigint } | undefined)?.value ?? 0)
  let last = mark

  return () => {
    const next = Math.max(last + 1, clock.now().getTime() * TICKS_PER_MS)
    if (next > mark) {
      store.run(BigInt(next + MARK_AHEAD_TICKS))
      mark = next + MARK_AHEAD_TICKS
    }
    last = next
    return referenceOf(next)
  }
}
