import { randomUUID } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { openSecretStore } from './keychain.ts'
import type { Log } from './log.ts'
import { createTransport } from './printing/transports/index.ts'
import type { Start } from './startup.ts'
import { verifyJournal } from './verify-journal.ts'
import { createBankHttp } from './wire/http.ts'
import { readTrust } from './wire/trust.ts'

/** What each part adds to the exit status; 1 stays the status of a start that could not be. */
const WEIGHTS = { keychain: 2, journal: 4, bank: 8, printer: 16 } as const
type Part = keyof typeof WEIGHTS

/** `note` says what was found, in words for an IT department's log. */
interface Finding {
  ok: boolean
  note: string
}

const good = (note: string): Finding => ({ ok: true, note })
const bad = (note: string): Finding => ({ ok: false, note })

/**
 * `--self-test`: looks at keychain, journal, bank and printer as this user on this PC would use them, says one line for each, and
 * posts, prints and changes nothing. Training has a bank and a printer of its own, so only what is configured is looked at.
 * @returns the exit status: 0, or the sum of the parts that failed (keychain 2, journal 4, bank 8, printer 16)
 */
export async function selfTest(start: Start, log: Log, print = console.log): Promise<number> {
  const tests: Record<Part, () => Promise<Finding>> = {
    keychain: () => tryKeychain(start),
    journal: () => tryJournal(start, log),
    bank: () => tryBank(start.config),
    printer: () => tryPrinter(start.config),
  }
  let status = 0
  for (const part of Object.keys(WEIGHTS) as Part[]) {
    const { ok, note } = await tests[part]().catch((error: unknown) => {
      log.warn('self-test.failed', { part, error })
      return bad(reasonOf(error))
    })
    print(`SELF-TEST ${part} ${ok ? 'ok' : 'FAILED'}: ${note}`)
    if (!ok) status += WEIGHTS[part]
  }
  return status
}

const reasonOf = (error: unknown): string => {
  const { failure, code, name } = error as { failure?: { reason?: string }; code?: string; name?: string }
  return failure?.reason ?? code ?? name ?? 'unknown'
}

/** Writes, reads and deletes an entry of its own. */
async function tryKeychain({ config, folder }: Start): Promise<Finding> {
  const secrets = await openSecretStore(config.mode, folder)
  const [name, value] = [`self-test:${randomUUID()}`, randomUUID()]
  await secrets.set(name, value)
  const read = await secrets.get(name)
  await secrets.delete(name)
  if (read !== value) return bad('it did not give back what was put in')
  return good(config.mode === 'training' ? 'training keeps a file' : 'written, read and deleted an entry')
}

async function tryJournal(start: Start, log: Log): Promise<Finding> {
  if (!existsSync(join(start.folder, 'journal.db'))) {
    const probe = join(start.folder, `self-test-${randomUUID()}`)
    writeFileSync(probe, 'x', { flush: true })
    rmSync(probe)
    return good('none yet, and its folder can be written')
  }
  const status = await verifyJournal(start, log)
  if (status === 0) return good('opened, and its chain is intact')
  return bad(status === 1 ? 'altered or cut' : 'it cannot be opened')
}

/** Any answer will do: it proves name, network, certificate and pin. Nobody is signed in and nothing is asked for. */
async function tryBank(config: Config): Promise<Finding> {
  if (config.mode === 'training' || !config.apiUrl) return good('training has its own')
  const http = createBankHttp(config.apiUrl, config.requestTimeoutMs, readTrust(config.apiCa, config.apiPins))
  try {
    const exchange = await http.read({ path: '/', method: 'GET', headers: {} })
    if (exchange.kind === 'answer') return good(`answered with status ${exchange.status}`)
    return bad(
      exchange.kind === 'not-sent' ? `not reached (${exchange.reason})` : `no answer (${exchange.reason})`,
    )
  } finally {
    await http.close()
  }
}

const LOOK_MS = 10_000
const FIT_TO_PRINT = ['ready', 'paper-low', 'unproven', 'silent']

async function tryPrinter({ printer, mode }: Config): Promise<Finding> {
  const transport = createTransport(printer ?? 'none')
  if (!transport) return good(mode === 'training' ? 'training has its own' : 'none is configured')
  if (!transport.look) return good('configured; this kind cannot be asked without printing')
  const word = await transport.look(AbortSignal.timeout(LOOK_MS))
  return { ok: FIT_TO_PRINT.includes(word), note: word }
}
