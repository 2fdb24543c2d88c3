import type { GraphEntry } from '#shared/graphs.ts'
import type { Instant } from '#shared/time.ts'

/** The bank's answers that are on screen, so that exports hold what the person sees and nothing is asked twice. */
export interface ShownGraphs {
  show(name: string, username: string, answer: ShownGraph): void
  hide(name: string, username: string): void
  /** @returns undefined for what could not be read, and for what was shown to somebody else */
  find(name: string, username: string): ShownGraph | undefined
}

export interface ShownGraph {
  entries: GraphEntry[]
  at: Instant
}

export function createShownGraphs(): ShownGraphs {
  let owner = ''
  const answers = new Map<string, ShownGraph>()
  const of = (username: string) => {
    if (owner !== username) answers.clear()
    owner = username
    return answers
  }
  return {
    show: (name, username, answer) => void of(username).set(name, answer),
    hide: (name, username) => void of(username).delete(name),
    find: (name, username) => of(username).get(name),
  }
}
