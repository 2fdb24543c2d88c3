import { failedUnsent, type PrinterWord, type Transport, type TransportResult } from './transport.ts'

/** Seldom enough not to disturb, often enough that the status line is true when the next customer comes. */
const LOOK_EVERY_MS = 15_000

/** The printer as the status line knows it. Looks and jobs take turns on the printer; a job never waits for a look to end by itself. */
export interface Sense {
  word(): PrinterWord
  /** Begins to look at the printer. */
  start(): void
  print(job: Buffer, signal: AbortSignal): Promise<TransportResult>
  /** Another printer, or none, from the next job on. Begins to look at it. */
  use(transport: Transport | undefined): void
  close(): Promise<void>
}

/**
 * @param transport undefined: no printer
 * @param changed told when the printer's word is another
 */
export function createSense(
  transport: Transport | undefined,
  changed: () => void,
  lookEveryMs = LOOK_EVERY_MS,
): Sense {
  let word: PrinterWord = transport ? 'unproven' : 'none'
  let looking: { done: Promise<void>; stop: AbortController } | undefined
  let timer: NodeJS.Timeout | undefined
  let printing = false
  let closed = false

  const hear = (now: PrinterWord) => {
    if (now === word) return
    word = now
    changed()
  }

  const lookLater = (ms: number) => {
    clearTimeout(timer)
    if (transport?.look && !closed) timer = setTimeout(look, ms)
  }

  const look = () => {
    const seen = transport
    if (!seen?.look || printing || looking || closed) return
    const stop = new AbortController()
    const done = seen
      .look(stop.signal)
      .then((now) => {
        if (!stop.signal.aborted && seen === transport) hear(now)
      })
      // Transports do not throw; should one, nothing is known of its printer.
      .catch(() => hear('silent'))
      .finally(() => {
        looking = undefined
        // Another printer was chosen meanwhile: it is looked at now, not after the pause.
        lookLater(seen === transport ? lookEveryMs : 0)
      })
    looking = { done, stop }
  }

  const stopLooking = async () => {
    clearTimeout(timer)
    looking?.stop.abort()
    await looking?.done
  }

  return {
    word: () => word,
    start: () => lookLater(0),
    async print(job, signal) {
      const way = transport
      if (!way) return failedUnsent('no-printer', 'none')
      printing = true
      try {
        await stopLooking()
        if (signal.aborted) return failedUnsent('interrupted', word)
        const told = (now: PrinterWord) => {
          if (way === transport) hear(now)
        }
        const result = await way.print(job, { signal, told })
        told(result.printer)
        return result
      } finally {
        printing = false
        lookLater(lookEveryMs)
      }
    },
    use(next) {
      transport = next
      looking?.stop.abort()
      hear(next ? 'unproven' : 'none')
      lookLater(0)
    },
    async close() {
      closed = true
      await stopLooking()
    },
  }
}
