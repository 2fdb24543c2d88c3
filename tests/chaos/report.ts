import type { Violation } from './oracle.ts'
import { sum, violationCounts, type Counts, type Tally } from './tally.ts'
import type { Figures } from './tasks.ts'

/** The figures of a run, for people. */
export function figuresText(
  { rounds, cells, mutants }: Figures,
  violations: Violation[],
  seconds: number,
): string {
  const lines = [
    '',
    ...(sum(rounds.kills) > 0
      ? [`rounds: ${number(sum(rounds.kills))} kills (${listed(rounds.kills)})`, ...tallyLines(rounds)]
      : []),
    ...(cells.count > 0 ? [`matrix: ${cells.count} cells`, ...tallyLines(cells.tally)] : []),
    ...(mutants.length > 0
      ? [`mutants: ${mutants.filter(({ caught }) => caught).length} of ${mutants.length} caught`]
      : []),
    `wrong: ${listed(violationCounts(violations))}`,
    `in ${Math.round(seconds)} s`,
  ]
  return lines.join('\n')
}

const tallyLines = ({
  transactions,
  faults,
  checks,
  states,
  unknownBooked,
  unknownNotBooked,
}: Tally): string[] => [
  `  ${number(sum(transactions))} transactions (${listed(transactions)})`,
  `  ${number(sum(faults) - (faults['none'] ?? 0))} faults`,
  ...(sum(checks) > 0 ? [`  ${number(sum(checks))} status checks (${listed(checks)})`] : []),
  `  at the end: ${listed(states)}`,
  `  of the unknown ${number(unknownBooked)} were booked and ${number(unknownNotBooked)} not`,
]

const number = (n: number): string => n.toLocaleString('en')

const listed = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${number(n)}`)
    .join(', ')
