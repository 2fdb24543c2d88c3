import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closedPort, startTcpServer } from '../support/tcp-server.ts'
import { answerBytes, messageLength } from './http-messages.ts'
import { PHASES, startProxy, type Direction, type Phase, type Plan, type Trouble } from './proxy.ts'
import { seeded } from './seeded.ts'

const BODY = '{"toAccount":"14047","amount":"25000"}'
const REQUEST = Buffer.from(
  `POST /deposit HTTP/1.1\r\nhost: b\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
)
const ANSWER = answerBytes({ status: 200, body: '{"code":"00","data":{"deposit_amount":25000}}' })

/** A bank that answers every whole request, behind the proxy. */
async function startLine() {
  const bank = await startTcpServer({
    heard: (socket) => {
      if (messageLength(bank.received())) socket.write(ANSWER)
    },
  })
  const target = new URL(`http://127.0.0.1:${bank.port}`)
  const proxy = await startProxy(target, (path) => path === '/deposit', seeded('proxy test'))
  onTestFinished(() => proxy.close())
  return { bank, proxy }
}

/** Sends one request and collects what comes back until the connection ends or a whole answer is there. */
function ask(port: number, request = REQUEST) {
  let received = Buffer.alloc(0)
  const socket = connect(port, '127.0.0.1', () => socket.write(request))
  const ended = new Promise<string>((done) => {
    socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'error'))
    socket.on('end', () => done('end'))
    socket.on('close', () => done('close'))
  })
  const answered = new Promise<void>((done) =>
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece])
      if (received.length >= ANSWER.length) done()
    }),
  )
  onTestFinished(() => void socket.destroy())
  return { ended, answered, received: () => received }
}

const strike = (trouble: Trouble, direction: Direction, phase: Phase, ms = 1): Plan => ({
  strike: { trouble, direction, phase, ms },
})
const differing = (one: Buffer, other: Buffer) =>
  [...one].filter((byte, index) => byte !== other[index]).length

describe('the fault proxy', () => {
  it('leaves a money connection alone that it has no plan for', async () => {
    const { bank, proxy } = await startLine()
    const line = ask(proxy.port)
    await line.answered
    expect(bank.received()).toEqual(REQUEST)
    expect(line.received()).toEqual(ANSWER)
  })

  it('keeps its plans for money connections', async () => {
    const { proxy } = await startLine()
    proxy.expect(strike('reset', 'answer', 'before'))
    const read = ask(proxy.port, Buffer.from(REQUEST.toString().replace('/deposit', '/balance')))
    await read.answered
    expect(read.received()).toEqual(ANSWER)
    expect(await ask(proxy.port).ended).toBe('ECONNRESET')
  })

  it.each(PHASES)('resets %s the request', async (phase) => {
    const { bank, proxy } = await startLine()
    proxy.expect(strike('reset', 'request', phase))
    const line = ask(proxy.port)
    expect(await line.ended).toBe('ECONNRESET')
    expect(line.received()).toHaveLength(0)
    const heard = bank.received().length
    if (phase === 'before') expect(heard).toBe(0)
    if (phase === 'during') expect(heard).toBeLessThan(REQUEST.length)
  })

  it.each(PHASES)('cuts %s the answer, all of the request having arrived', async (phase) => {
    const { bank, proxy } = await startLine()
    proxy.expect(strike('cut', 'answer', phase))
    const line = ask(proxy.port)
    expect(await line.ended).toBe('end')
    expect(bank.received()).toEqual(REQUEST)
    const { length } = line.received()
    if (phase === 'before') expect(length).toBe(0)
    if (phase === 'during') expect(length > 0 && length < ANSWER.length).toBe(true)
    if (phase === 'after') expect(line.received()).toEqual(ANSWER)
  })

  it('is silent before the request: the bank hears nothing, and nobody is told', async () => {
    const { bank, proxy } = await startLine()
    proxy.expect(strike('silence', 'request', 'before'))
    const silent = ask(proxy.port)
    const other = ask(proxy.port)
    await other.answered
    expect(bank.received()).toEqual(REQUEST)
    expect(silent.received()).toHaveLength(0)
    proxy.cutAll()
    expect(await silent.ended).toMatch(/end|close/)
  })

  it.each<[Trouble, Direction]>([
    ['latency', 'request'],
    ['latency', 'answer'],
    ['drip', 'request'],
    ['drip', 'answer'],
  ])('delivers everything unaltered with %s of the %s', async (trouble, direction) => {
    const { bank, proxy } = await startLine()
    proxy.expect(strike(trouble, direction, 'during', 24))
    const line = ask(proxy.port)
    await line.answered
    expect(bank.received()).toEqual(REQUEST)
    expect(line.received()).toEqual(ANSWER)
  })

  it('garbles a few bytes and no more', async () => {
    const { proxy } = await startLine()
    const changed = []
    for (let n = 0; n < 20; n++) {
      proxy.expect(strike('garble', 'answer', 'during'))
      const line = ask(proxy.port)
      await line.answered
      changed.push(differing(line.received(), ANSWER))
    }
    expect(Math.max(...changed)).toBeLessThanOrEqual(4)
    expect(changed.filter((count) => count > 0).length).toBeGreaterThan(10)
  })

  it('calls for the kill at its place, and what was on its way still arrives', async () => {
    const { bank, proxy } = await startLine()
    const heard = new Promise<number>((done) =>
      proxy.expect({ ...strike('kill', 'request', 'before'), kill: () => done(bank.received().length) }),
    )
    await ask(proxy.port).answered
    expect(await heard).toBe(0)
    expect(bank.received()).toEqual(REQUEST)
  })

  it('tells a made-up answer to a request that the bank never heard', async () => {
    const { bank, proxy } = await startLine()
    const madeUp = answerBytes({ status: 200, body: `{"code":"-1","message":"${'x'.repeat(80)}"}` })
    proxy.expect({ swallowed: true, answer: () => madeUp })
    const line = ask(proxy.port)
    await line.answered
    expect(line.received()).toEqual(madeUp)
    expect(bank.received()).toHaveLength(0)
  })

  it('refuses connections until it listens again', async () => {
    const { proxy } = await startLine()
    await proxy.refuse()
    expect(await ask(proxy.port).ended).toBe('ECONNREFUSED')
    await proxy.listen()
    const line = ask(proxy.port)
    await line.answered
    expect(line.received()).toEqual(ANSWER)
  })

  it('ends a connection whose bank is not there', async () => {
    const nobody = new URL(`http://127.0.0.1:${await closedPort()}`)
    const proxy = await startProxy(nobody, () => true, seeded('nobody'))
    onTestFinished(() => proxy.close())
    expect(await ask(proxy.port).ended).toMatch(/end|close|ECONNRESET/)
  })
})
