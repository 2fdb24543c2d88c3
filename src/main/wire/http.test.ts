import { createServer as createTlsServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { answerJson, startHttpServer, type Handler } from '../../../tests/support/http-server.ts'
import { selfSignedCertificate } from '../../../tests/support/self-signed.ts'
import { closedPort, startTcpServer } from '../../../tests/support/tcp-server.ts'
import { createBankHttp, type BankHttp, type HttpRequest } from './http.ts'

/** Far longer than any of these tests; where the time-out is the subject, it is long enough to connect on a busy machine. */
const PATIENT_MS = 30_000
const IMPATIENT_MS = 1_000

const MONEY: HttpRequest = { path: '/money', method: 'POST', headers: {}, body: '{"amount":"25000"}' }
const READ: HttpRequest = { path: '/read', method: 'POST', headers: {}, body: '{}' }

function httpTo(url: string, timeoutMs = PATIENT_MS): BankHttp {
  const http = createBankHttp(url, timeoutMs)
  onTestFinished(() => http.close())
  return http
}

/** A bank that answers reads and does with money what the test says; at the end it has seen each money request once. */
async function bankWith(money: Handler, timeoutMs = PATIENT_MS) {
  const server = await startHttpServer((request, response) => {
    if (request.path === READ.path) answerJson(response, { code: '00' })
    else money(request, response)
  })
  const http = httpTo(server.url, timeoutMs)
  let sent = 0
  onTestFinished(async () => {
    await http.close()
    expect(server.requests.filter(({ path }) => path === MONEY.path)).toHaveLength(sent)
  })
  const send = () => {
    sent += 1
    return http.send(MONEY)
  }
  return { server, send, read: () => http.read(READ) }
}

describe('an answer', () => {
  it('comes with its status, text and Date header', async () => {
    const date = 'Fri, 17 Apr 2020 13:40:38 GMT'
    const { send, server } = await bankWith((_, response) => {
      response.writeHead(202, { date }).end('{"code":"00"}')
    })
    expect(await send()).toEqual({ kind: 'answer', status: 202, text: '{"code":"00"}', date })
    expect(server.requests[0]).toMatchObject({ method: 'POST', body: MONEY.body })
  })

  it('is asked for below the base address, with the headers of the call', async () => {
    const server = await startHttpServer((_, response) => answerJson(response, {}))
    await httpTo(`${server.url}/bankplus/`).read({ ...READ, headers: { sid: '2004172040381080' } })
    expect(server.requests[0]).toMatchObject({ path: '/bankplus/read', headers: { sid: '2004172040381080' } })
  })

  it('that redirects is an answer: nothing is sent to another place', async () => {
    const { send } = await bankWith((_, response) => {
      response.writeHead(307, { location: '/money' }).end()
    })
    expect(await send()).toMatchObject({ kind: 'answer', status: 307 })
  })
})

describe('connections', () => {
  it('reads share few, each money request has its own', async () => {
    const { send, read, server } = await bankWith((_, response) => answerJson(response, {}))
    for (let reads = 0; reads < 5; reads++) await read()
    await send()
    await send()
    const connections = server.requests.map(({ connection }) => connection)
    const forReads = new Set(connections.slice(0, 5))
    expect(forReads.size).toBeLessThan(5)
    expect(new Set(connections).size).toBe(forReads.size + 2)
  })

  it('a kept-alive connection that is reset at its next request never takes the money request with it', async () => {
    const used = new Set<number>()
    const server = await startHttpServer(({ socket, connection }, response) => {
      if (used.has(connection)) socket.resetAndDestroy()
      else answerJson(response, { code: '00' })
      used.add(connection)
    })
    const http = httpTo(server.url)
    await http.read(READ)
    expect(await http.send(MONEY)).toMatchObject({ kind: 'answer', status: 200 })
    expect(server.requests.map(({ path }) => path)).toEqual(['/read', '/money'])
    // The read's connection is still there and is reset now: lost, and not asked a second time.
    expect(await http.read(READ)).toEqual({ kind: 'lost', reason: 'broken' })
    expect(server.requests.map(({ path }) => path)).toEqual(['/read', '/money', '/read'])
  })

  it('a server that resets the money request after warm reads sees exactly one POST', async () => {
    const { send, read, server } = await bankWith(({ socket }) => socket.resetAndDestroy())
    await read()
    await read()
    expect(await send()).toEqual({ kind: 'lost', reason: 'broken' })
    expect(server.requests.filter(({ method, path }) => method === 'POST' && path === '/money')).toHaveLength(
      1,
    )
  })
})

describe('not sent is proven', () => {
  it('when the connection is refused', async () => {
    const http = httpTo(`http://127.0.0.1:${await closedPort()}`)
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'connect' })
    expect(await http.read(READ)).toEqual({ kind: 'not-sent', reason: 'connect' })
  })

  it('when the name does not exist', async () => {
    const http = httpTo('http://bank.invalid')
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'dns' })
    expect(await http.read(READ)).toEqual({ kind: 'not-sent', reason: 'dns' })
  })

  it('when the other side does not speak TLS', async () => {
    const server = await startHttpServer((_, response) => answerJson(response, {}))
    const http = httpTo(`https://127.0.0.1:${server.port}`)
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'tls' })
    expect(await http.read(READ)).toEqual({ kind: 'not-sent', reason: 'tls' })
    expect(server.requests).toEqual([])
  })

  it('when nobody vouches for the certificate', async () => {
    const heard: Buffer[] = []
    const server = createTlsServer(selfSignedCertificate(), (socket) => {
      socket.on('error', () => undefined).on('data', (chunk: Buffer) => heard.push(chunk))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const http = httpTo(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'tls' })
    expect(await http.read(READ)).toEqual({ kind: 'not-sent', reason: 'tls' })
    expect(heard).toEqual([])
  })

  it('when the connection is reset during the TLS handshake', async () => {
    const server = await startTcpServer({ heard: (socket) => socket.resetAndDestroy() })
    const http = httpTo(`https://127.0.0.1:${server.port}`)
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'connect' })
    expect(server.connections).toHaveLength(1)
  })

  it('when no connection stands before the time is over', async () => {
    // It accepts and never finishes the TLS handshake: the one way to a hanging connection that every system has.
    const mute = await startTcpServer()
    const http = httpTo(`https://127.0.0.1:${mute.port}`, IMPATIENT_MS)
    expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'timeout' })
    expect(mute.received().includes('amount')).toBe(false)
    expect(mute.connections).toHaveLength(1)
  })
})

