import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSecretService } from '../tests/e2e/support/secret-service.ts'
import { PROJECT } from './electron.ts'

/** Around the program as it runs at an outlet: a bank in another process, a keychain, and no practice bank of its own. */
export interface LiveBank {
  url: string
  /** everything that live mode needs; the floor is given the same, since some of it is heard by Chromium too */
  environment: Record<string, string>
  /** holds one folder for each program */
  folder: string
  stop(): Promise<void>
}

export async function startLiveBank(): Promise<LiveBank> {
  const folder = mkdtempSync(join(tmpdir(), 'teller-bench-'))
  const keychain = await startSecretService()
  const bank = spawn(process.execPath, ['src/sandbox/cli.ts'], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((done) => bank.once('exit', () => done()))
  const url = await new Promise<string>((said, failed) => {
    let text = ''
    bank.once('exit', () => failed(new Error('the sandbox did not start')))
    bank.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more
      const [, found] = /^Bank\+ +(http\S+)\n/m.exec(text) ?? []
      if (found) said(found)
    })
  })
  return {
    url,
    folder,
    environment: {
      ...keychain.environment,
      ...{ TELLER_MODE: 'live', TELLER_API_URL: url, TELLER_PRINTER: 'none' },
    },
    async stop() {
      bank.kill()
      await exited
      await keychain.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function withLiveBank<T>(body: (bank: LiveBank) => Promise<T>): Promise<T> {
  const bank = await startLiveBank()
  try {
    return await body(bank)
  } finally {
    await bank.stop()
  }
}
