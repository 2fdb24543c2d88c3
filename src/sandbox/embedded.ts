/**
 * Training mode's bank and printer, in an Electron utility process: started with `{ "dbPath": "…" }` as its argument, it
 * posts `ready` once both listen, then `paper` for every job that the virtual printer has printed. It ends with its parent.
 */
import { startVirtualPrinter } from './printer/virtual-printer.ts'
import { createSandbox, sampleUsers, type SampleUser } from './server.ts'

export type EmbeddedMessage =
  | { type: 'ready'; bankUrl: string; switcherUrl: string; printerPort: number; sampleUsers: SampleUser[] }
  | { type: 'paper'; index: number; text: string; png: Uint8Array; bytes: Uint8Array; columns: number }

/** The part of Electron's `process.parentPort` that is used here; importing electron would tie the sandbox to it. */
interface ParentPort {
  postMessage(message: EmbeddedMessage): void
}

async function main(): Promise<void> {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }
  if (!parentPort) throw new Error('embedded.ts runs in an Electron utility process; alone, use cli.ts')
  const { bankUrl, switcherUrl } = await createSandbox({ dbPath: dbPathFromArguments() })
  const printer = await startVirtualPrinter({
    onJob: ({ index, text, png, bytes }) =>
      parentPort.postMessage({ type: 'paper', index, text, png, bytes, columns: printer.columns }),
  })
  parentPort.postMessage({ type: 'ready', bankUrl, switcherUrl, printerPort: printer.port, sampleUsers })
}

function dbPathFromArguments(): string {
  const { dbPath } = JSON.parse(process.argv.at(-1) ?? '') as { dbPath?: unknown }
  if (typeof dbPath !== 'string') throw new Error('the argument must be {"dbPath": "…"}')
  return dbPath
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
