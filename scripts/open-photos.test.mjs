import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealFor } from '../src/main/sealing.ts'
import { temporaryFolder } from '../tests/support/temporary-folder.ts'
import { openPhotos } from './open-photos.mjs'
import { inProject } from './project.mjs'

const passphrase = 'at the bank'
const pem = (cipher = {}) =>
  generateKeyPairSync('rsa', {
    modulusLength: 3_072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...cipher },
  })
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('picture '.repeat(999)), 0xff, 0xd9])

/** A folder as the bank finds it. */
function delivered(publicKey) {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'pendaftaran'))
  const photo = join(folder, 'pendaftaran', 'LMG_1234_KTP_20181005221057.jpg')
  writeFileSync(`${photo}.sealed`, sealFor(publicKey, JPEG))
  return { folder, photo }
}

test('every photo of a folder is opened beside its sealed file, with a locked key too', () => {
  const bank = pem({ cipher: 'aes-256-cbc', passphrase })
  const { folder, photo } = delivered(bank.publicKey)
  expect(openPhotos(folder, bank.privateKey, passphrase)).toEqual({ opened: [`${photo}.sealed`], failed: [] })
  expect(readFileSync(photo)).toEqual(JPEG)
})

test('what was changed, or is for another key, is named and not opened', () => {
  const bank = pem()
  const { folder, photo } = delivered(bank.publicKey)
  const { photo: others } = delivered(pem().publicKey)
  const altered = readFileSync(`${photo}.sealed`)
  altered[altered.length - 1] ^= 1
  writeFileSync(`${photo}.sealed`, altered)
  writeFileSync(join(folder, 'other.jpg.sealed'), readFileSync(`${others}.sealed`))
  const { opened, failed } = openPhotos(folder, bank.privateKey)
  expect(opened).toEqual([])
  expect(failed).toHaveLength(2)
  expect(failed.join()).toContain('sealed to another key')
})

test.skipIf(process.platform !== 'linux')('the openssl steps of docs/operations.md open one too', () => {
  const [, steps] = /```sh\n(sealed=[^`]+)```/.exec(readFileSync(inProject('docs/operations.md'), 'utf8'))
  const bank = pem()
  const { folder, photo } = delivered(bank.publicKey)
  writeFileSync(join(folder, 'bank-private.pem'), bank.privateKey)
  const here = steps.replace(/^sealed=.*$/m, `sealed=${photo}.sealed`)
  execFileSync('sh', ['-euc', here], { cwd: folder })
  expect(readFileSync(photo)).toEqual(JPEG)
})
