import { existsSync, readFileSync } from 'node:fs'
import { arch, freemem, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Status } from '#shared/contract.ts'
import type { UpdateView } from '#shared/contract/updates.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { SaveFile } from '../exports/delivery.ts'

const LOG_LINES = 300

interface Surroundings {
  program: { version: string; commit: string; electronVersion: string; fallbackRuntime: boolean }
  config: Config
  status: () => Status
  updates: () => UpdateView
  /** of the mode: the log is below it */
  folder: string
  clock: Clock
  saveFile: SaveFile
}

/**
 * What a helpdesk needs to see. Every field is named here, none is copied whole: a setting that is added later stays out until
 * somebody puts it in. The log carries its own allow-list.
 */
export function createDiagnostics(around: Surroundings) {
  let shown: string | undefined
  const read = () => (shown = `${JSON.stringify(describe(around), null, 2)}\n${lastLines(around.folder)}`)
  return {
    read: () => ({ text: read() }),
    async save(): Promise<{ name?: string }> {
      const day = around.clock.now().toISOString().slice(0, 10)
      const name = await around.saveFile(`bankplus-teller-${day}.txt`, () => shown ?? read())
      return name === undefined ? {} : { name }
    },
  }
}

function describe({ program, config, status, updates, clock }: Surroundings): object {
  const { version, commit, electronVersion, fallbackRuntime } = program
  const now = status()
  return {
    at: clock.now(),
    program: { version, commit, electronVersion, fallbackRuntime },
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      freeMb: mb(freemem()),
      totalMb: mb(totalmem()),
    },
    settings: {
      mode: config.mode,
      // The host alone: an address may carry a name and a password.
      api: hostOf(config.apiUrl),
      switcher: hostOf(config.switcherUrl),
      ownAuthority: config.apiCa !== undefined,
      pinnedKeys: config.apiPins.length,
      printer: config.printer?.split(':')[0],
      paperColumns: config.paperColumns,
      language: config.language,
      zone: config.zone,
      requestTimeoutMs: config.requestTimeoutMs,
      idleLockMinutes: config.idleLockMinutes,
      updateServer: hostOf(config.update?.url),
      installsUpdates: config.update?.install ?? false,
    },
    status: {
      connection: now.connection,
      printer: now.printer,
      printQueue: now.printQueue,
      openUnknowns: now.openUnknowns,
      moneyBlocked: now.moneyBlocked,
      journalNotice: now.journalNotice,
      clockOffsetMs: now.clockOffsetMs,
    },
    update: describeUpdate(updates()),
  }
}

/** Without the package's path, which names the user. */
const describeUpdate = (view: UpdateView) => ({
  state: view.state,
  version: 'version' in view ? view.version : undefined,
  reason: 'reason' in view ? view.reason : undefined,
  at: 'at' in view ? view.at : undefined,
})

const mb = (bytes: number): number => Math.round(bytes / 1_048_576)

const hostOf = (address: string | undefined): string => (address ? new URL(address).host : '')

function lastLines(folder: string): string {
  const file = join(folder, 'logs', 'teller.log')
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n')
}
