import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Reference } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { createBankClient } from '../bank/client.ts'
import { endpoints } from '../bank/endpoints.ts'
import type { BankHttp, Exchange, HttpRequest } from './http.ts'

/** HTTP is not the subject here (http.test.ts): a bank that gives these exchanges in turn, and what it was sent. */
function clientHearing(...exchanges: Exchange[]) {
  const sent: (HttpRequest & { by: 'read' | 'send' })[] = []
  const heard: Exchange[] = []
  const next = (by: 'read' | 'send') => async (request: HttpRequest) => {
    sent.push({ ...request, by })
    return exchanges.shift()!
  }
  const http: BankHttp = { read: next('read'), send: next('send'), close: async () => undefined }
  return { client: createBankClient(http, (exchange) => heard.push(exchange)), sent, heard }
}

const answer = (body: unknown, status = 200): Exchange => ({
  kind: 'answer',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  date: undefined,
})
const refused = (code: string | number, message = 'tidak') => ({ code, message, data: {} })

const CONTEXT = { sessionId: 'a-session', reference: '2004172040381080' as Reference }
const PIN = '359569'
const schema = z.object({ data: z.object({ account: z.string(), amount: z.number() }) })
const POSTED = { code: '00', data: { account: '14047', amount: 25000 } }

async function post(exchange: Exchange, { client } = clientHearing(exchange)) {
  const order = { toAccount: '14047', amount: '25000', pin_transaksi: PIN }
  return client.post(endpoints.deposit, order, CONTEXT, schema, ({ data }) => {
    return data.account === '14047' && data.amount === 25000
  })
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof TellerError ? error.failure : error
}

