import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { toInstant } from '#shared/time.ts'
import { createClock } from '../clock.ts'
import { backUpJournal } from '../journal/backup.ts'
import { FILE, profileId, readJournalKeys } from '../journal/open.ts'
import { openSecretStore } from '../keychain.ts'
import type { Log } from '../log.ts'
import type { Start } from '../startup.ts'
import { failed, type SwitchValue } from './status.ts'

/**
 * `--back-up=FOLDER`: copies the journal, whether or not the program runs, into a folder of its own in FOLDER, and says what it made.
 * @returns the exit status: 0 made and intact, 1 made, but the journal is altered or cut, 2 not made
 */
export async function backUp({ config, folder }: Start, log: Log, value: SwitchValue): Promise<0 | 1 | 2> {
  try {
    const place = value('back-up')
    if (place === '') throw new Error('--back-up=FOLDER names no folder')
    if (!existsSync(join(folder, FILE))) throw new Error(`there is no journal in ${folder}`)
    const secrets = await openSecretStore(config.mode, folder)
    const keys = await readJournalKeys(secrets, profileId(folder))
    if (!keys) throw new Error('the keychain does not have the keys of this journal')
    const clock = createClock()
    const which = { mode: config.mode, workstation: hostname(), madeAt: toInstant(clock.now()) }
    const made = await backUpJournal(folder, keys, resolve(place), which, clock)
    console.log(`BACKUP made: ${made.folder}`)
    if (made.keyFiles.length > 0) console.log(`BACKUP opens elsewhere with ${made.keyFiles.join(', ')}`)
    else
      console.log('BACKUP opens on this PC only: there is neither journalKeyEscrow nor a recovery passphrase')
    if (made.verdict.intact) {
      console.log(`BACKUP intact: ${made.head.count} entries, head ${made.head.mac}`)
      return 0
    }
    console.error(`BACKUP altered: ${made.verdict.reason} at entry ${made.verdict.seq}, as the journal is`)
    return 1
  } catch (error) {
    return failed('BACKUP not made', error, log)
  }
}
