import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import { met, type Row, type Spread } from './figure.ts'

/** The rows as a Markdown table: what docs/performance.md holds. */
export function table(rows: Row[]): string {
  const head = ['figure', 'ours', 'floor', 'ratio', 'goal', '']
  const cells = rows.map((row) => [
    row.figure,
    `${shown(row.value)} ${row.unit}`,
    row.floorValue ? `${row.floor ?? ''}: ${shown(row.floorValue)} ${row.unit}` : (row.floor ?? ''),
    row.ratio ? shown(row.ratio) : '',
    row.goal ? `${row.goal.of === 'ratio' ? '' : `${row.unit} `}≤ ${row.goal.atMost}` : '',
    [{ true: 'met', false: '**missed**' }[String(met(row))], row.note].filter(Boolean).join('; '),
  ])
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

const shown = ({ median, min, max }: Spread): string => `${digits(median)} (${digits(min)}–${digits(max)})`

/** Three figures that mean something, and no more. */
const digits = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))

/** The machine without its name: what a reader needs to compare. */
export function machine(): string {
  const [cpu] = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} processors (${cpu?.model.trim() ?? 'unknown'}), ${gigabytes} GB, ${type()} ${release()}, Node ${process.versions.node}`
}
