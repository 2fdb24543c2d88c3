import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SecretStore } from '../keychain.ts'
import type { Log } from '../log.ts'
import { openWithPassphrase, sealWithPassphrase } from '../passphrase-sealing.ts'
import { writeWhole } from '../sealed-files.ts'
import { fingerprintOf, openSealed, sealFor } from '../sealing.ts'
import type { Audit } from './audit.ts'
import { profileId, readJournalKeys, sealedKeyFiles } from './open.ts'

/** A journal's keys as they leave the keychain, always sealed. `profile` names them in the next keychain. */
const recoveryKeys = z.strictObject({
  profile: z.uuid(),
  journal: z.string().regex(/^[0-9a-f]{64}$/),
  audit: z.string().regex(/^[0-9a-f]{64}$/),
})
export type RecoveryKeys = z.output<typeof recoveryKeys>

/** Sealed with a passphrase. */
export const PASSPHRASE_FILE = 'journal-keys.passphrase.sealed'

/** Sealed to the bank's key, and named by the first 16 digits of its fingerprint: the bank then knows which private key opens it. */
export const bankFile = (publicKeyPem: string): string =>
  `journal-keys.${fingerprintOf(publicKeyPem).slice(0, 16)}.sealed`

const bytesOf = (keys: RecoveryKeys): Buffer => Buffer.from(JSON.stringify(keys))
const keysIn = (bytes: Uint8Array): RecoveryKeys =>
  recoveryKeys.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))

interface Journal {
  folder: string
  secrets: SecretStore
  audit: Audit
}

/**
 * Seals the journal's keys to the bank's public key, where they are not yet: beside the journal, from where every backup takes them
 * along. What was sealed to an earlier key of the bank goes. The chain keeps whom the keys were sealed to.
 * @returns whether they are sealed now; never throws, since a counter does not wait for its recovery
 */
export async function escrowJournalKeys(journal: Journal, publicKeyFile: string, log: Log): Promise<boolean> {
  try {
    const publicKey = readFileSync(publicKeyFile, 'utf8')
    const name = bankFile(publicKey)
    if (!isAsSealed(journal, name)) {
      await keepSealed(journal, name, sealFor(publicKey, bytesOf(await keysOf(journal))))
      log.info('journal.keys-escrowed', { reference: name })
    }
    const earlier = sealedKeyFiles(journal.folder).filter((each) => each !== name && each !== PASSPHRASE_FILE)
    for (const each of earlier) rmSync(join(journal.folder, each))
    return true
  } catch (error) {
    log.error('journal.keys-not-escrowed', { error })
    return false
  }
}

/** Seals the journal's keys with a passphrase; an earlier one opens nothing any longer. @throws Error from keychain and disk */
export async function sealJournalKeys(journal: Journal, passphrase: string): Promise<void> {
  await keepSealed(
    journal,
    PASSPHRASE_FILE,
    await sealWithPassphrase(passphrase, bytesOf(await keysOf(journal))),
  )
}

/** @throws Error for another passphrase, and for a file that is not as it was sealed */
export const keysFromPassphrase = async (file: string, passphrase: string): Promise<RecoveryKeys> =>
  keysIn(await openWithPassphrase(passphrase, readFileSync(file)))

/**
 * At the bank: what was sealed to its public key, sealed with a passphrase instead, for the way to a new PC.
 * @param unlock of the private key, where it is kept behind a passphrase
 * @returns the new file's bytes, and whose keys they are
 * @throws Error for another private key, and for a file that is not as it was sealed
 */
export async function resealForTransport(
  sealed: Uint8Array,
  privateKeyPem: string,
  unlock: string | undefined,
  passphrase: string,
): Promise<{ bytes: Buffer; profile: string }> {
  const keys = keysIn(openSealed(privateKeyPem, sealed, unlock))
  return { bytes: await sealWithPassphrase(passphrase, bytesOf(keys)), profile: keys.profile }
}

async function keysOf({ folder, secrets }: Journal): Promise<RecoveryKeys> {
  const profile = profileId(folder)
  const keys = await readJournalKeys(secrets, profile)
  if (!keys) throw new Error('the keychain does not have the keys of this journal')
  return { profile, ...keys }
}

/** A subject of its own: found at each start without reading all that the workstation ever did. */
const SUBJECT = 'journal-keys'

async function keepSealed({ folder, audit }: Journal, name: string, bytes: Buffer): Promise<void> {
  await writeWhole(join(folder, name), bytes, 'private')
  audit.append({
    actor: 'workstation',
    subject: SUBJECT,
    event: 'keys-sealed',
    detail: { file: name, sha256: sumOf(bytes) },
  })
  audit.seal()
}

/** Whether a file of sealed keys is the one that the chain tells of: not replaced, not of another journal, not made for a transport. */
export function isAsSealed({ folder, audit }: Pick<Journal, 'folder' | 'audit'>, name: string): boolean {
  const path = join(folder, name)
  const entry = audit.of(SUBJECT).findLast(({ detail }) => detail['file'] === name)
  return existsSync(path) && entry?.detail['sha256'] === sumOf(readFileSync(path))
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
