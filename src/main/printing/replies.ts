import type { Readable } from 'node:stream'

/** What a printer says on a connection, sorted: answers to DLE EOT, completions, and everything else, which is ignored. */
export interface Replies {
  /** Waits until something fits what was heard, the time is over, or nothing more can be heard. Tells whether it fits. */
  until(fits: () => boolean, ms: number): Promise<boolean>
  /** Waits for an answer to DLE EOT; what was said before does not count. */
  nextStatus(ms: number): Promise<number | undefined>
  /** whether any answer to DLE EOT was ever heard here */
  heardStatus(): boolean
  completed(id: string): boolean
  /** the printer hung up or the connection broke */
  closed(): boolean
}

/**
 * Letters for GS ( H function 48. None of them looks like an answer to DLE EOT, as the digits 2 and 6 do; the id is new for each
 * job, so that a late answer on a serial line cannot confirm the next one.
 */
const ID_LETTERS = 'ABCDEFGHIJKLMNO'
export const newCompletionId = () =>
  Array.from({ length: 4 }, () => ID_LETTERS[Math.floor(Math.random() * ID_LETTERS.length)]).join('')

/**
 * Listens to a printer from now on. By their fixed bits (Epson ESC/POS reference, DLE EOT and GS a): an answer to DLE EOT is
 * 0xx1xx10; automatic status, which clones send unasked, is 0xx1xx00 and three bytes 0xx0xxxx; a completion is 37 22 id 00.
 * @param signal wakes whoever waits, as if the time were over
 */
export function listenTo(stream: Readable, signal: AbortSignal): Replies {
  let pending = Buffer.alloc(0)
  let latest: number | undefined
  let heard = false
  let closed = false
  const completions = new Set<string>()
  let changed: () => void = () => undefined

  const sort = () => {
    for (let token = nextToken(pending); token; token = nextToken(pending)) {
      pending = pending.subarray(token.length)
      if (token.completed !== undefined) completions.add(token.completed)
      if (token.status !== undefined) {
        latest = token.status
        heard = true
      }
    }
  }
  const over = () => {
    closed = true
    changed()
  }
  stream.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    sort()
    changed()
  })
  stream.on('end', over)
  stream.on('close', over)
  // What went wrong is read from 'close'; an error event without a listener would end the program.
  stream.on('error', () => undefined)
  signal.addEventListener('abort', () => changed(), { once: true })

  const until = (fits: () => boolean, ms: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(fits()), ms)
      changed = () => {
        if (!fits() && !closed && !signal.aborted) return
        clearTimeout(timer)
        resolve(fits())
      }
      changed()
    })

  return {
    until,
    async nextStatus(ms) {
      latest = undefined
      await until(() => latest !== undefined, ms)
      return latest
    },
    heardStatus: () => heard,
    completed: (id) => completions.has(id),
    closed: () => closed,
  }
}

interface Token {
  length: number
  status?: number
  completed?: string
}

/** The first thing in what was heard; undefined where it may still be going on. */
function nextToken(heard: Buffer): Token | undefined {
  const first = heard[0]
  if (first === undefined) return undefined
  if ((first & 0b1001_0011) === 0b0001_0010) return { length: 1, status: first }
  if ((first & 0b1001_0011) === 0b0001_0000) return automaticStatus(heard)
  if (first === 0x37) return completion(heard)
  return { length: 1 }
}

/** Four bytes; where a byte of another kind cuts them short, the first alone is noise. */
function automaticStatus(heard: Buffer): Token | undefined {
  const rest = heard.subarray(1, 4)
  if (rest.some((byte) => (byte & 0b1001_0000) !== 0)) return { length: 1 }
  return rest.length === 3 ? { length: 4 } : undefined
}

const COMPLETION_LENGTH = 7

function completion(heard: Buffer): Token | undefined {
  if (heard.length > 1 && heard[1] !== 0x22) return { length: 1 }
  if (heard.length < COMPLETION_LENGTH) return undefined
  if (heard[COMPLETION_LENGTH - 1] !== 0) return { length: 1 }
  return { length: COMPLETION_LENGTH, completed: heard.toString('latin1', 2, COMPLETION_LENGTH - 1) }
}
