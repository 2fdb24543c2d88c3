import { join } from 'node:path'
import { app } from 'electron'
import type { Config } from './config.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { createUpdates, hindranceOf, type Updates } from './updates.ts'

interface Parts {
  config: Config
  clock: Clock
  log: Log
  /** the folder of this mode inside the profile */
  folder: string
  /** what only the workstation knows of {@link hindranceOf}'s facts */
  facts: () => Omit<Parameters<typeof hindranceOf>[0], 'packaged' | 'training'>
}

/** Keeps this program up to date, where a server is configured; electron-updater is loaded when that is first asked. */
export const startUpdates = ({ config, clock, log, folder, facts }: Parts): Updates =>
  createUpdates({
    ...{ plan: config.update, zone: config.zone, clock, log, folder },
    version: app.getVersion(),
    hindrance: () =>
      hindranceOf({ ...facts(), packaged: app.isPackaged, training: config.mode === 'training' }),
    load: async () => {
      const { chromiumNetwork, loadUpdater } = await import('./updater.ts')
      return loadUpdater(config.update!, {
        version: app.getVersion(),
        configFile: app.isPackaged
          ? join(process.resourcesPath, 'app-update.yml')
          : join(app.getAppPath(), 'resources/dev-app-update.yml'),
        folder,
        relaunch: () => app.relaunch(),
        quit: () => app.quit(),
        network: await chromiumNetwork(),
      })
    },
  })
