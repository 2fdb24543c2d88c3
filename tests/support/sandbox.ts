import { onTestFinished } from 'vitest'
import { createBankClient, type BankClient } from '../../src/main/bank/client.ts'
import { createBankHttp } from '../../src/main/wire/http.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'

export const AGENT = { username: 'BNIUS100294', password: 'T6jkl4ss', pin: '359569' }

/** No call is meant to run into it; a test whose subject is the time-out gives its own. */
const PATIENT_MS = 30_000

export interface RunningBank {
  sandbox: Sandbox
  client: BankClient
  /** How many requests with this end of their path arrived, carried out or not. */
  received(path: string): number
}

/** The sandbox bank with its ledger in memory and the workstation's client for it, both closed when the test ends. */
export async function startBank({ timeoutMs = PATIENT_MS } = {}): Promise<RunningBank> {
  const sandbox = await createSandbox({ dbPath: ':memory:' })
  const http = createBankHttp(sandbox.bankUrl, timeoutMs)
  onTestFinished(async () => {
    await http.close()
    await sandbox.close()
  })
  return {
    sandbox,
    client: createBankClient(http, () => undefined),
    received: (path) => sandbox.requests().filter((request) => request.path.endsWith(path)).length,
  }
}
