import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import examples from '../../tests/fixtures/bankplus-examples.json' with { type: 'json' }
import { aDeposit, startWithClient, type TestClient } from './test-client.ts'

let client: TestClient
beforeEach(async () => {
  client = await startWithClient({ seed: { fees: { deposit: 1500 } } })
  await client.signInAsAgent()
})
afterEach(() => client.sandbox.close())

const agentStart = 20_269_668_200
const balance = (account: string) => client.sandbox.ledger.balanceOf(account)
const bookedSince = (before: unknown[]) => client.sandbox.ledger.postings().slice(before.length)

describe('a deposit', () => {
  it('moves money from the agent to the customer, with the fee of the check', async () => {
    expect(await client.post('/bsa/checkAccount', { accountNum: '14047' })).toMatchObject({
      data: { admin: 1500 },
    })
    const reply = await client.post('/bsa/depositAccount', aDeposit, '2603021000000017')
    expect(reply.message).toBe('Transaksi a.n Ardha Herdianto Rp.25.000 , admin Rp.1.500 berhasil dilakukan ')
    expect(reply.data).toMatchObject({
      amount: '25.000',
      admin: '1.500',
      total: '26.500',
      deposit_amount: 25_000,
    })
    expect(balance('4447')).toBe(agentStart - 2_650_000)
    expect(balance('14047')).toBe(125_000_000 + 2_500_000)
    expect(client.sandbox.ledger.transactionsBySid('2603021000000017')).toMatchObject([
      { kind: 'deposit', amountSen: 2_500_000, feeSen: 150_000, username: 'BNIUS100294', narration: 'test' },
    ])
  })

  it('sent twice with the same reference is booked twice', async () => {
    await client.post('/bsa/depositAccount', aDeposit, '2603021000000017')
    await client.post('/bsa/depositAccount', aDeposit, '2603021000000017')
    expect(client.sandbox.ledger.transactionsBySid('2603021000000017')).toHaveLength(2)
    expect(balance('14047')).toBe(125_000_000 + 5_000_000)
  })

  it('of more than the agent has is refused by the host, fee included', async () => {
    const before = client.sandbox.ledger.postings()
    const reply = await client.post('/bsa/depositAccount', { ...aDeposit, amount: '202695183' })
    expect(reply).toMatchObject({ status: 200, code: '-1', message: '[51] INSUFFICIENT FUNDS' })
    expect(reply.data['trace_code']).toMatch(/^BLB\d{17}$/)
    expect(bookedSince(before)).toEqual([])
    expect(await client.post('/bsa/depositAccount', { ...aDeposit, amount: '202695182' })).toMatchObject({
      code: '00',
    })
    expect(balance('4447')).toBe(0)
  })

  it.each([
    ['toAccount', undefined],
    ['name', ''],
    ['narration', '   '],
    ['pin_transaksi', undefined],
    ['amount', '0'],
    ['amount', '-5'],
    ['amount', '25.000'],
    ['amount', '2,5'],
    ['amount', '1e3'],
    ['amount', '1234567890123'],
    ['amount', 25_000],
  ])('with %s = %j is refused, naming the field', async (field, value) => {
    const before = client.sandbox.ledger.postings()
    const reply = await client.post('/bsa/depositAccount', { ...aDeposit, [field]: value })
    const debug = { status: 400, name: 'INVALID_PARAMETER', info: { field } }
    expect(reply).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', body: { debug } })
    expect(reply.message).toContain(field)
    expect(bookedSince(before)).toEqual([])
  })

  it('takes its PIN by the name pin_transaksi only', async () => {
    const { pin_transaksi, ...rest } = aDeposit
    for (const other of ['pin', 'pin_platform']) {
      const reply = await client.post('/bsa/depositAccount', { ...rest, [other]: pin_transaksi })
      expect(reply).toMatchObject({ code: 'INVALID_PARAMETER' })
    }
    expect(await client.post('/bsa/depositAccount', { ...aDeposit, pin_transaksi: '359568' })).toMatchObject({
      code: 'INVALID_PIN',
    })
  })

  it('without a reference is refused', async () => {
    expect(await client.post('/bsa/depositAccount', aDeposit, '')).toMatchObject({
      code: 'INVALID_PARAMETER',
      body: { debug: { info: { field: 'sid' } } },
    })
  })

  it('in fifty copies at once keeps every sum', async () => {
    const sids = Array.from({ length: 50 }, (_, index) => `26030210000000${String(index).padStart(2, '0')}`)
    const replies = await Promise.all(sids.map((sid) => client.post('/bsa/depositAccount', aDeposit, sid)))
    expect(replies.every(({ code }) => code === '00')).toBe(true)
    expect(balance('4447')).toBe(agentStart - 50 * 2_650_000)
    expect(balance('14047')).toBe(125_000_000 + 50 * 2_500_000)
    expect(balance('INTERNAL:FEE')).toBe(50 * 150_000)
    for (const sid of sids) expect(client.sandbox.ledger.transactionsBySid(sid)).toHaveLength(1)
    expect(client.sandbox.ledger.balances().reduce((sum, { balanceSen }) => sum + balanceSen, 0)).toBe(0)
  })
})

