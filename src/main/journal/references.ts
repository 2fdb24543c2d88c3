import { referenceOf, TICKS_PER_MS, type Reference } from '#shared/references.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from './database.ts'

/** How far ahead of use the mark on disk is put: at most one small commit per 5 s of references. */
const MARK_AHEAD_TICKS = 5_000 * TICKS_PER_MS

export interface References {
  /**
   * For what moves money: never given out twice, not across restarts and not when the clock goes back.
   * @throws Error from the disk when the mark cannot be moved: then there is no reference and no money is sent
   */
  forMoney(): Reference
  /**
   * For what only asks. Needs no disk: where the mark cannot be moved, or nobody has told the time yet, it is unique in this run
   * only. A PC's clock that is years ahead must not lift the references of money into those years.
   */
  forReading(): Reference
  /** the moment of the latest one that was given out for money; undefined before the first */
  last(): Date | undefined
}

/**
 * References by the trustworthy clock: each is the larger of the last plus one and now, and none for money is given out above
 * the mark that is on disk (DESIGN: Money states).
 */
export function createReferences(database: JournalDatabase, clock: Clock): References {
  const select = database.prepare(`SELECT value FROM marks WHERE name = 'reference'`)
  const store = database.prepare(
    `INSERT INTO marks VALUES ('reference', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
  )
  let mark = Number((select.get() as { value: bigint } | undefined)?.value ?? 0)
  let last = mark
  let lastUnmarked = 0

  const nowTicks = () => clock.now().getTime() * TICKS_PER_MS

  const forMoney = () => {
    const next = Math.max(last + 1, nowTicks())
    if (next > mark) {
      store.run(BigInt(next + MARK_AHEAD_TICKS))
      mark = next + MARK_AHEAD_TICKS
    }
    last = next
    return referenceOf(next)
  }

  const unmarked = () => {
    lastUnmarked = Math.max(lastUnmarked + 1, nowTicks())
    return referenceOf(lastUnmarked)
  }

  return {
    forMoney,
    last: () => (last === 0 ? undefined : new Date(last / TICKS_PER_MS)),
    forReading() {
      if (!clock.trusted()) return unmarked()
      try {
        return forMoney()
      } catch {
        // A full disk stops money, not a question.
        return unmarked()
      }
    },
  }
}
