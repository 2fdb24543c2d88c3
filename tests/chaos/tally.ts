import { VIOLATIONS, type Verdict, type Violation } from './oracle.ts'

export type Counts = Record<string, number>

/** The figures of a run. Every number is a count. */
export interface Tally {
  kills: Counts
  transactions: Counts
  faults: Counts
  checks: Counts
  /** where the transactions stand at the end */
  states: Counts
  unknownBooked: number
  unknownNotBooked: number
}

export const newTally = (): Tally => ({
  kills: {},
  transactions: {},
  faults: {},
  checks: {},
  states: {},
  unknownBooked: 0,
  unknownNotBooked: 0,
})

export const count = (counts: Counts, name: string, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by
}

export const sum = (counts: Counts): number => Object.values(counts).reduce((total, n) => total + n, 0)

/** Adds the end of a batch. */
export function addVerdict(tally: Tally, { states, unknownBooked, unknownNotBooked }: Verdict): void {
  addCounts(tally.states, states)
  tally.unknownBooked += unknownBooked
  tally.unknownNotBooked += unknownNotBooked
}

export function addTally(total: Tally, part: Tally): void {
  for (const name of ['kills', 'transactions', 'faults', 'checks', 'states'] as const) {
    addCounts(total[name], part[name])
  }
  total.unknownBooked += part.unknownBooked
  total.unknownNotBooked += part.unknownNotBooked
}

const addCounts = (total: Counts, part: Partial<Counts>): void => {
  for (const [name, n = 0] of Object.entries(part)) count(total, name, n)
}

/** How many there are of each kind, the zeros too: they are what the harness is for. */
export const violationCounts = (violations: readonly Violation[]): Counts =>
  Object.fromEntries(VIOLATIONS.map((kind) => [kind, violations.filter((each) => each.kind === kind).length]))
