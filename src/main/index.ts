import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, type BrowserWindow } from 'electron'
import { createApp } from './app.ts'
import { readConfig, SettingError, type Config } from './config.ts'
import { serveIpc } from './ipc.ts'
import { createLog } from './log.ts'
import { denyEverything, isOurPage, openWindow, registerScheme, serveRenderer } from './window.ts'

/** How long a driver that does not say when it has attached may take. */
const DRIVER_MS = 3_000

const profileFolder = process.env['TELLER_PROFILE_DIR'] ?? app.getPath('userData')
const config = configOrExit()
const folder = join(profileFolder, config.mode)
mkdirSync(join(folder, 'chromium'), { recursive: true, mode: 0o700 })
// Before the single-instance lock, which lives in user data: training and live are two programs that never meet.
app.setPath('userData', join(folder, 'chromium'))
app.setPath('crashDumps', join(folder, 'chromium', 'crashes'))

if (!app.requestSingleInstanceLock()) {
  console.log(`${app.name} is already open with this profile: its window comes to the front.`)
  app.exit(0)
} else {
  run(config)
}

function run(config: Config): void {
  const log = createLog(join(folder, 'logs'))
  let window: BrowserWindow | undefined

  // Without a GPU Chromium starts and restarts a GPU process that cannot live; a tenth of a second at every start.
  if (process.platform === 'linux' && !existsSync('/dev/dri')) app.disableHardwareAcceleration()
  registerScheme()
  Menu.setApplicationMenu(null)

  const services = app.whenReady().then(() => createApp({ config, folder, log, window: () => window }))
  services.catch((error: unknown) => {
    log.error('start.failed', { error })
    console.error(error)
    app.exit(1)
  })
  serveIpc(ipcMain, (event) => isOurPage(window, event), services, log)

  void Promise.all([app.whenReady(), driverAttached()]).then(() => {
    serveRenderer(join(app.getAppPath(), 'out/renderer'))
    denyEverything()
    window = openWindow(join(app.getAppPath(), 'out/preload/index.cjs'))
  })

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  process.once('SIGTERM', () => app.quit())
  process.once('SIGINT', () => app.quit())

  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    closed = true
    void services
      .then((running) =>
        Promise.race([running.close(), new Promise((resolve) => setTimeout(resolve, 3_000))]),
      )
      .catch(() => undefined)
      .finally(() => app.quit())
  })
}

/**
 * A test driver that attaches while the first page is being born can miss its birth and wait for it for ever. Playwright calls
 * `__playwright_run()` in main once it has attached: until then a driven development build opens no window.
 */
function driverAttached(): Promise<void> {
  const driven = !app.isPackaged && app.commandLine.hasSwitch('remote-debugging-port')
  if (!driven || '__playwright_run' in globalThis) return Promise.resolve()
  return new Promise((resolve) => {
    Object.assign(globalThis, { __playwright_run: resolve })
    setTimeout(resolve, DRIVER_MS)
  })
}

function configOrExit(): Config {
  try {
    return readConfig(app.isPackaged ? {} : process.env, profileFolder)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    console.error(error.message)
    dialog.showErrorBox(app.name, error.message)
    process.exit(1)
  }
}
