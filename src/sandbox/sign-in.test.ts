import { afterEach, describe, expect, it } from 'vitest'
import { sampleUsers } from './server.ts'
import { aDeposit, startWithClient, type TestClient } from './test-client.ts'

let client: TestClient
afterEach(() => client.sandbox.close())

describe('signing in', () => {
  it('works for every sample user', async () => {
    client = await startWithClient()
    expect(sampleUsers.map(({ label }) => label)).toEqual(['Agen', 'Supervisor', 'Helpdesk'])
    for (const { username, password } of sampleUsers) {
      expect(await client.signIn(username, password)).toMatchObject({ code: '00', data: { username } })
    }
  })

  it('refuses an unknown user like a wrong password', async () => {
    client = await startWithClient()
    const unknown = await client.signIn('nobody', 'T6jkl4ss')
    expect(unknown).toMatchObject({ status: 401, code: '2102' })
    expect((await client.signIn('BNIUS100294', 't6jkl4ss')).body).toEqual(unknown.body)
  })

  it('answers the status of a user who is not active, and then serves nothing but sign-out', async () => {
    client = await startWithClient()
    for (const [username, password, status] of [
      ['BNIUS100295', 'N0n4ktif', '0'],
      ['BNIUS100296', 'P3nd1ng4', '2'],
    ] as const) {
      expect(await client.signIn(username, password)).toMatchObject({ code: '00', data: { status } })
      expect(await client.post('/master/jobs')).toMatchObject({ status: 403, code: 'USER_NOT_ACTIVE' })
      expect(await client.post('/bsa/depositAccount', aDeposit)).toMatchObject({ code: 'USER_NOT_ACTIVE' })
      expect(await client.post('/users/logout')).toMatchObject({ code: '00' })
    }
  })
})

describe('a session', () => {
  it('ends with sign-out, and only then', async () => {
    client = await startWithClient()
    await client.signInAsAgent()
    expect(await client.post('/account/balance')).toMatchObject({ code: '00' })
    await client.post('/users/logout')
    expect(await client.post('/account/balance')).toMatchObject({ status: 401, code: 'SESSION_NOT_FOUND' })
    expect(await client.post('/users/logout')).toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('ends with its lifetime where one is seeded', async () => {
    let time = Date.parse('2026-03-02T03:00:00.000Z')
    client = await startWithClient({ now: () => new Date(time), seed: { sessionLifetimeMs: 60_000 } })
    await client.signInAsAgent()
    time += 59_999
    expect(await client.post('/master/jobs')).toMatchObject({ code: '00' })
    time += 1
    expect(await client.post('/master/jobs')).toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('ends when the bank ends all', async () => {
    client = await startWithClient()
    await client.signInAsAgent()
    client.sandbox.endSessions()
    expect(await client.post('/master/jobs')).toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('of an office user reads, but does not transact', async () => {
    client = await startWithClient()
    await client.signIn('BNISPV014001', 'Spv4kl4ss')
    expect(await client.post('/dashboard/bill')).toMatchObject({ code: '00' })
    const before = client.sandbox.ledger.postings()
    expect(await client.post('/bsa/depositAccount', aDeposit)).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    expect(await client.post('/account/balance')).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(client.sandbox.ledger.postings()).toEqual(before)
  })
})

describe('changing the password', () => {
  it('changes what signs in, and when it was changed', async () => {
    client = await startWithClient({ now: () => new Date('2026-03-02T03:00:00.000Z') })
    await client.signInAsAgent()
    await client.post('/account/changepass', { old: 'T6jkl4ss', new: 'T6jkl4s1' })
    expect(await client.signIn('BNIUS100294', 'T6jkl4ss')).toMatchObject({ code: '2102' })
    expect(await client.signIn('BNIUS100294', 'T6jkl4s1')).toMatchObject({
      code: '00',
      data: { password_updated_at: '2026-03-02T03:00:00.000Z' },
    })
  })

  it('needs the old one', async () => {
    client = await startWithClient()
    await client.signInAsAgent()
    expect(await client.post('/account/changepass', { old: 'x', new: 'y' })).toMatchObject({
      code: 'UPDATE_NONE',
    })
    expect(await client.signInAsAgent()).toMatchObject({ code: '00' })
  })
})

describe('a request', () => {
  it('is answered with the bank’s time as Date', async () => {
    client = await startWithClient({ now: () => new Date('2020-04-16T07:46:43.845Z') })
    expect((await client.signInAsAgent()).date).toBe('Thu, 16 Apr 2020 07:46:43 GMT')
    expect((await client.post('/no/such/path')).date).toBe('Thu, 16 Apr 2020 07:46:43 GMT')
  })

  it.each(['{"username":', '[]', '"text"', 'null'])(
    'that is no JSON object (%s) is refused',
    async (body) => {
      client = await startWithClient()
      expect(await client.post('/users/auth', body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    },
  )

  it('to a path or by a method that the document does not have is refused in its style', async () => {
    client = await startWithClient()
    expect(await client.post('/no/such/path')).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' })
    const got = await fetch(`${client.sandbox.bankUrl}/bsa/depositAccount`)
    expect(got.status).toBe(404)
  })
})
