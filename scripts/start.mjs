// `npm start`: all set-up that is missing, then the workstation. Ends with its window, or ends it on a signal.
//   npm start -- ARGS…   passes arguments on to Electron
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { ensureDisplay } from './display.mjs'
import { electronPath } from './electron-path.mjs'
import { endingWithUs, main, root } from './project.mjs'
import { sandboxSwitches, sandboxAdvice } from './chromium-sandbox.mjs'
import { setup } from './setup.mjs'

/** What is under way is waited for, by default 30 s; then journal and printer take a moment. Past this the app is ended hard. */
const CLOSING_LIMIT_MS = 45_000

/** How long stray children may outlive the app before they are ended hard. */
const STRAY_LIMIT_MS = 3_000

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP']

const howToLook = ({
  DISPLAY,
  XAUTHORITY,
}) => `No display here: the window opens on a virtual one, ${DISPLAY} (Xvfb).
To look at it: x11vnc -localhost -display ${DISPLAY} -auth ${XAUTHORITY}   then a VNC viewer on port 5900.`

/** Runs the app to its end, with everything it has started gone by then. Resolves to its exit status. */
async function runApp(display) {
  const env = { ...process.env, ...display.env }
  // Terminals inside Electron editors set this; it would make our Electron a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  // Without a desktop there is no D-Bus, and Chromium logs nine errors about that before the window is up.
  const quiet = display.started ? ['--log-level=3'] : []
  const args = [root, ...sandboxSwitches(), ...waylandSwitches(env), ...quiet, ...process.argv.slice(2)]
  // A process group of its own, so that its children can be found after it.
  const group = process.platform !== 'win32'
  const app = spawn(...endingWithUs(electronPath(), args), {
    cwd: root,
    env,
    stdio: 'inherit',
    detached: group,
  })
  const stopForwarding = forwardEnd(app)
  const status = await new Promise((done, failed) => {
    app.on('error', failed)
    app.on('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
  stopForwarding()
  if (group) await endStrays(app.pid)
  return status
}

const waylandSwitches = (env) =>
  process.platform === 'linux' && !env.DISPLAY && env.WAYLAND_DISPLAY ? ['--ozone-platform=wayland'] : []

/**
 * Passes signals on, and ends the app when npm, which started us, is gone: a signal to npm ends the shell between
 * npm and us, and reaches us only this way.
 */
function forwardEnd(app) {
  let patience
  const end = () => {
    app.kill('SIGTERM')
    patience ??= setTimeout(() => app.kill('SIGKILL'), CLOSING_LIMIT_MS)
  }
  for (const signal of SIGNALS) process.on(signal, end)
  const startedBy = ancestors()
  const orphaned =
    process.env.npm_lifecycle_event && setInterval(() => ancestors() !== startedBy && end(), 100)
  return () => {
    for (const signal of SIGNALS) process.off(signal, end)
    clearTimeout(patience)
    clearInterval(orphaned)
  }
}

/** The shell that npm runs us in, and on Linux npm itself. */
function ancestors() {
  const stat = `/proc/${process.ppid}/stat`
  // pid (name) state ppid …, and a name may hold anything, brackets too.
  const npm = existsSync(stat) ? readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[1] : ''
  return `${process.ppid} ${npm}`
}

/** Chromium's helpers end by themselves when the app has; waits for that, and ends what has not after a while. */
async function endStrays(groupId) {
  if (await groupEnds(groupId)) return
  signalGroup(groupId, 'SIGKILL')
  await groupEnds(groupId)
}

async function groupEnds(groupId) {
  const deadlineMs = Date.now() + STRAY_LIMIT_MS
  while (signalGroup(groupId, 0)) {
    if (Date.now() > deadlineMs) return false
    await new Promise((done) => setTimeout(done, 20))
  }
  return true
}

/** @returns {boolean} whether the group has any process left */
function signalGroup(groupId, signal) {
  try {
    return process.kill(-groupId, signal)
  } catch {
    return false
  }
}

await main(async () => {
  await setup()
  const advice = sandboxAdvice()
  if (advice) console.log(advice)
  const display = await ensureDisplay()
  try {
    if (display.started) console.log(howToLook(display.env))
    return await runApp(display)
  } finally {
    await display.close()
  }
})
