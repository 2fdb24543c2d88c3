/** `npm run sandbox -- --port N [--switcher-port N] [--seed FILE] [--db FILE]`: the sandbox alone, on loopback. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { completeSeed, parseSeed, type Seed } from './seed.ts'
import { offeredUsers } from './seed-data.ts'
import { createSandbox } from './server.ts'

const usage = `npm run sandbox -- [--port N] [--switcher-port N] [--seed FILE] [--db FILE]

  --port N           port of the Bank+ API on 127.0.0.1 (a free one by default)
  --switcher-port N  port of the switcher on 127.0.0.1 (a free one by default)
  --seed FILE        JSON with users, accounts, fees, history: see src/sandbox/README.md
  --db FILE          keeps the ledger in FILE; without it the ledger ends with the sandbox`

const options = {
  port: { type: 'string', default: '0' },
  'switcher-port': { type: 'string', default: '0' },
  seed: { type: 'string' },
  db: { type: 'string', default: ':memory:' },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({ options })
  if (values.help) return console.log(usage)
  const seed = values.seed === undefined ? {} : seedFrom(values.seed)
  const sandbox = await createSandbox({
    dbPath: values.db,
    port: portFrom('--port', values.port),
    switcherPort: portFrom('--switcher-port', values['switcher-port']),
    seed,
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.close())
  console.log(`Bank+    ${sandbox.bankUrl}`)
  console.log(`Switcher ${sandbox.switcherUrl}`)
  announceUsers(seed)
}

function announceUsers(seed: Seed): void {
  for (const { label, username, password, pin } of offeredUsers(completeSeed(seed, new Date()).users)) {
    console.log(`${label.padEnd(12)} ${username}  ${password}${pin && `  PIN ${pin}`}`)
  }
}

function portFrom(option: string, text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${option} ${text}: expected a port, 0 to 65535`)
  return port
}

function seedFrom(path: string): Seed {
  try {
    return parseSeed(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Error(`--seed ${path}: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${messageOf(error)} (--help shows the options)`)
  process.exitCode = 1
})
