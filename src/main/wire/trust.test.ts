import { createPrivateKey, createPublicKey, constants } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSignedCertificate } from '../../../tests/support/self-signed.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createBankHttp, type HttpRequest } from './http.ts'
import { pinOf, readTrust, type Trust } from './trust.ts'

const READ: HttpRequest = { path: '/read', method: 'POST', headers: {}, body: '{}' }
const OTHER_PIN = 'sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
const REFUSED = { kind: 'not-sent', reason: 'tls' }

const bank = selfSignedCertificate()
const pin = pinOf(createPublicKey(createPrivateKey(bank.key)).export({ type: 'spki', format: 'der' }))

/** @returns what a read and a posting come to, and how many requests the server saw */
async function ask(trust: Trust, settings: object = {}) {
  let requests = 0
  const server: Server = createServer({ ...bank, ...settings }, (_request, response) => {
    requests += 1
    response.end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const http = createBankHttp(`https://127.0.0.1:${port}`, 10_000, trust)
  onTestFinished(async () => {
    await http.close()
    server.close()
  })
  return { read: await http.read(READ), send: await http.send(READ), requests }
}

describe('the bank’s own authority', () => {
  test('is believed, from its file', async () => {
    const file = join(temporaryFolder(), 'bank.pem')
    writeFileSync(file, bank.cert)
    const { read, send, requests } = await ask(readTrust(file, []))
    expect([read.kind, send.kind, requests]).toEqual(['answer', 'answer', 2])
  })

  test('without it the same server is not asked', async () => {
    expect(await ask({ pins: [] })).toEqual({ read: REFUSED, send: REFUSED, requests: 0 })
  })

  test('replaces the built-in ones: another authority’s server is not asked', async () => {
    const { cert } = selfSignedCertificate()
    expect(await ask({ ca: cert, pins: [] })).toEqual({ read: REFUSED, send: REFUSED, requests: 0 })
  })
})

describe('a pinned key', () => {
  test('is believed, also as the next of two', async () => {
    const { read, send } = await ask({ ca: bank.cert, pins: [OTHER_PIN, pin] })
    expect([read.kind, send.kind]).toEqual(['answer', 'answer'])
  })

  test('another key is refused before a byte of the request is written', async () => {
    expect(await ask({ ca: bank.cert, pins: [OTHER_PIN] })).toEqual({
      read: REFUSED,
      send: REFUSED,
      requests: 0,
    })
  })

  test('does not stand in for an authority', async () => {
    expect(await ask({ pins: [pin] })).toEqual({ read: REFUSED, send: REFUSED, requests: 0 })
  })
})

test('TLS 1.1 is refused', async () => {
  const old = {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    secureOptions: constants.SSL_OP_NO_TLSv1_2,
  }
  expect(await ask({ ca: bank.cert, pins: [] }, old)).toEqual({ read: REFUSED, send: REFUSED, requests: 0 })
})
