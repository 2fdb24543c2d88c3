import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, nativeTheme, type BrowserWindow } from 'electron'
import { fill } from '#shared/locales/fill.ts'
import type { App } from './app.ts'
import { onStandInRuntime } from './runtime.ts'
import { keychainHangs } from './keychain.ts'
import { leave } from './leave.ts'
import { createLog, type Log } from './log.ts'
import type { SwitchValue } from './recovery/status.ts'
import { createPreferences } from './preferences.ts'
import { prepareStart, StartError, startupWords, type Start } from './startup.ts'
import { refusedSwitch } from './switches.ts'
import {
  denyEverything,
  isOurPage,
  openWindow,
  registerScheme,
  serveRenderer,
  type FirstPage,
} from './window.ts'

/** How long a driver that does not say when it has attached may take. */
const DRIVER_MS = 3_000

type Command = (start: Start, log: Log, value: SwitchValue) => Promise<number>

/** Switches that do one thing instead of opening the window, loaded only then; docs/operations.md has their exit codes. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  'self-test': async () => {
    const { selfTest } = await import('./self-test.ts')
    return (start, log) => selfTest(start, log)
  },
  'verify-journal': async () => (await import('./verify-journal.ts')).verifyJournal,
  'back-up': async () => (await import('./recovery/back-up.ts')).backUp,
  'open-escrow': async () => (await import('./recovery/keys.ts')).openEscrow,
  'set-recovery-passphrase': async () => (await import('./recovery/keys.ts')).setRecoveryPassphrase,
  'restore-journal': async () => (await import('./recovery/restore.ts')).restore,
}

/** Those that write into the journal, where nobody else may meanwhile. */
const ALONE = ['set-recovery-passphrase', 'restore-journal']
const CLOSE_IT_FIRST = 2

const words = startupWords(process.env)
refuseSwitches()
const start = startOrExit()
leaveGpuOut()
// Before the single-instance lock, which lives in user data: training and live are two programs that never meet.
app.setPath('userData', join(start.folder, 'chromium'))
app.setPath('crashDumps', join(start.folder, 'chromium', 'crashes'))

const name = Object.keys(COMMANDS).find((each) => app.commandLine.hasSwitch(each))
if (name !== undefined && ALONE.includes(name) && !app.requestSingleInstanceLock()) {
  console.error(`--${name} not done: close the program first`)
  app.exit(CLOSE_IT_FIRST)
} else if (name !== undefined) {
  const log = createLog(join(start.folder, 'logs'))
  const value = (each: string) => app.commandLine.getSwitchValue(each)
  void app.whenReady().then(async () => leave(await (await COMMANDS[name]!())(start, log, value)))
} else if (!app.requestSingleInstanceLock()) {
  console.log(words.alreadyRunning)
  app.exit(0)
} else {
  run(start)
}

function run({ config, profile, folder }: Start): void {
  const log = createLog(join(folder, 'logs'))
  let window: BrowserWindow | undefined

  // Chromium keeps no secret of ours: its own use of the keychain could only hang on a locked one.
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic')
  registerScheme()
  Menu.setApplicationMenu(null)

  const preferences = createPreferences(folder, { language: config.language, theme: 'system' }, log)
  const needsSetUp = app.commandLine.hasSwitch('set-up') || (app.isPackaged && !config.modeChosen)
  const given = { config, profile, folder, log, preferences, needsSetUp }

  const startSandbox = async () => {
    const { startTraining } = await import('./training.ts')
    return startTraining(folder, log, config.paperColumns)
  }

  let running: App | undefined
  // Imported once the window is being made: its page has a process of its own, which starts meanwhile.
  const services = app.whenReady().then(async () => {
    const training = config.mode === 'training' ? startSandbox() : undefined
    const { createApp } = await import('./app.ts')
    return createApp({ ...given, window: () => window, training })
  })
  services
    .then((app) => {
      running = app
    })
    .catch((error: unknown) => {
      const incidentId = crypto.randomUUID().slice(0, 8)
      log.error('start.failed', { incidentId, error })
      console.error(error)
      refuseStart(fill(words.unexpected, { incidentId }))
    })
  const answering = app.whenReady().then(async () => {
    const { serveIpc } = await import('./ipc.ts')
    serveIpc(ipcMain, (event) => isOurPage(window, event), services, log)
  })

  void Promise.all([app.whenReady(), driverAttached()]).then(() => {
    nativeTheme.themeSource = preferences.read().theme
    // A page that is loaded again goes straight to where things stand.
    const page = (): FirstPage => ({
      language: preferences.read().language,
      first: needsSetUp || running ? 'nothing' : config.mode,
    })
    serveRenderer(join(app.getAppPath(), 'out/renderer'), page, answering)
    denyEverything()
    window = openWindow(join(app.getAppPath(), 'out/preload/index.cjs'), log)
    // While an order is under way its outcome has nowhere else to be shown.
    window.on('close', (event) => {
      if (running?.sending()) event.preventDefault()
    })
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
      .then((services) => services.close())
      .catch(() => undefined)
      .finally(() => (keychainHangs() ? leave() : app.quit()))
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

function startOrExit(): Start {
  try {
    return prepareStart({
      environment: process.env,
      packaged: app.isPackaged,
      fallbackRuntime: onStandInRuntime(),
      systemFolder: app.getPath('userData'),
    })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return refuseStart(error.message)
  }
}

/**
 * Without a GPU Chromium would look for one, then make a software renderer of 3D ready, which nothing here draws with: a tenth of a start.
 * Decided by what the system has, so that nothing has to crash first. Electron's own `disableHardwareAcceleration` keeps that renderer.
 */
function leaveGpuOut(): void {
  if (process.platform !== 'linux' || existsSync('/dev/dri')) return
  app.commandLine.appendSwitch('disable-gpu')
  app.commandLine.appendSwitch('disable-software-rasterizer')
}

/** A packed program takes no switch that opens or loosens it. */
function refuseSwitches(): void {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const name = app.isPackaged ? refusedSwitch(process.argv, asRoot) : undefined
  if (name !== undefined) refuseStart(fill(words.badSwitch, { name }))
}

/** On the terminal for scripts, in a box for people; before Electron is ready Linux has no box but the terminal again. */
function refuseStart(message: string): never {
  console.error(message)
  if (process.platform !== 'linux' || app.isReady()) dialog.showErrorBox(app.name, message)
  process.exit(1)
}
