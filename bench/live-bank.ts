import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSecretService } from '../tests/e2e/support/secret-service.ts'
import { startBank } from './bank.ts'

/** Around the program as it runs at an outlet: a bank in another process, a keychain, and no practice bank of its own. */
export interface LiveBank {
  url: string
  /** everything that live mode needs; the floor is given the same, since some of it is heard by Chromium too */
  environment: Record<string, string>
  /** holds one folder for each program */
  folder: string
}

export async function withLiveBank<T>(body: (bank: LiveBank) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'teller-bench-'))
  const keychain = await startSecretService()
  const bank = await startBank(folder)
  const settings = { TELLER_MODE: 'live', TELLER_API_URL: bank.url, TELLER_PRINTER: 'none' }
  try {
    return await body({ url: bank.url, folder, environment: { ...keychain.environment, ...settings } })
  } finally {
    bank.stop()
    await keychain.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