describe('a money request', () => {
  it.each<[string, string, Exchange]>([
    ['"00" with the echo that was sent', 'confirmed', answer(POSTED)],
    ['"00" with another amount', 'unknown', answer({ ...POSTED, data: { account: '14047', amount: 25001 } })],
    ['"00" with another account', 'unknown', answer({ ...POSTED, data: { account: '4447', amount: 25000 } })],
    ['"00" without data', 'unknown', answer({ code: '00' })],
    ['"00" with half an echo', 'unknown', answer({ code: '00', data: { account: '14047' } })],
    ['0 that is no "00"', 'unknown', answer({ ...POSTED, code: 0 })],
    ['"00" under a 5xx', 'unknown', answer(POSTED, 500)],
    ['"00" under a 4xx', 'unknown', answer(POSTED, 409)],
    ['"00" under a redirect', 'unknown', answer(POSTED, 302)],

    ['a wrong PIN', 'rejected', answer(refused('INVALID_PIN'))],
    ['a wrong PIN under a 401', 'rejected', answer(refused('INVALID_PIN'), 401)],
    ['a wrong PIN under a 5xx', 'unknown', answer(refused('INVALID_PIN'), 503)],
    ['a wrong PIN with brackets in its words', 'rejected', answer(refused('INVALID_PIN', '[55] PIN salah'))],
    ['an ended session', 'rejected', answer(refused('SESSION_NOT_FOUND'), 401)],
    ['no such account', 'rejected', answer(refused('-1', '[0108] NO SUCH ACCOUNT'))],
    ['no such account, code as a number', 'rejected', answer(refused(-1, ' [0108] NO SUCH ACCOUNT'))],
    ['a refusal of inquiries only', 'unknown', answer(refused('-1', '[76] Invalid account'))],
    [
      'not enough money, which the document does not show',
      'unknown',
      answer(refused('-1', '[51] Insufficient funds')),
    ],

    ['a "-1" with a host code that nobody listed', 'unknown', answer(refused('-1', '[68] Response late'))],
    ['a "-1" without a host code', 'unknown', answer(refused('-1', 'General error'))],
    ['a listed host code that does not stand first', 'unknown', answer(refused('-1', 'Gagal [0108]'))],
    ['a listed host code under another code', 'unknown', answer(refused('-2', '[0108] NO SUCH ACCOUNT'))],
    ['a code that nobody listed', 'unknown', answer(refused('X999'))],
    ['a refusal whose words only sound like one', 'unknown', answer(refused('9999', 'INVALID_PIN'))],
    ['HTML', 'unknown', answer('<!doctype html><h1>Bad gateway</h1>')],
    ['HTML under a 404', 'unknown', answer('<h1>Not found</h1>', 404)],
    ['an empty answer', 'unknown', answer('')],
    ['JSON cut short', 'unknown', answer(JSON.stringify(POSTED).slice(0, -3))],
    ['a list', 'unknown', answer([])],
    ['null', 'unknown', answer('null')],
    ['an answer without a code', 'unknown', answer({ message: 'Ok.', data: POSTED.data })],

    ['a connection that broke', 'unknown', { kind: 'lost', reason: 'broken' }],
    ['an answer too large to be one', 'unknown', { kind: 'lost', reason: 'too-large' }],
    ['a time-out', 'unknown', { kind: 'lost', reason: 'timeout' }],
    ['a name that was not found', 'not-sent', { kind: 'not-sent', reason: 'dns' }],
    ['a refused connection', 'not-sent', { kind: 'not-sent', reason: 'connect' }],
  ])('%s is %s', async (_, kind, exchange) => {
    expect(await post(exchange)).toMatchObject({ kind })
  })

  it('keeps what came back as evidence', async () => {
    expect(await post(answer('<h1>!</h1>', 502))).toEqual({
      kind: 'unknown',
      evidence: 'HTTP 502 <h1>!</h1>',
    })
    expect(await post({ kind: 'lost', reason: 'timeout' })).toEqual({ kind: 'unknown', evidence: 'timeout' })
    expect(await post({ kind: 'not-sent', reason: 'tls' })).toEqual({ kind: 'not-sent', evidence: 'tls' })
  })

  it('gives the refusal with its host code and trace code', async () => {
    const message = '[0108] NO SUCH ACCOUNT'
    const data = { trace_code: 'BLB20041720412899360' }
    expect(await post(answer({ code: '-1', message, data }))).toMatchObject({
      refusal: { bankCode: '-1', bankMessage: message, hostCode: '0108', traceCode: data.trace_code },
    })
  })

  it.each<[string, Exchange]>([
    ['confirmed', answer(POSTED)],
    ['rejected', answer(refused('INVALID_PIN'))],
    ['unknown', answer('', 500)],
  ])('is %s by an answer that comes late', async (kind, lateExchange) => {
    const told = await post({ kind: 'lost', reason: 'timeout', late: Promise.resolve(lateExchange) })
    expect(told.kind).toBe('unknown')
    expect(told.kind === 'unknown' && (await told.late)).toMatchObject({ kind })
  })

  it.each([
    ['an answer that comes late shows that the line is there', answer(POSTED), 2],
    ['silence to the end shows nothing of the line by then', { kind: 'lost', reason: 'timeout' } as const, 1],
  ])('%s', async (_what, lateExchange, times) => {
    const exchange: Exchange = { kind: 'lost', reason: 'timeout', late: Promise.resolve(lateExchange) }
    const hearing = clientHearing(exchange)
    const told = await post(exchange, hearing)
    await (told.kind === 'unknown' && told.late)
    expect(hearing.heard).toHaveLength(times)
  })

  it('is sent once, by send, with session and reference as headers', async () => {
    const { client, sent, heard } = clientHearing(answer('', 404))
    await client.post(endpoints.deposit, { amount: '25000' }, CONTEXT, schema, () => true)
    expect(sent).toEqual([
      {
        by: 'send',
        path: '/bsa/depositAccount',
        method: 'POST',
        headers: { 'content-type': 'application/json', sessionid: 'a-session', sid: '2004172040381080' },
        body: '{"amount":"25000"}',
      },
    ])
    expect(heard).toHaveLength(1)
  })

  it.each([
    JSON.stringify({ ...refused('X999'), debug: { pin_transaksi: PIN } }),
    JSON.stringify({ ...refused('X999'), debug: JSON.stringify({ pin_transaksi: PIN }) }),
    `<p>toAccount=14047&pin_transaksi=${PIN}</p>`,
    JSON.stringify(refused('INVALID_PIN', `PIN ${PIN} salah`)),
  ])('keeps no PIN of an answer that repeats it: %s', async (text) => {
    const told = JSON.stringify(await post(answer(text)))
    expect(told).toContain('******')
    expect(told).not.toContain(PIN)
  })

  it('keeps an amount that happens to look like the PIN', async () => {
    const text = JSON.stringify({ ...POSTED, data: { account: '14047', amount: Number(PIN) } })
    expect((await post(answer(text))).evidence).toContain(PIN)
  })
})

