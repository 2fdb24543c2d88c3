import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt, type KeyObject } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { fingerprintOf, isSealingKey, openSealed, sealedTo, sealFor } from './sealing.ts'

const inPem = ({ publicKey, privateKey }: Record<'publicKey' | 'privateKey', KeyObject>, lock = {}) => ({
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }) as string,
})
const rsa = (modulusLength: number, lock = {}) => inPem(generateKeyPairSync('rsa', { modulusLength }), lock)
const bank = rsa(3072)
const content = Buffer.from('what only the bank may read')

describe('content sealed to the bank’s public key', () => {
  it('is opened by its private key, and by a private key behind a passphrase', () => {
    const locked = rsa(3072, { cipher: 'aes-256-cbc', passphrase: 'at the bank' })
    expect(openSealed(bank.privateKey, sealFor(bank.publicKey, content))).toEqual(content)
    const sealed = sealFor(locked.publicKey, content)
    expect(openSealed(locked.privateKey, sealed, 'at the bank')).toEqual(content)
    expect(() => openSealed(locked.privateKey, sealed, 'elsewhere')).toThrow()
  })

  it('shows nothing of itself, and is never sealed the same way twice', () => {
    const sealed = sealFor(bank.publicKey, content)
    expect(sealed.includes(content.subarray(0, 8))).toBe(false)
    expect(sealFor(bank.publicKey, content).equals(sealed)).toBe(false)
  })

  it('says whose it is, and is not opened by another’s key', () => {
    const other = rsa(3072)
    const sealed = sealFor(bank.publicKey, content)
    expect(sealedTo(sealed)).toBe(fingerprintOf(bank.publicKey))
    expect(() => openSealed(other.privateKey, sealed)).toThrow('sealed to another key')
    expect(sealedTo(content)).toBeUndefined()
    expect(() => openSealed(bank.privateKey, content)).toThrow('not sealed content')
  })

  it('is refused whole when any part of it was changed or cut', () => {
    const sealed = sealFor(bank.publicKey, content)
    for (const at of [0, 10, 40, 41, 50, 426, 430, 440, 454, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(() => openSealed(bank.privateKey, changed), `byte ${at}`).toThrow()
    }
    for (const length of [0, 41, 300, 440, 453, sealed.length - 1])
      expect(() => openSealed(bank.privateKey, sealed.subarray(0, length)), `${length} bytes`).toThrow()
  })

  it('has the bytes that its description says, for whoever opens it without us', () => {
    const sealed = sealFor(bank.publicKey, content)
    const n = sealed.readUInt16BE(40)
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const wrapped = sealed.subarray(42, 42 + n)
    const key = privateDecrypt({ key: bank.privateKey, padding, oaepHash: 'sha256' }, wrapped)
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(42 + n, 54 + n))
    decipher.setAAD(sealed.subarray(0, 42 + n)).setAuthTag(sealed.subarray(54 + n, 70 + n))
    expect(Buffer.concat([decipher.update(sealed.subarray(70 + n)), decipher.final()])).toEqual(content)
  })
})

test.each([
  ['a private key', bank.privateKey],
  ['both keys in one file', bank.publicKey + bank.privateKey],
  ['a short key', rsa(2048).publicKey],
  ['a key of another kind', inPem(generateKeyPairSync('ed25519')).publicKey],
  ['something else', 'no key'],
])('nothing is sealed to %s', (_, pem) => {
  expect(isSealingKey(pem)).toBe(false)
  expect(() => sealFor(pem, content)).toThrow()
})

test('the bank’s public key will do', () => expect(isSealingKey(bank.publicKey)).toBe(true))
