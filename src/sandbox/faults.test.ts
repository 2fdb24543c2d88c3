import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultRequest } from './faults.ts'
import { aDeposit, startWithClient, type Body, type TestClient } from './test-client.ts'

const path = '/bsa/depositAccount'
const sid = '2603021000000017'

let client: TestClient
let session: string
beforeEach(async () => {
  client = await startWithClient()
  session = String((await client.signInAsAgent()).body['session_id'])
})
afterEach(() => client.sandbox.close())

const deposit = () => client.post(path, aDeposit, sid)
const booked = () => client.sandbox.ledger.transactionsBySid(sid).length

/** The raw answer to one deposit, or the code of the error that ended the connection. */
function rawDeposit(): Promise<{ status?: number; text?: string; error?: string }> {
  const headers = { 'content-type': 'application/json', sessionid: session, sid }
  return new Promise((resolve) => {
    const call = request(
      client.sandbox.bankUrl + path,
      { method: 'POST', headers, agent: false },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += String(chunk)))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    call.on('error', (error: NodeJS.ErrnoException) => resolve({ error: `${error.code}: ${error.message}` }))
    call.end(JSON.stringify(aDeposit))
  })
}

function strikeDeposits(fault: Omit<FaultRequest, 'match'>): void {
  client.sandbox.setFaults([{ match: { path }, ...fault }])
}

describe('a lost answer', () => {
  it.each([
    ['drop-before', 0, 'socket hang up'],
    ['drop-after', 1, 'socket hang up'],
    ['reset-before', 0, 'read ECONNRESET'],
    ['reset-after', 1, 'read ECONNRESET'],
  ] as const)('%s books %i times', async (kind, times, words) => {
    strikeDeposits({ kind })
    expect((await rawDeposit()).error).toContain(words)
    expect(booked()).toBe(times)
  })

  it('drops all of fifty deposits at once and books each exactly once', async () => {
    strikeDeposits({ kind: 'drop-after' })
    const lost = await Promise.all(Array.from({ length: 50 }, rawDeposit))
    expect(lost.every(({ error }) => error !== undefined)).toBe(true)
    expect(booked()).toBe(50)
  })

  it('keeps the connection open where it never answers, until the sandbox closes', async () => {
    strikeDeposits({ kind: 'never-answer' })
    const answer = rawDeposit()
    await expect.poll(booked).toBe(1)
    const other = await client.post('/account/balance')
    expect(other).toMatchObject({ code: '00' })
    await client.sandbox.close()
    expect((await answer).error).toContain('socket hang up')
    client = await startWithClient()
  })
})

describe('a spoilt answer', () => {
  it.each([
    ['malformed', 200],
    ['html', 200],
    ['empty', 200],
  ] as const)('%s is no JSON, and booked', async (kind, status) => {
    strikeDeposits({ kind })
    const answer = await rawDeposit()
    expect(answer.status).toBe(status)
    expect(() => JSON.parse(answer.text ?? '') as unknown).toThrow()
    expect(booked()).toBe(1)
  })

  it('huge is the true answer in more than 2 MB', async () => {
    strikeDeposits({ kind: 'huge' })
    const { text = '' } = await rawDeposit()
    expect(text.length).toBeGreaterThan(2_000_000)
    expect(JSON.parse(text)).toMatchObject({ code: '00' })
  })

  it('status strikes before booking unless told otherwise', async () => {
    strikeDeposits({ kind: 'status' })
    expect(await deposit()).toMatchObject({ status: 503 })
    expect(booked()).toBe(0)
    strikeDeposits({ kind: 'status', status: 502, when: 'after' })
    expect(await deposit()).toMatchObject({ status: 502, code: '00' })
    expect(booked()).toBe(1)
  })

  it('unlisted-code answers a code that the document does not have', async () => {
    strikeDeposits({ kind: 'unlisted-code', data: { code: '-1', message: '[9999] APA INI' } })
    expect(await deposit()).toMatchObject({ code: '-1', message: '[9999] APA INI' })
    expect(booked()).toBe(1)
  })

  it('mismatch says 00 about another amount, or what it is given', async () => {
    strikeDeposits({ kind: 'mismatch' })
    expect(await deposit()).toMatchObject({ code: '00', data: { deposit_amount: 25_001 } })
    strikeDeposits({ kind: 'mismatch', data: { account_number_customer: '14048' } })
    expect(await deposit()).toMatchObject({
      data: { account_number_customer: '14048', deposit_amount: 25_000 },
    })
  })

  it('of what is not carried out claims nothing of it', async () => {
    strikeDeposits({ kind: 'empty', when: 'before' })
    await rawDeposit()
    expect(booked()).toBe(0)
  })
})

