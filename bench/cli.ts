/** `npm run bench`: see docs/performance.md, or --help. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FIGURES } from './figures.ts'
import { met, type Row } from './figure.ts'
import { machine, table } from './report.ts'
import { LEAST_ROUNDS } from './rounds.ts'

const HELP = `npm run bench -- [--only TEXT] [--rounds N] [--docs]

Measures the program against floors in the same run. The figures go to out/bench.json.
  --only TEXT  only the figures whose id has this in it: ${FIGURES.map(({ id }) => id).join(', ')}
  --rounds N   measured rounds of each figure (default and least ${LEAST_ROUNDS})
  --docs       puts the table into docs/performance.md too (needs all figures)`

const PROJECT = join(import.meta.dirname, '..')
const BEGIN = '<!-- figures: npm run bench -- --docs -->\n'
const END = '<!-- end of figures -->'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: String(LEAST_ROUNDS) },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds)
  const chosen = FIGURES.filter(({ id }) => id.includes(values.only))
  if (values.help || !(rounds >= LEAST_ROUNDS) || chosen.length === 0 || (values.docs && values.only)) {
    console.log(HELP)
    return values.help ? 0 : 2
  }
  const rows: Row[] = []
  for (const { id, measure } of chosen) {
    const startedMs = performance.now()
    const measured = await measure(rounds)
    rows.push(...measured)
    console.log(`${id} (${Math.round((performance.now() - startedMs) / 1_000)} s)\n${table(measured)}\n`)
  }
  write(rows, rounds)
  if (values.docs) writeDocs(rows, rounds)
  const missed = rows.filter((row) => met(row) === false)
  console.log(`${rows.length} figures, ${missed.length} goals missed`)
  return 0
}

function write(rows: Row[], rounds: number): void {
  mkdirSync(join(PROJECT, 'out'), { recursive: true })
  const path = join(PROJECT, 'out', 'bench.json')
  writeFileSync(path, JSON.stringify({ machine: machine(), rounds, rows }, null, 2))
}

/** The page keeps its words; only what stands between the marks is made anew. */
function writeDocs(rows: Row[], rounds: number): void {
  const path = join(PROJECT, 'docs', 'performance.md')
  const page = readFileSync(path, 'utf8')
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error('docs/performance.md lost its marks')
  const words = `\n${machine()}; ${rounds} rounds, medians (min–max).\n\n`
  writeFileSync(path, `${before}${BEGIN}${words}${table(rows)}\n\n${END}${after}`)
}

process.exitCode = await main()
