/** `npm run chaos`: see docs/money-safety.md, or --help. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildChild, PROJECT } from './build-child.ts'
import type { Violation } from './oracle.ts'
import { figuresText } from './report.ts'
import { newSeed } from './seeded.ts'
import { violationCounts } from './tally.ts'
import { newFigures, tasksOf, type Figures, type Programme, type Task } from './tasks.ts'

const HELP = `npm run chaos -- [--rounds 2000] [--cells all|N] [--cell-rounds 20] [--seed TEXT] [--only TEXT] [--lanes N] [--share] [--figures FILE]

Kills the workstation at random instants over a line that is struck, and holds its journal against the sandbox's ledger.
  --rounds N       kills at random instants (default 2000; 0 for none)
  --cells all|N    cells of the fault matrix (default all)
  --cell-rounds N  rounds of each cell (default 20)
  --seed TEXT      the seed of an earlier run, which it printed; without it a new one
  --only TEXT      only the tasks whose name has this in it, e.g. "mutant" or "rounds 7"
  --lanes N        workstations at a time (default: the processors)
  --share          the small share that npm test runs
  --figures FILE   where the figures go as JSON (default out/chaos.json)`

/** No piece takes nearly as long, even where many things share the machine. */
const STUCK_MS = 15 * 60_000
const SHARE = { rounds: 50, cells: 48, cellRounds: 1, cuts: 10 }

interface Finished {
  programme: Programme
  figures: Figures
  results: Result[]
  seconds: number
}

interface Result {
  task: Task
  violations: Violation[]
  skipped?: string
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '2000' },
      cells: { type: 'string', default: 'all' },
      'cell-rounds': { type: 'string', default: '20' },
      seed: { type: 'string' },
      only: { type: 'string', default: '' },
      lanes: { type: 'string', default: String(availableParallelism()) },
      share: { type: 'boolean', default: false },
      figures: { type: 'string', default: join(PROJECT, 'out', 'chaos.json') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const long = {
    rounds: whole('--rounds', values.rounds),
    cells: values.cells === 'all' ? Infinity : whole('--cells', values.cells),
    cellRounds: whole('--cell-rounds', values['cell-rounds']),
    cuts: Infinity,
  }
  const programme: Programme = { seed: values.seed ?? newSeed(), ...(values.share ? SHARE : long) }
  const finished = await run(programme, values.only, whole('--lanes', values.lanes))
  return report(finished, values.figures)
}

async function run(programme: Programme, only: string, lanes: number): Promise<Finished> {
  const startedMs = performance.now()
  console.log(`chaos, seed ${programme.seed}`)
  const figures = newFigures()
  const tasks = tasksOf(programme, figures).filter(({ name }) => name.includes(only))
  const child = await buildChild()
  const results: Result[] = []
  try {
    const waiting = [...tasks]
    const work = async () => {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        const result = await resultOf(task, child.path)
        results.push(result)
        tellProgress(result, results.length, tasks.length)
      }
    }
    await Promise.all(Array.from({ length: lanes }, work))
  } finally {
    child.remove()
  }
  return { programme, figures, results, seconds: (performance.now() - startedMs) / 1_000 }
}

/** What cannot run here is skipped and says why; where CI is set, nothing may be missing that could be installed. */
async function resultOf(task: Task, script: string): Promise<Result> {
  const obstacle = task.obstacle?.()
  if (obstacle && !(obstacle.curable && process.env['CI'])) {
    return { task, violations: [], skipped: obstacle.why }
  }
  let timer: NodeJS.Timeout | undefined
  const stuck = new Promise<Violation[]>((_done, failed) => {
    timer = setTimeout(() => failed(new Error('it does not come to its end')), STUCK_MS)
  })
  try {
    if (obstacle) throw new Error(obstacle.why)
    return { task, violations: await Promise.race([task.run(script), stuck]) }
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { task, violations: [{ kind: 'stuck', detail }] }
  } finally {
    clearTimeout(timer)
  }
}

function tellProgress({ task, violations, skipped }: Result, done: number, all: number): void {
  const isOneOfMany = /^(rounds|cells) \d+$/.test(task.name)
  const [first] = violations
  if (first) console.log(`${task.name} … FAILED: ${first.kind}, ${first.detail.split('\n')[0]}`)
  else if (skipped) console.log(`${task.name} … skipped: ${skipped}`)
  else if (!isOneOfMany) console.log(`${task.name} … ok`)
  else if (done % 20 === 0) console.log(`${done} of ${all} pieces`)
}

function report({ programme, figures, results, seconds }: Finished, file: string): number {
  const bad = results.filter(({ violations }) => violations.length > 0)
  const violations = bad.flatMap((result) => result.violations)
  const skipped = results.filter((result) => result.skipped !== undefined).length
  console.log(figuresText(figures, violations, seconds))
  for (const {
    task,
    violations: [first],
  } of bad) {
    console.log(`\n${task.name}: ${first!.kind}\n  ${first!.detail}`)
    console.log(`  again: npm run chaos -- --seed ${programme.seed} --only ${JSON.stringify(task.name)} …`)
  }
  const passed = results.length - bad.length - skipped
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    JSON.stringify(
      {
        ...{ programme, seconds, passed, failed: bad.length, skipped },
        violations: violationCounts(violations),
        figures,
      },
      undefined,
      2,
    ),
  )
  return bad.length === 0 && passed > 0 ? 0 : 1
}

function whole(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} ${text}: expected a whole number`)
  return Number(text)
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`chaos: ${error instanceof Error ? error.message : String(error)} (--help shows the options)`)
  return 1
})
