/**
 * The Bank+ sandbox: a Bank+ API and a switcher with a real ledger, on loopback. Training mode embeds it, tests judge the
 * workstation by its ledger. It shares no code with the workstation, so that the two cannot share a misreading of the
 * API document. What it decides where the document is silent is said in README.md beside this file.
 */
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { brokenRequest, invalidParameter, routeNotFound, switcherRefusal } from './answers.ts'
import { openBank, type Bank } from './bank.ts'
import { controlRoutes } from './control.ts'
import { createFaults, type FaultRequest } from './faults.ts'
import type { LedgerView } from './ledger.ts'
import { createRequestLog, type ReceivedRequest } from './request-log.ts'
import { accountOperations } from './routes/account.ts'
import { authOperations } from './routes/auth.ts'
import { dashboardOperations } from './routes/dashboard.ts'
import { masterOperations } from './routes/master.ts'
import { switcherOperations } from './routes/switcher.ts'
import { transactionOperations } from './routes/transactions.ts'
import { transferOperations } from './routes/transfers.ts'
import type { Seed } from './seed.ts'
import { readBodiesAsText, serve, type Service } from './service.ts'

export { sampleUsers, type SampleUser } from './seed-data.ts'

export interface SandboxOptions {
  /** The ledger file, kept between runs, or `:memory:`. */
  dbPath: string
  /** 0, the default, takes a free port. */
  port?: number
  switcherPort?: number
  /** Laid over the document's users and accounts when the ledger is new. See `seed.ts`. */
  seed?: Seed
  /** The bank's clock: times in answers, the `Date` header, expiry. The real one by default. */
  now?: () => Date
}

export interface Sandbox {
  /** Base of the Bank+ API, e.g. `http://127.0.0.1:7220/bankplus`. */
  bankUrl: string
  /** Base of the switcher, e.g. `http://127.0.0.1:7221`. */
  switcherUrl: string
  ledger: LedgerView
  /** The same list as `/__sandbox/faults`. */
  setFaults(faults: FaultRequest[]): void
  requests(): ReceivedRequest[]
  /** Ends every session, as if the bank had. */
  endSessions(): void
  /** Cuts open connections and closes the ledger. */
  close(): Promise<void>
}

/** The API document's paths start here: https://host/bankplus/users/auth. */
const bankPrefix = '/bankplus'

/** Starts both servers on 127.0.0.1. Fails where a port is taken or the ledger cannot be opened. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date())
  const bank = openBank(options.dbPath, options.seed ?? {}, now())
  const faults = createFaults()
  const requests = createRequestLog()
  const closing = new AbortController()
  const around = { faults, requests, now, closing: closing.signal }

  const bankApp = newApp()
  const switcherApp = newApp()
  controlRoutes(bankApp, { bank, faults, requests })
  serve(bankApp, bankService(bank), bankPrefix, around)
  serve(switcherApp, switcherService(bank), '', around)

  async function close(): Promise<void> {
    closing.abort()
    await Promise.all([bankApp.close(), switcherApp.close()])
    bank.close()
  }

  try {
    const bankOrigin = await listen(bankApp, options.port ?? 0)
    const switcherUrl = await listen(switcherApp, options.switcherPort ?? 0)
    return {
      bankUrl: bankOrigin + bankPrefix,
      switcherUrl,
      ledger: bank.ledger,
      setFaults: (list) => faults.set(list),
      requests: () => requests.list(),
      endSessions: () => bank.sessions.endAll(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** No route has a JSON schema: the two compilers for them, most of what Fastify would load at a start, are left out. */
const noCompiler = () => () => {
  throw new Error('the sandbox has no routes with a JSON schema')
}
const schemaController = { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } }

function newApp(): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false, schemaController })
  readBodiesAsText(app)
  return app
}

/** Listens on 127.0.0.1 and nothing else: the control routes have no other guard. */
async function listen(app: FastifyInstance, port: number): Promise<string> {
  await app.listen({ host: '127.0.0.1', port })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

function bankService(bank: Bank): Service {
  const operations = [
    ...authOperations(bank),
    ...dashboardOperations(bank),
    ...masterOperations(bank),
    ...accountOperations(bank),
    ...transactionOperations(bank),
    ...transferOperations(bank),
  ]
  return { name: 'bankplus', operations, fieldRefusal: invalidParameter, brokenRequest, routeNotFound }
}

function switcherService(bank: Bank): Service {
  return {
    name: 'switcher',
    operations: switcherOperations(bank),
    fieldRefusal: (problem) => switcherRefusal(problem.message, 400),
    brokenRequest: (status, message) => switcherRefusal(message, status),
    routeNotFound: () => switcherRefusal('Endpoint tidak ditemukan', 404),
  }
}
