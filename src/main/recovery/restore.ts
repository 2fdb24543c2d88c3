import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { createClock } from '../clock.ts'
import { aboutBackup } from '../journal/backup.ts'
import { PROFILE_ID, readJournalKeys, sealedKeyFiles } from '../journal/open.ts'
import { keysFromPassphrase, PASSPHRASE_FILE, type RecoveryKeys } from '../journal/recovery-keys.ts'
import { AlteredBackup, restoreJournal, type Restored } from '../journal/restore.ts'
import { openSecretStore, type SecretStore } from '../keychain.ts'
import type { Log } from '../log.ts'
import type { Start } from '../startup.ts'
import { withAsk, type WithAsk } from './ask.ts'
import { failed, type SwitchValue } from './status.ts'

/**
 * `--restore-journal=FOLDER`: puts a backup in the place of this PC's journal, which is kept beside it. Asks for the passphrase where this
 * PC's keychain does not have the keys. The program must be closed.
 * @returns the exit status: 0 restored, 1 the backup is altered and was not restored, 2 not restored
 */
export async function restore(
  { config, folder }: Start,
  log: Log,
  value: SwitchValue,
  asking: WithAsk = withAsk,
): Promise<0 | 1 | 2> {
  try {
    const backup = resolve(value('restore-journal'))
    const about = aboutBackup(backup)
    if (!about) throw new Error(`${backup} is not the folder of a backup`)
    if (about.mode !== config.mode)
      throw new Error(`the backup is of ${about.mode} mode, and this program is set to ${config.mode}`)
    const secrets = await openSecretStore(config.mode, folder)
    const keys = await keysFor(backup, secrets, asking)
    const by = userInfo().username
    tell(await restoreJournal(folder, backup, keys, { secrets, clock: createClock(), by }), folder)
    log.info('journal.restored', {})
    return 0
  } catch (error) {
    if (!(error instanceof AlteredBackup)) return failed('RESTORE not done', error, log)
    console.error(`RESTORE not done: the backup is altered: ${error.message}`)
    return 1
  }
}

async function keysFor(backup: string, secrets: SecretStore, asking: WithAsk): Promise<RecoveryKeys> {
  const profile = readFileSync(join(backup, PROFILE_ID), 'utf8').trim()
  const known = await readJournalKeys(secrets, profile)
  if (known) return { profile, ...known }
  const sealed = join(backup, PASSPHRASE_FILE)
  if (existsSync(sealed)) {
    const passphrase = await asking((ask) => ask('Recovery passphrase: '))
    return keysFromPassphrase(sealed, passphrase).catch((cause: unknown) => {
      throw new Error(`another passphrase, or ${PASSPHRASE_FILE} is damaged`, { cause })
    })
  }
  const escrow = sealedKeyFiles(backup).join(', ')
  throw new Error(
    escrow === ''
      ? 'neither this PC nor the backup has its keys: it opens on the PC that made it'
      : `the bank opens ${escrow} with --open-escrow; put the ${PASSPHRASE_FILE} that this makes into the backup's folder`,
  )
}

function tell({ head, upTo, aside }: Restored, folder: string): void {
  console.log(`RESTORE done: ${folder}, ${head.count} entries up to ${upTo ?? 'none'}, head ${head.mac}`)
  if (aside.length > 0) console.log(`RESTORE kept what was there: ${aside.join(', ')}`)
  console.log(
    `RESTORE note: what was done after ${upTo ?? 'that'} is not in this journal. Compare with the bank's record of the agent and with the ` +
      'printed day reports before the next day is closed; the number of the next report may have been used before.',
  )
}
