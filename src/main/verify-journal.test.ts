import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '../../tests/support/clocks.ts'
import { intentOf } from '../../tests/support/journal.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createMoneyJournal } from './journal/money-journal.ts'
import { openJournal } from './journal/open.ts'
import { openSecretStore } from './keychain.ts'
import { prepareStart } from './startup.ts'
import { verifyJournal } from './verify-journal.ts'

async function workstation() {
  const start = prepareStart({
    environment: { TELLER_PROFILE_DIR: temporaryFolder() },
    packaged: false,
    fallbackRuntime: false,
    systemFolder: '',
  })
  const secrets = await openSecretStore('training', start.folder)
  const { database, audit } = await openJournal(start.folder, secrets, testClock(), eventLog())
  const journal = createMoneyJournal(database, testClock(), audit)
  journal.settle(journal.beginSending(intentOf()).id, 'confirm', { evidence: '' }, 'bank')
  const said: string[] = []
  for (const way of ['log', 'error'] as const) {
    const spy = vi.spyOn(console, way).mockImplementation((line: string) => void said.push(line))
    onTestFinished(() => spy.mockRestore())
  }
  const close = () => {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
  }
  return { database, close, folder: start.folder, said, verify: () => verifyJournal(start, eventLog()) }
}

describe('--verify-journal', () => {
  it('says that a journal is whole, how long its chain is and where it ends', async () => {
    const { close, said, verify } = await workstation()
    close()
    expect(await verify()).toBe(0)
    expect(said).toEqual([expect.stringMatching(/^JOURNAL intact: 3 entries, head [0-9a-f]{64}$/)])
  })

  it('names the entry from which on it was changed', async () => {
    const { database, close, said, verify } = await workstation()
    database.exec(`UPDATE audit SET actor = 'somebody' WHERE seq = 2`)
    close()
    expect(await verify()).toBe(1)
    expect(said).toEqual(['JOURNAL altered: altered at entry 2'])
  })

  it('finds a transaction that is not what the chain says of it', async () => {
    const { database, close, verify } = await workstation()
    database.exec(`UPDATE money SET amount_sen = amount_sen + 1`)
    close()
    expect(await verify()).toBe(1)
  })

  it('says that a journal cannot be opened', async () => {
    const { close, folder, said, verify } = await workstation()
    close()
    const secrets = join(folder, 'secrets.json')
    writeFileSync(secrets, readFileSync(secrets, 'utf8').replaceAll(/[0-9a-f]{64}/g, 'ab'.repeat(32)))
    expect(await verify()).toBe(2)
    expect(said).toEqual(['JOURNAL unusable: journal-unreadable'])
  })
})
