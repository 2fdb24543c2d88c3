import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A real Secret Service (gnome-keyring on a session bus of its own), so that keytar is tested and not imitated. */
export interface SecretService {
  /** what a program needs to find it */
  environment: Record<string, string>
  /** where it stores its keyrings */
  folder: string
  /** Locks its keyring, as a desktop does with the screen: to open it somebody would have to type a password. */
  lock(): Promise<void>
  /** Ends the service and leaves the bus without one, as a crash of it does. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const SERVICE = '/org/freedesktop/secrets'
const LOCK = [
  ...['--session', '--print-reply', '--dest=org.freedesktop.secrets', SERVICE],
  ...['org.freedesktop.Secret.Service.Lock', `array:objpath:${SERVICE}/collection/login`],
]

export async function startSecretService(): Promise<SecretService> {
  const folder = mkdtempSync(join(tmpdir(), 'teller-keyring-'))
  const home = {
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_RUNTIME_DIR: folder,
    XDG_CONFIG_HOME: folder,
    XDG_CACHE_HOME: folder,
  }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: { ...process.env, ...home },
  })
  const address = await firstLine(bus)
  const environment = { ...home, DBUS_SESSION_BUS_ADDRESS: address }
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...environment },
  })
  keyring.stdin.end('keyring-password')
  await served(keyring, { ...process.env, ...environment })
  return {
    environment,
    folder,
    async lock() {
      await run('dbus-send', LOCK, { env: { ...process.env, ...environment } })
    },
    crash: () => ended(keyring),
    async stop() {
      await ended(keyring)
      await ended(bus)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In the foreground the daemon says nothing, so the bus is asked whether somebody answers to the service's name. */
async function served(keyring: ChildProcess, env: NodeJS.ProcessEnv): Promise<void> {
  const ask = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ]
  for (;;) {
    if (keyring.exitCode !== null) throw new Error(`gnome-keyring-daemon ended with ${keyring.exitCode}`)
    // Not synchronously: the daemon waits for its password, which this process still has to hand over.
    const { stdout } = await run('dbus-send', [...ask, 'string:org.freedesktop.secrets'], { env })
    if (stdout.includes('boolean true')) return
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((found, lost) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) found(text.split('\n', 1)[0]!)
    })
    child.once('error', lost)
    child.once('exit', (code) => lost(new Error(`${child.spawnfile} ended with ${code}`)))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
}
