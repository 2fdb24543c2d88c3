import { buildChild } from './build-child.ts'
import { cutLog } from './experiments/cut-log.ts'
import type { Experiment, Obstacle } from './experiments/experiment.ts'
import { foreignJournal } from './experiments/foreign-journal.ts'
import { fullDisk } from './experiments/full-disk.ts'
import { impatience } from './experiments/impatience.ts'
import { late } from './experiments/late.ts'
import { orderOnDisk } from './experiments/order-on-disk.ts'
import { references } from './experiments/references.ts'
import { twin } from './experiments/twin.ts'
import { CELLS, runCells, type Cell } from './matrix.ts'
import { MUTANTS, type Mutant } from './mutants.ts'
import type { Violation } from './oracle.ts'
import { ROUNDS_A_BATCH, runBatch } from './rounds.ts'
import { seeded } from './seeded.ts'
import { addTally, newTally, type Tally } from './tally.ts'

/** What one run is to do. */
export interface Programme {
  seed: string
  /** kills; each with its start, its transactions and its judgement */
  rounds: number
  /** cells of the fault matrix, chosen by the seed; Infinity = all */
  cells: number
  /** rounds of each cell */
  cellRounds: number
  /** places at which the journal's log is cut */
  cuts: number
}

/** A piece of a run that can be had again by its name and the run's seed. */
export interface Task {
  name: string
  obstacle?: (() => Obstacle | undefined) | undefined
  run(script: string): Promise<Violation[]>
}

/** The figures of a run, added up while its tasks come to their ends. */
export interface Figures {
  rounds: Tally
  cells: { count: number; tally: Tally }
  mutants: { name: string; caught: boolean; by: string }[]
}

export const newFigures = (): Figures => ({
  rounds: newTally(),
  cells: { count: 0, tally: newTally() },
  mutants: [],
})

/** Everything that a programme asks for, the longest pieces first. */
export function tasksOf(programme: Programme, figures: Figures): Task[] {
  return [
    ...experiments(programme).map((experiment) => experimentTask(experiment, programme.seed)),
    ...MUTANTS.map((mutant) => mutantTask(mutant, programme.seed, figures)),
    ...roundTasks(programme, figures),
    ...cellTasks(programme, figures),
  ]
}

const experiments = ({ cuts }: Programme): Experiment[] => [
  ...[late, cutLog(cuts), fullDisk, foreignJournal, impatience, references, orderOnDisk, twin],
]

const experimentTask = ({ name, obstacle, run }: Experiment, seed: string): Task => ({
  ...{ name, obstacle },
  run: (script) => run(script, seed),
})

function roundTasks({ seed, rounds }: Programme, figures: Figures): Task[] {
  return Array.from({ length: Math.ceil(rounds / ROUNDS_A_BATCH) }, (_none, index) => {
    const name = `rounds ${index + 1}`
    const share = Math.min(ROUNDS_A_BATCH, rounds - index * ROUNDS_A_BATCH)
    const run = async (script: string) => {
      const { tally, violations } = await runBatch(script, `${seed} ${name}`, share)
      addTally(figures.rounds, tally)
      return violations
    }
    return { name, run }
  })
}

const CELLS_A_TASK = 12

function cellTasks({ seed, cells, cellRounds }: Programme, figures: Figures): Task[] {
  const chosen = cells >= CELLS.length ? CELLS : seeded(`${seed} cells`).shuffled(CELLS).slice(0, cells)
  const groups: Cell[][] = []
  for (let from = 0; from < chosen.length; from += CELLS_A_TASK)
    groups.push(chosen.slice(from, from + CELLS_A_TASK))
  return groups.map((group, index) => ({
    name: `cells ${index + 1}`,
    async run(script) {
      const { tally, violations, cells: count } = await runCells(script, seed, group, cellRounds)
      addTally(figures.cells.tally, tally)
      figures.cells.count += count
      return violations
    },
  }))
}

/** A mutant passes when its experiment notices it. It has a bundle of its own. */
function mutantTask({ name, edits, experiment }: Mutant, seed: string, figures: Figures): Task {
  return {
    name: `mutant: ${name}`,
    obstacle: experiment.obstacle,
    async run() {
      const mutant = await buildChild(edits)
      try {
        const [first] = await experiment.run(mutant.path, seed)
        figures.mutants.push({ name, caught: first !== undefined, by: first?.kind ?? experiment.name })
        return first ? [] : [{ kind: 'undetected', detail: `nothing was found by "${experiment.name}"` }]
      } finally {
        mutant.remove()
      }
    },
  }
}