describe('a delay', () => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('%s booking leaves %i postings while it lasts', async (when, during) => {
    strikeDeposits({ kind: 'delay', ms: 600_000, when })
    const answer = rawDeposit()
    await expect
      .poll(() => client.sandbox.requests().filter((seen) => seen.path.endsWith(path)))
      .toHaveLength(1)
    expect(booked()).toBe(during)
    await client.sandbox.close()
    expect((await answer).error).toContain('socket hang up')
    client = await startWithClient()
  })

  it.each(['before', 'after'] as const)('%s booking ends with the true answer', async (when) => {
    strikeDeposits({ kind: 'delay', ms: 1, when })
    expect(await deposit()).toMatchObject({ code: '00', data: { deposit_amount: 25_000 } })
    expect(booked()).toBe(1)
  })
})

describe('the list of faults', () => {
  const control = () => client.sandbox.bankUrl.replace('/bankplus', '/__sandbox/faults')

  async function controlled(method: string, body?: unknown) {
    const response = await fetch(control(), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('is set, counted and cleared over HTTP', async () => {
    await controlled('POST', [{ match: { path }, kind: 'status' }])
    await deposit()
    await client.post('/account/balance')
    expect((await controlled('GET')).body).toMatchObject([{ kind: 'status', seen: 1, hits: 1 }])
    expect((await controlled('DELETE')).body).toEqual([])
    expect(await deposit()).toMatchObject({ code: '00' })
  })

  it.each([
    ['no list', { kind: 'delay' }],
    ['an unknown kind', [{ kind: 'explode' }]],
    ['an unknown key', [{ kind: 'delay', match: { url: '/' } }]],
  ])('refuses %s and keeps the one before', async (_, list) => {
    await controlled('POST', [{ kind: 'delay' }])
    expect(await controlled('POST', list)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) as unknown },
    })
    expect((await controlled('GET')).body).toHaveLength(1)
  })

  async function struckBy(match: FaultRequest['match']): Promise<boolean[]> {
    client.sandbox.setFaults([{ match, kind: 'status' }])
    const struck: boolean[] = []
    for (let count = 0; count < 4; count += 1) struck.push((await deposit()).status === 503)
    return struck
  }

  it('strikes the nth, a number of times, or always', async () => {
    expect(await struckBy({ path, nth: 2 })).toEqual([false, true, false, false])
    expect(await struckBy({ path, nth: 2, times: 2 })).toEqual([false, true, true, false])
    expect(await struckBy({ path, times: 1 })).toEqual([true, false, false, false])
    expect(await struckBy({ path })).toEqual([true, true, true, true])
    expect(await struckBy({})).toEqual([true, true, true, true])
  })

  it('tells the two services apart where their paths end alike', async () => {
    client.sandbox.setFaults([{ match: { service: 'switcher', path: '/inquiry' }, kind: 'status' }])
    const asked = await client.post('/bsa/transfer/intrabank/inquiry', { account_number: '14047' })
    expect(asked).toMatchObject({ code: '00' })
    const struck = await client.switcher('/inquiry', {
      refnum: sid,
      bank: 'BRINIDJA',
      account: '888801000003301',
    })
    expect(struck.status).toBe(503)
  })
})

describe('the other control routes', () => {
  async function control(name: string): Promise<unknown> {
    return (await fetch(client.sandbox.bankUrl.replace('/bankplus', `/__sandbox/${name}`))).json()
  }

  it('show the ledger', async () => {
    await deposit()
    const { unit, postings } = (await control('ledger')) as { unit: string; postings: Body[] }
    expect(unit).toBe('sen')
    expect(postings.at(-1)).toMatchObject({ sid, kind: 'deposit', amountSen: 2_500_000 })
  })

  it('show what was received, without its PIN or password', async () => {
    await deposit()
    const seen = (await control('requests')) as Body[]
    expect(seen.at(-1)).toMatchObject({
      service: 'bankplus',
      method: 'POST',
      path: `/bankplus${path}`,
      headers: { sid, sessionid: session },
      body: { ...aDeposit, pin_transaksi: '******' },
    })
    expect(JSON.stringify(seen)).not.toContain('T6jkl4ss')
  })
})
