import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { electronPath } from '../../../scripts/electron-path.mjs'

const PROJECT = resolve(import.meta.dirname, '../../..')

/** The built program in a real Electron, with a profile folder of its own. */
export interface Teller {
  electron: ElectronApplication
  page: Page
  profile: string
  /** the READY line's `name=value` pairs */
  ready: Record<string, string>
  /** everything the program printed */
  output: () => string
  /** Ends the program the way a user does; the profile stays. */
  close(): Promise<void>
  /** Ends it the way a power cut does. */
  kill(): Promise<void>
}

export function makeProfile(): string {
  return mkdtempSync(join(tmpdir(), 'teller-e2e-'))
}

export const removeProfile = (profile: string): void => rmSync(profile, { recursive: true, force: true })

/** @param environment settings of docs/operations.md; the profile is always a folder of the test's own */
export async function startTeller(profile: string, environment: Record<string, string> = {}): Promise<Teller> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: [PROJECT, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    cwd: PROJECT,
    env: { ...inherited(), TELLER_PROFILE_DIR: profile, ...environment },
  })
  let output = ''
  const child = electron.process()
  const ready = new Promise<Record<string, string>>((found, lost) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const line = /^READY (.*)$/m.exec(output)?.[1]
      if (line) found(Object.fromEntries(line.split(' ').map((pair) => pair.split('=', 2))))
    })
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('exit', () => lost(new Error(`the program ended before it was ready:\n${output}`)))
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const page = await electron.firstWindow()
  return {
    electron,
    page,
    profile,
    ready: await ready,
    output: () => output,
    close: () => electron.close(),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The test's own environment without settings that would leak into the program. */
function inherited(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('TELLER_') && name !== 'NODE_OPTIONS')
  return Object.fromEntries(kept) as Record<string, string>
}
