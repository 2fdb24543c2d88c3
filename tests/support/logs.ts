import type { Log } from '../../src/main/log.ts'

/** A log that only remembers which events it was told of. */
export function eventLog(): Log & { events: string[] } {
  const events: string[] = []
  const note = (event: string) => void events.push(event)
  return { events, info: note, warn: note, error: note }
}
