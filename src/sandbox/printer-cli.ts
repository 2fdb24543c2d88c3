import { parseArgs } from 'node:util'
import { startVirtualPrinter, type Job, type PrinterColumns } from './printer/virtual-printer.ts'

const USAGE = 'usage: npm run virtual-printer -- --port N --out DIR [--columns 32|48]'

/** The virtual printer alone: writes each job as bytes, text and PNG, prints a line about it, and ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { port, outDir, columns } = readArguments()
  const printer = await startVirtualPrinter({
    port,
    outDir,
    columns,
    onJob: (job) => console.log(describe(job)),
  })
  console.log(`READY tcp://127.0.0.1:${printer.port} ${columns} columns, jobs in ${outDir}`)
  const stop = (): void => void printer.close()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function readArguments(): { port: number; outDir: string; columns: PrinterColumns } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      out: { type: 'string' },
      columns: { type: 'string', default: '32' },
    },
  })
  const port = Number(values.port)
  const columns = Number(values.columns)
  if (!values.port || !Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error('--port: 0 to 65535 is needed')
  if (!values.out) throw new Error('--out: a folder is needed')
  if (columns !== 32 && columns !== 48) throw new Error('--columns: 32 or 48')
  return { port, outDir: values.out, columns }
}

function describe(job: Job): string {
  const facts = [
    `${job.bytes.length} bytes`,
    `${job.lines.length} lines`,
    job.end === 'cut' ? (job.cuts[0]?.partial ? 'partial cut' : 'full cut') : job.end,
    ...(job.drawerKicks.length > 0 ? [`drawer x${job.drawerKicks.length}`] : []),
    ...(job.overflow ? ['wider than the paper'] : []),
    ...(job.unprintedText ? [`not printed: ${JSON.stringify(job.unprintedText)}`] : []),
    ...(job.error ? [`FAILED at byte ${job.error.offset}: ${job.error.problem} ${job.error.command}`] : []),
  ]
  return `${String(job.index).padStart(4, '0')} ${facts.join(', ')}`
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(USAGE)
  process.exitCode = 2
}