describe('an account', () => {
  const application = examples.find(({ title }) => title === 'Open Account')?.request as Record<
    string,
    unknown
  >

  it('is opened with its first deposit and can then be used', async () => {
    const { data } = await client.post('/bsa/openAccount', application, '2603021000000099')
    const opened = String(data['account_number_customer'])
    expect(balance(opened)).toBe(10_000_000)
    expect(balance('4447')).toBe(agentStart - 10_000_000)
    expect(client.sandbox.ledger.transactionsBySid('2603021000000099')).toMatchObject([
      { kind: 'open-account' },
    ])
    expect(await client.post('/bsa/checkAccount', { accountNum: opened })).toMatchObject({
      data: { account_name: 'gabymars yofie', phone_mobile: '08998321234', account_balance: 100_000 },
    })
    const again = await client.post('/bsa/openAccount', application)
    expect(again.data['account_number_customer']).toBe(String(Number(opened) + 1))
  })

  it('is not opened where the first deposit cannot be paid', async () => {
    const reply = await client.post('/bsa/openAccount', { ...application, deposit: '999999999999' })
    expect(reply).toMatchObject({ code: '-1', message: '[51] INSUFFICIENT FUNDS' })
    expect(await client.post('/bsa/checkAccount', { accountNum: '123456789' })).toMatchObject({
      message: '[0108] NO SUCH ACCOUNT',
    })
  })

  const mandatory = Object.keys(application).filter((name) => name !== 'image')
  it.each(mandatory)('needs %s', async (field) => {
    const without = { ...application, [field]: undefined }
    expect(await client.post('/bsa/openAccount', without)).toMatchObject({
      code: 'INVALID_PARAMETER',
      body: { debug: { info: { field } } },
    })
  })

  it.each([
    ['dob', '1997-02-30'],
    ['dob', '01-08-1997'],
    ['dob', '2999-01-01'],
    ['ktp', '1234567890087'],
    ['email', 'gaby'],
    ['gender', 'x'],
    ['zip_code', '1234'],
    ['deposit', '0'],
  ])('is refused with %s = %s', async (field, value) => {
    expect(await client.post('/bsa/openAccount', { ...application, [field]: value })).toMatchObject({
      body: { debug: { info: { field } } },
    })
  })
})

describe('balances', () => {
  it('follow the deposits', async () => {
    await client.post('/bsa/depositAccount', aDeposit)
    expect(await client.post('/account/balance')).toMatchObject({
      data: { account_balance: 202_670_182, balance: '202.670.182' },
    })
    const asked = { accountNum: '14047', pin_platform: '359569' }
    expect(await client.post('/bsa/customerbalance', asked)).toMatchObject({
      data: { account_balance: 1_275_000 },
    })
  })
})
