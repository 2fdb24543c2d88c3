import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

/**
 * What only the bank may read, sealed to its public key: the counter PC can make such bytes and cannot open them again.
 *
 * RSA-OAEP with SHA-256 (RFC 8017, label empty, MGF1 with SHA-256) carries a new AES-256 key for each sealing, AES-256-GCM the content.
 * RSA, because every bank's key store, HSM and `openssl pkeyutl` can open it. The bytes, numbers big-endian:
 *
 *      0   8  `BPTSEAL1`
 *      8  32  SHA-256 of the public key (DER, SubjectPublicKeyInfo): says which private key opens it
 *     40   2  n, the length of the wrapped key
 *     42   n  the AES key, wrapped
 *   42+n  12  IV
 *   54+n  16  tag of GCM; bytes 0 to 42+n are its additional data
 *   70+n   …  ciphertext, as long as the content
 */
const MAGIC = Buffer.from('BPTSEAL1')
const FINGERPRINT_BYTES = 32
const KEY_AT = MAGIC.length + FINGERPRINT_BYTES + 2
const IV_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

/** NIST SP 800-57 part 1: 128 bits of strength, fit for what is kept for years. */
const MIN_KEY_BITS = 3_072

/**
 * The bank's public key.
 * @param pem a public key or a certificate
 * @throws Error for anything else, a private key above all, and for an RSA key of less than 3072 bits
 */
function publicKeyIn(pem: string): KeyObject {
  if (!/^-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----/m.test(pem) || pem.includes('PRIVATE KEY'))
    throw new Error('not a public key')
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_KEY_BITS)
    throw new Error(`not an RSA key of at least ${MIN_KEY_BITS} bits`)
  return key
}

/** Whether things can be sealed to it. */
export function isSealingKey(pem: string): boolean {
  try {
    publicKeyIn(pem)
    return true
  } catch {
    return false
  }
}

const digestOf = (key: KeyObject): Buffer =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()

/** SHA-256 of a public key, in hexadecimal: `openssl pkey -pubin -in FILE -outform der | openssl dgst -sha256` says the same. */
export const fingerprintOf = (publicKeyPem: string): string =>
  digestOf(publicKeyIn(publicKeyPem)).toString('hex')

/** @throws Error where the key is none that things can be sealed to: {@link isSealingKey} tells before */
export function sealFor(publicKeyPem: string, content: Uint8Array): Buffer {
  const publicKey = publicKeyIn(publicKeyPem)
  const key = randomBytes(32)
  const wrapped = publicEncrypt({ key: publicKey, ...OAEP }, key)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(wrapped.length)
  const head = Buffer.concat([MAGIC, digestOf(publicKey), length, wrapped])
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(head)
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  key.fill(0)
  return Buffer.concat([head, iv, cipher.getAuthTag(), body])
}

/**
 * Whose key opens it, as {@link fingerprintOf} writes it.
 * @returns undefined for bytes that were never sealed
 */
export function sealedTo(sealed: Uint8Array): string | undefined {
  const bytes = Buffer.from(sealed)
  if (bytes.length < KEY_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
  return bytes.subarray(MAGIC.length, MAGIC.length + FINGERPRINT_BYTES).toString('hex')
}

/**
 * Opens what was sealed; runs at the bank, which alone has the private key.
 * @param passphrase of the PEM, where it has one
 * @throws Error for what is no sealed content, is sealed to another key, or is not as it was sealed
 */
export function openSealed(privateKeyPem: string, sealed: Uint8Array, passphrase?: string): Buffer {
  const key = createPrivateKey({ key: privateKeyPem, ...(passphrase === undefined ? {} : { passphrase }) })
  const recipient = sealedTo(sealed)
  if (recipient === undefined) throw new Error('not sealed content')
  if (recipient !== digestOf(createPublicKey(key)).toString('hex')) throw new Error('sealed to another key')
  const bytes = Buffer.from(sealed)
  const ivAt = KEY_AT + bytes.readUInt16BE(KEY_AT - 2)
  const bodyAt = ivAt + IV_BYTES + TAG_BYTES
  if (bytes.length < bodyAt) throw new Error('cut short')
  const contentKey = privateDecrypt({ key, ...OAEP }, bytes.subarray(KEY_AT, ivAt))
  const decipher = createDecipheriv(CIPHER, contentKey, bytes.subarray(ivAt, ivAt + IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  contentKey.fill(0)
  decipher.setAAD(bytes.subarray(0, ivAt)).setAuthTag(bytes.subarray(ivAt + IV_BYTES, bodyAt))
  return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()])
}
