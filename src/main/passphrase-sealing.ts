import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'

/**
 * What a passphrase opens, for a bank that keeps no key pair for it, and for keys on their way to a new PC. The bytes:
 *
 *      0   8  `BPTPASS1`
 *      8  16  salt of scrypt (RFC 7914) with N = 2^17, r = 8, p = 1: 128 MB and about half a second for each guess
 *     24  12  IV
 *     36  16  tag of AES-256-GCM; bytes 0 to 24 are its additional data
 *     52   …  ciphertext
 */
const MAGIC = Buffer.from('BPTPASS1')
const SALT_BYTES = 16
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = MAGIC.length + SALT_BYTES
const BODY_AT = HEAD_BYTES + IV_BYTES + TAG_BYTES
const CIPHER = 'aes-256-gcm'
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }

/** The sealed bytes can be guessed at without us, so that its length is all that guards them. */
export const MIN_PASSPHRASE_LENGTH = 16

/** Typed on another keyboard, an é may come as two characters. */
const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, SCRYPT, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

export async function sealWithPassphrase(passphrase: string, content: Uint8Array): Promise<Buffer> {
  const head = Buffer.concat([MAGIC, randomBytes(SALT_BYTES)])
  const iv = randomBytes(IV_BYTES)
  const key = await keyOf(passphrase, head.subarray(MAGIC.length))
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(head)
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([head, iv, cipher.getAuthTag(), body])
}

/** @throws Error for another passphrase, and for bytes that are not as they were sealed */
export async function openWithPassphrase(passphrase: string, sealed: Uint8Array): Promise<Buffer> {
  const bytes = Buffer.from(sealed)
  if (bytes.length < BODY_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Error('not sealed with a passphrase')
  const head = bytes.subarray(0, HEAD_BYTES)
  const iv = bytes.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES)
  const key = await keyOf(passphrase, head.subarray(MAGIC.length))
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(head).setAuthTag(bytes.subarray(HEAD_BYTES + IV_BYTES, BODY_AT))
  return Buffer.concat([decipher.update(bytes.subarray(BODY_AT)), decipher.final()])
}