describe('lost is everything else', () => {
  it('a time-out after connecting, and the answer that still comes', async () => {
    let release: () => void = () => undefined
    const { send, server } = await bankWith((_, response) => {
      release = () => answerJson(response, { code: '00', late: true })
    }, IMPATIENT_MS)
    const told = await send()
    expect(told).toMatchObject({ kind: 'lost', reason: 'timeout' })
    await server.arrived(1)
    release()
    expect(told.kind === 'lost' && (await told.late)).toMatchObject({
      kind: 'answer',
      text: '{"code":"00","late":true}',
    })
  })

  it('a late answer that never comes ends with the program', async () => {
    const server = await startHttpServer(() => undefined)
    const http = httpTo(server.url, IMPATIENT_MS)
    const told = await http.send(MONEY)
    await http.close()
    expect(told.kind === 'lost' && (await told.late)).toEqual({ kind: 'lost', reason: 'broken' })
  })

  it('a read has no late answer: its connection is given up', async () => {
    const server = await startHttpServer(() => undefined)
    const http = httpTo(server.url, IMPATIENT_MS)
    expect(await http.read(READ)).toEqual({ kind: 'lost', reason: 'timeout' })
    const { socket } = await server.arrived(1)
    if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
  })

  it.each([
    ['reset', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
    ['closed', (socket: { destroy(): void }) => socket.destroy()],
  ])('a connection that is %s in the middle of the answer', async (_, end) => {
    const { send } = await bankWith(({ socket }, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"code":"00",', () => end(socket))
    })
    expect(await send()).toEqual({ kind: 'lost', reason: 'broken' })
  })

  it('a connection that is closed without an answer', async () => {
    const { send } = await bankWith(({ socket }) => socket.destroy())
    expect(await send()).toEqual({ kind: 'lost', reason: 'broken' })
  })

  it('an answer that is not HTTP', async () => {
    const server = await startTcpServer({ heard: (socket) => socket.end('{"code":"00"}') })
    const http = httpTo(`http://127.0.0.1:${server.port}`)
    expect(await http.send(MONEY)).toEqual({ kind: 'lost', reason: 'broken' })
    expect(server.connections).toHaveLength(1)
  })

  it.each([{}, { 'content-length': String(2 * 1024 * 1024) }])('an answer of 2 MB (%j)', async (headers) => {
    const { send } = await bankWith((_, response) => {
      response.writeHead(200, headers).end('x'.repeat(2 * 1024 * 1024))
    })
    expect(await send()).toEqual({ kind: 'lost', reason: 'too-large' })
  })
})

it('sends nothing while undici cannot be loaded, and goes on once it can', async () => {
  vi.doMock('undici', () => {
    throw new Error('EMFILE: too many open files')
  })
  onTestFinished(() => void vi.doUnmock('undici'))
  const paths: string[] = []
  const { url } = await startHttpServer(({ path }, response) => {
    paths.push(path)
    answerJson(response, { code: '00' })
  })
  const http = httpTo(url)
  expect(await http.send(MONEY)).toEqual({ kind: 'not-sent', reason: 'connect' })
  expect(await http.read(READ)).toEqual({ kind: 'not-sent', reason: 'connect' })
  vi.doUnmock('undici')
  expect(await http.send(MONEY)).toMatchObject({ kind: 'answer', status: 200 })
  expect(paths).toEqual([MONEY.path])
})
