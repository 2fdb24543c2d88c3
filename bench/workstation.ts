import { mkdirSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { contract, type Method, type Output } from '#shared/contract.ts'
import type { App } from '../src/main/app.ts'
import { readConfig } from '../src/main/config.ts'
import { createPreferences } from '../src/main/preferences.ts'
import { createLog } from '../src/main/log.ts'

const CHAOS = join(import.meta.dirname, '../tests/chaos')
const fileUrl = (name: string) => pathToFileURL(join(CHAOS, name)).href

/** What main takes from Electron: things that do nothing, under the names that an ES module must spell out. */
const ELECTRON = `
  import electron from ${JSON.stringify(fileUrl('electron-stand-in.cjs'))}
  export default electron
  export const { app, BrowserWindow, clipboard, dialog, nativeTheme, session, utilityProcess, webContents } = electron`

export interface Workstation {
  call<M extends Method>(method: M, input: unknown): Promise<Output<M>>
  close(): Promise<void>
}

/**
 * The main process as src/main/app.ts composes it, in live mode and in this process, without a window: handlers are called as
 * ipc.ts calls them. Electron and the keychain are the stand-ins of the chaos runs; everything that money goes through is real.
 * Without a printer: paper is made after a transaction has its answer.
 */
export async function openWorkstation(folder: string, apiUrl: string): Promise<Workstation> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'outlet.json'), '{ "repeatMinutes": 0, "rekeyAmount": 0 }')
  process.env['CHAOS_SECRETS'] = join(folder, 'keychain.json')
  registerHooks({
    resolve: (name, context, next) => {
      if (name === 'electron') return { url: 'stand-in:electron', shortCircuit: true }
      return next(name === 'keytar' ? fileUrl('keytar-stand-in.ts') : name, context)
    },
    load: (url, context, next) =>
      url === 'stand-in:electron'
        ? { format: 'module', source: ELECTRON, shortCircuit: true }
        : next(url, context),
  })
  const settings = { TELLER_MODE: 'live', TELLER_API_URL: apiUrl, TELLER_PRINTER: 'none' }
  const config = readConfig(settings, folder, false, join(folder, 'no-machine-wide-settings'))
  const { createApp } = await import('../src/main/app.ts')
  const log = createLog(join(folder, 'logs'))
  const app: App = await createApp({
    ...{ config, profile: folder, folder, log, needsSetUp: false, window: () => undefined },
    preferences: createPreferences(folder, { language: config.language, theme: 'system' }, log),
  })
  return {
    async call(method, input) {
      const handler = app.handlers[method] as (input: unknown) => unknown
      return (await handler(contract[method].input.parse(input))) as Output<typeof method>
    },
    close: () => app.close(),
  }
}