describe('a request that moves no money', () => {
  const read = (...exchanges: Exchange[]) => {
    const hearing = clientHearing(...exchanges)
    return { ...hearing, result: hearing.client.ask(endpoints.agentBalance, undefined, CONTEXT, schema) }
  }

  it('gives the parsed answer', async () => {
    expect(await read(answer(POSTED)).result).toEqual({ data: POSTED.data })
  })

  it.each<[object, Exchange]>([
    [{ code: 'REFUSED', bankCode: '2102', bankMessage: 'tidak' }, answer(refused('2102'), 401)],
    [{ code: 'SESSION_EXPIRED' }, answer(refused('SESSION_NOT_FOUND'), 401)],
    [{ code: 'SESSION_EXPIRED' }, answer(refused('SESSION_NOT_FOUND'))],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'server-error' }, answer(POSTED, 500)],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'not-an-answer' }, answer('<h1>!</h1>')],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'not-an-answer' }, answer('')],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'missing:data' }, answer({ code: '00' })],
    [
      { code: 'UNAVAILABLE', part: 'bank', reason: 'missing:data.amount' },
      answer({ code: '00', data: { account: '14047' } }),
    ],
    [
      { code: 'UNAVAILABLE', part: 'bank', reason: 'timeout' },
      { kind: 'lost', reason: 'timeout' },
    ],
    [
      { code: 'NOT_SENT', reason: 'connect' },
      { kind: 'not-sent', reason: 'connect' },
    ],
  ])('fails with %j', async (failure, exchange) => {
    expect(await failureOf(read(exchange).result)).toEqual(failure)
  })

  it.each([404, 405])('is asked once more as GET where %i says that it is no POST', async (status) => {
    const { result, sent, heard } = read(answer('', status), answer(POSTED))
    expect(await result).toEqual({ data: POSTED.data })
    expect(sent.map(({ by, method, body }) => [by, method, body])).toEqual([
      ['read', 'POST', '{}'],
      ['read', 'GET', undefined],
    ])
    expect(heard).toHaveLength(1)
  })

  it('is asked as GET only once', async () => {
    const { result, sent } = read(answer('', 404), answer('', 404))
    expect(await failureOf(result)).toMatchObject({ code: 'UNAVAILABLE', reason: 'not-an-answer' })
    expect(sent).toHaveLength(2)
  })

  it.each([400, 401, 403, 500])('is not asked again after %i', async (status) => {
    const { result, sent } = read(answer('', status))
    await failureOf(result)
    expect(sent).toHaveLength(1)
  })

  it('with a body of its own is never asked as GET', async () => {
    const { client, sent } = clientHearing(answer('', 404))
    const result = client.ask(endpoints.checkAccount, { accountNum: '14047' }, CONTEXT, schema)
    expect(await failureOf(result)).toMatchObject({ code: 'UNAVAILABLE' })
    expect(sent).toHaveLength(1)
  })

  it('sends only the headers that its operation has', async () => {
    const { client, sent } = clientHearing(answer(POSTED))
    await client.ask(endpoints.signIn, {}, CONTEXT, schema)
    expect(sent[0]?.headers).toEqual({ 'content-type': 'application/json' })
  })
})
