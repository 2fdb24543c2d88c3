import { createClock } from './clock.ts'
import { openJournal } from './journal/open.ts'
import { openSecretStore } from './keychain.ts'
import type { Log } from './log.ts'
import type { Start } from './startup.ts'

/**
 * `--verify-journal`: recomputes the whole audit chain, holds every transaction against it, and says what it found in one line.
 * @returns the exit status: 0 intact, 1 altered or cut, 2 the journal cannot be opened
 */
export async function verifyJournal({ config, folder }: Start, log: Log): Promise<0 | 1 | 2> {
  const secrets = await openSecretStore(config.mode, folder)
  const { database, audit, trouble } = await openJournal(folder, secrets, createClock(), log)
  if (trouble) {
    console.error(`JOURNAL unusable: ${trouble}`)
    return 2
  }
  const verdict = audit.verify()
  const cut = audit.cuts().length
  database.close()
  if (!verdict.intact) {
    console.error(`JOURNAL altered: ${verdict.reason} at entry ${verdict.seq}`)
    return 1
  }
  const { count, mac } = verdict.head
  console.log(`JOURNAL ${cut > 0 ? 'cut' : 'intact'}: ${count} entries, head ${mac}`)
  return cut > 0 ? 1 : 0
}
