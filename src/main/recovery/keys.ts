import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createClock } from '../clock.ts'
import { openJournal } from '../journal/open.ts'
import { PASSPHRASE_FILE, resealForTransport, sealJournalKeys } from '../journal/recovery-keys.ts'
import { openSecretStore } from '../keychain.ts'
import type { Log } from '../log.ts'
import { MIN_PASSPHRASE_LENGTH } from '../passphrase-sealing.ts'
import { sealedTo } from '../sealing.ts'
import type { Start } from '../startup.ts'
import { askNewPassphrase, withAsk, type WithAsk } from './ask.ts'
import { failed, type SwitchValue } from './status.ts'

const TOO_WEAK = `the two differ, or have fewer than ${MIN_PASSPHRASE_LENGTH} characters`

/**
 * `--set-recovery-passphrase`: seals the journal's keys with a passphrase that it asks for. The program must be closed.
 * @returns the exit status: 0 sealed, 2 not
 */
export async function setRecoveryPassphrase(
  { config, folder }: Start,
  log: Log,
  _value: SwitchValue,
  asking: WithAsk = withAsk,
): Promise<0 | 2> {
  try {
    const secrets = await openSecretStore(config.mode, folder)
    const { database, audit, trouble } = await openJournal(folder, secrets, createClock(), log)
    try {
      if (trouble) throw new Error(`the journal cannot be used: ${trouble}`)
      const passphrase = await asking((ask) => askNewPassphrase(ask, MIN_PASSPHRASE_LENGTH))
      if (passphrase === undefined) throw new Error(TOO_WEAK)
      await sealJournalKeys({ folder, secrets, audit }, passphrase)
    } finally {
      database.close()
    }
    console.log(`KEYS sealed: ${join(folder, PASSPHRASE_FILE)}; every backup from now on has it`)
    return 0
  } catch (error) {
    return failed('KEYS not sealed', error, log)
  }
}

/**
 * `--open-escrow=FILE --private-key=PEM`, at the bank: opens the keys that were sealed to its public key, and seals them with a passphrase
 * that it asks for, in {@link PASSPHRASE_FILE} beside FILE. That file goes into the backup's folder, the passphrase by another way.
 * @returns the exit status: 0 done, 2 not
 */
export async function openEscrow(
  _start: Start,
  log: Log,
  value: SwitchValue,
  asking: WithAsk = withAsk,
): Promise<0 | 2> {
  try {
    const [file, keyFile] = [value('open-escrow'), value('private-key')]
    if (file === '' || keyFile === '') throw new Error('--open-escrow=FILE --private-key=PEM names two files')
    const sealed = readFileSync(resolve(file))
    const recipient = sealedTo(sealed)
    if (recipient === undefined) throw new Error(`${file} holds nothing that was sealed`)
    const pem = readFileSync(resolve(keyFile), 'utf8')
    const { bytes, profile } = await asking(async (ask) => {
      console.log(`KEYS are sealed to the public key ${recipient}`)
      const unlock = /ENCRYPTED/.test(pem) ? await ask('Passphrase of the private key: ') : undefined
      const passphrase = await askNewPassphrase(ask, MIN_PASSPHRASE_LENGTH)
      if (passphrase === undefined) throw new Error(TOO_WEAK)
      return resealForTransport(sealed, pem, unlock, passphrase)
    })
    const target = join(resolve(file), '..', PASSPHRASE_FILE)
    writeFileSync(target, bytes, { mode: 0o600, flag: 'wx' })
    console.log(`KEYS of journal ${profile} sealed with the passphrase: ${target}`)
    return 0
  } catch (error) {
    return failed('KEYS not opened', error, log)
  }
}
