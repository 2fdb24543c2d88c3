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
  /** training mode: where its sandbox listens */
  bankUrl: string
  /** everything the program printed */
  output: () => string
  /** what the page did against its content policy, from its first byte on */
  policyViolations: () => string[]
  /** Ends the program the way a user does; the profile stays. */
  close(): Promise<void>
  /** Ends it the way a power cut does. */
  kill(): Promise<void>
}

export function makeProfile(): string {
  return mkdtempSync(join(tmpdir(), 'teller-e2e-'))
}

export const removeProfile = (profile: string): void => rmSync(profile, { recursive: true, force: true })

interface StartOptions {
  /** switches of the program's own */
  switches?: string[]
  /** the test id of what the start leads to, where that is neither sign-in nor lock screen */
  first?: string
}

/** @param environment settings of docs/operations.md; the profile is always a folder of the test's own */
export async function startTeller(
  profile: string,
  environment: Record<string, string> = {},
  { switches = [], first = 'login-username' }: StartOptions = {},
): Promise<Teller> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: [PROJECT, ...switches, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    cwd: PROJECT,
    env: { ...inherited(), TELLER_PROFILE_DIR: profile, ...environment },
  })
  const violations: string[] = []
  electron.context().on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  let output = ''
  const child = electron.process()
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const page = await electron.firstWindow()
  await page.getByTestId(first).or(page.getByTestId('lock-screen')).waitFor()
  return {
    electron,
    page,
    profile,
    bankUrl: await page.evaluate(askForBankUrl),
    output: () => output,
    policyViolations: () => [...violations],
    close: () => electron.close(),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Runs in the page. The READY line says it too, but may be printed before a test can listen. */
async function askForBankUrl(): Promise<string> {
  interface Page {
    teller: { invoke(method: string, input: object): Promise<{ value: { sandbox?: { bankUrl: string } } }> }
  }
  const { value } = await (globalThis as unknown as Page).teller.invoke('app.info', {})
  return value.sandbox?.bankUrl ?? ''
}

/** The test's own environment without settings that would leak into the program. */
function inherited(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TELLER_') && name !== 'NODE_OPTIONS',
  )
  return Object.fromEntries(kept) as Record<string, string>
}
