import type { TransactionId } from '#shared/references.ts'
import type { Log } from './log.ts'

/** How long a disk that refused is left alone. */
const RETRY_MS = 3_000

/** Answers that are known and that the disk has not taken yet. */
export interface Unwritten {
  /**
   * Keeps an answer in memory until it can be written.
   * @param write throws while the disk refuses
   */
  keep(id: TransactionId, write: () => void): void
  count(): number
  /** Gives up: what is not written by now is unknown at the next start, which is then the truth. */
  stop(): void
}

/**
 * A disk that fills up between sending and answer must not cost the answer: it is tried again for as long as the program runs.
 * @param written told of each that the disk took at last
 */
export function createUnwritten(written: (id: TransactionId) => void, log: Log): Unwritten {
  const waiting = new Map<TransactionId, () => void>()
  let timer: NodeJS.Timeout | undefined

  const tryAll = () => {
    timer = undefined
    for (const [id, write] of waiting) {
      try {
        write()
      } catch {
        continue
      }
      waiting.delete(id)
      log.info('answer.written-late')
      written(id)
    }
    schedule()
  }
  const schedule = () => {
    if (waiting.size > 0) timer ??= setTimeout(tryAll, RETRY_MS)
  }

  return {
    keep(id, write) {
      waiting.set(id, write)
      schedule()
    },
    count: () => waiting.size,
    stop() {
      clearTimeout(timer)
      waiting.clear()
    },
  }
}

/**
 * Writes at once, or as soon as the disk takes it: for what a start must write, on a disk that may be full since the last run. The
 * program opens all the same, and says why no money can be posted.
 * @param write throws while the disk refuses; done again from its beginning then
 * @param written told when the disk took it at last
 */
export function writeWhenPossible(
  write: () => void,
  written: () => void,
  log: Log,
): { pending(): boolean; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const attempt = () => {
    timer = undefined
    try {
      write()
    } catch (error) {
      log.error('start.not-written', { error })
      timer = setTimeout(() => {
        attempt()
        if (!timer) written()
      }, RETRY_MS)
    }
  }
  attempt()
  return { pending: () => timer !== undefined, stop: () => clearTimeout(timer) }
}
