import { createDecipheriv, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openWithPassphrase, sealWithPassphrase } from './passphrase-sealing.ts'

const PASSPHRASE = 'becak merah lewat café'
const content = Buffer.from('keys of a journal')

describe('content sealed with a passphrase', () => {
  it('is opened by it, however its letters were typed, and by no other', async () => {
    const sealed = await sealWithPassphrase(PASSPHRASE, content)
    expect(sealed.includes(content.subarray(0, 6))).toBe(false)
    expect(await openWithPassphrase(PASSPHRASE, sealed)).toEqual(content)
    expect(await openWithPassphrase(PASSPHRASE.normalize('NFD'), sealed)).toEqual(content)
    await expect(openWithPassphrase('becak merah lewat cafe', sealed)).rejects.toThrow()
  })

  it('is refused whole when any part of it was changed or cut', async () => {
    const sealed = await sealWithPassphrase(PASSPHRASE, content)
    for (const at of [0, 8, 24, 36, 52]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      await expect(openWithPassphrase(PASSPHRASE, changed), `byte ${at}`).rejects.toThrow()
    }
    await expect(openWithPassphrase(PASSPHRASE, sealed.subarray(0, 40))).rejects.toThrow()
  })

  it('has the bytes that its description says, for whoever opens it without us', async () => {
    const sealed = await sealWithPassphrase(PASSPHRASE, content)
    const cost = { N: 131_072, r: 8, p: 1, maxmem: 2 ** 28 }
    const key = scryptSync(PASSPHRASE, sealed.subarray(8, 24), 32, cost)
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(24, 36))
    decipher.setAAD(sealed.subarray(0, 24)).setAuthTag(sealed.subarray(36, 52))
    expect(Buffer.concat([decipher.update(sealed.subarray(52)), decipher.final()])).toEqual(content)
  })
})
