import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { electronPath } from '../scripts/electron-path.mjs'

export const PROJECT = join(import.meta.dirname, '..')
export const BARE = join(import.meta.dirname, 'bare')
const PROBE = join(import.meta.dirname, 'probe')

/** A start that says nothing for so long has failed. */
const LIMIT_MS = 60_000

/** What root must tell Chromium, and less talk: both sides get the same. */
export const SWITCHES = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--log-level=3']

export interface Started {
  pid: number
  /** from before the process was made until it said READY */
  readyMs: number
  /** until each moment that the probe knows, `first paint` among them; asked for once it can disturb nothing any more */
  momentsMs(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** Starts a program without a debugger in its way. @param profile a folder of its own, kept from start to start: a first start is another thing */
export async function startProgram(
  folder: string,
  profile: string,
  environment: Record<string, string> = {},
): Promise<Started> {
  mkdirSync(profile, { recursive: true })
  const args = [PROBE, folder, ...SWITCHES, `--user-data-dir=${join(profile, 'chromium')}`]
  const env = { ...ownEnvironment(), TELLER_PROFILE_DIR: profile, ...environment }
  const spawnedMs = performance.now()
  const child = spawn(electronPath(), args, { cwd: PROJECT, env, stdio: ['pipe', 'pipe', 'ignore'] })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = () => {
    child.kill('SIGTERM')
    return exited
  }
  try {
    const said = lines(child)
    await said('READY')
    const readyMs = performance.now() - spawnedMs
    return {
      pid: child.pid!,
      readyMs,
      async momentsMs() {
        child.stdin.end()
        const times = JSON.parse((await said('TIMES')).slice('TIMES '.length)) as Record<string, number>
        const from = performance.timeOrigin + spawnedMs
        return Object.fromEntries(Object.entries(times).map(([moment, atMs]) => [moment, atMs - from]))
      },
      stop,
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/** Resolves to the first line that begins so, whether it has come already or not. */
function lines(child: ChildProcess): (beginning: string) => Promise<string> {
  let text = ''
  let heard = () => undefined as void
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more
    heard()
  })
  return (beginning) =>
    new Promise((found, failed) => {
      const timer = setTimeout(() => failed(new Error(`no ${beginning} from Electron:\n${text}`)), LIMIT_MS)
      heard = () => {
        const line = text
          .split('\n')
          .slice(0, -1)
          .find((each) => each.startsWith(beginning))
        if (line === undefined) return
        clearTimeout(timer)
        found(line)
      }
      heard()
    })
}

/** Without settings that would leak into the program. */
export function ownEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TELLER_') && !['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'].includes(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}
