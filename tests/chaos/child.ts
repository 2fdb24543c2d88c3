/**
 * A workstation without its window: the whole main process as src/main/app.ts composes it, in live mode, with a file in place of the
 * keychain. It does what the harness asks over IPC and is made to be killed. Settings come from the environment and outlet.json.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract, type Method } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { createApp, type App } from '../../src/main/app.ts'
import { createClock } from '../../src/main/clock.ts'
import { readConfig } from '../../src/main/config.ts'
import { createAudit } from '../../src/main/journal/audit.ts'
import { openDatabase } from '../../src/main/journal/database.ts'
import { createLog } from '../../src/main/log.ts'
import { createPreferences } from '../../src/main/preferences.ts'
import type { Call, JournalView, Reply, RowView } from './child-protocol.ts'

const folder = process.env['CHAOS_FOLDER']!
const config = readConfig(process.env, folder, false, join(folder, 'no-machine-wide-settings'))

const tell = (reply: Reply) => process.send?.(reply)

async function answer(app: App, { id, method, input }: Call): Promise<void> {
  try {
    tell({ id, value: method === 'chaos.journal' ? readJournal() : await call(app, method as Method, input) })
  } catch (error) {
    if (error instanceof TellerError) tell({ id, failure: error.failure })
    else tell({ id, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

function call(app: App, method: Method, input: unknown): unknown {
  const handler = app.handlers[method] as (input: unknown) => unknown
  return handler(contract[method].input.parse(input))
}

function readJournal(): JournalView {
  const secrets = JSON.parse(readFileSync(process.env['CHAOS_SECRETS']!, 'utf8')) as Record<string, string>
  const id = readFileSync(join(folder, 'profile-id'), 'utf8').trim()
  const database = openDatabase(join(folder, 'journal.db'), secrets[`journal-key:${id}`])
  try {
    const head = join(folder, 'journal.head')
    const audit = createAudit(database, createClock(), secrets[`audit-key:${id}`]!, head)
    const rows = database
      .prepare(
        `SELECT attempt_id AS attemptId, id AS transactionId, reference, kind, state, account, amount_sen AS amountSen,
           fee_sen AS feeSen, receipt IS NOT NULL AS hasReceipt FROM money ORDER BY rowid`,
      )
      .all() as (Omit<RowView, 'hasReceipt'> & { hasReceipt: bigint })[]
    const originals = database
      .prepare(`SELECT transaction_id || ' ' || receipt_kind AS name FROM print_jobs WHERE copy = 0`)
      .all() as { name: string }[]
    return {
      rows: rows.map((row) => ({ ...row, hasReceipt: row.hasReceipt === 1n })),
      audit: audit.verify(),
      cutTails: audit.of('').filter(({ event }) => event === 'tail-cut').length,
      originals: originals.map(({ name }) => name),
    }
  } finally {
    database.close()
  }
}

const log = createLog(join(folder, 'logs'))
const app = await createApp({
  ...{ config, profile: folder, folder, log, needsSetUp: false },
  preferences: createPreferences(folder, { language: config.language, theme: 'system' }, log),
  window: () => undefined,
})
process.on('message', (asked: Call) => void answer(app, asked))
// The harness has gone: nobody will ever ask anything again.
process.on('disconnect', () => process.exit(0))
tell({ ready: true })
