import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anIntrabankPayment, pin, startWithClient, type Body, type TestClient } from './test-client.ts'

let client: TestClient
let time: number
beforeEach(async () => {
  time = Date.parse('2026-03-02T03:00:00.000Z')
  client = await startWithClient({ now: () => new Date(time) })
  await client.signInAsAgent()
})
afterEach(() => client.sandbox.close())

const agentStart = 20_269_668_200
const balance = (account: string) => client.sandbox.ledger.balanceOf(account)

describe('an intrabank payment', () => {
  const pay = (changes: Body = {}) =>
    client.post('/bsa/transfer/intrabank/payment', { ...anIntrabankPayment, ...changes }, '2603021000000017')

  it('debits the agent with amount and fee', async () => {
    expect(await pay()).toMatchObject({
      code: '00',
      data: { amount: 50_000, admin_fee: 1000, total: 51_000 },
    })
    expect(balance('4447')).toBe(agentStart - 5_100_000)
    expect(balance('14048')).toBe(35_000_000 + 5_000_000)
    expect(client.sandbox.ledger.transactionsBySid('2603021000000017')).toMatchObject([
      { kind: 'intrabank-transfer', amountSen: 5_000_000, feeSen: 100_000 },
    ])
  })

  it('takes amounts as text too, as the parameter table has them', async () => {
    expect(await pay({ amount: '50000', admin_fee: '1000' })).toMatchObject({
      code: '00',
      data: { amount: 50_000 },
    })
  })

  it('with another fee than the inquiry’s is refused', async () => {
    expect(await pay({ admin_fee: 0 })).toMatchObject({ code: '-1', message: '[0113] INVALID FEE' })
    expect(balance('4447')).toBe(agentStart)
  })

  it.each([
    ['amount', 0],
    ['amount', 10.5],
    ['amount', -1],
    ['admin_fee', null],
    ['pin', ''],
  ])('with %s = %j names the field', async (field, value) => {
    expect(await pay({ [field]: value })).toMatchObject({ body: { debug: { info: { field } } } })
  })
})

describe('an interbank payment', () => {
  async function inquire(accountNumber = '114451186'): Promise<Body> {
    const asked = { bank_code: '008', account_number: accountNumber }
    return (await client.post('/bsa/transfer/interbank/inquiry', asked)).data
  }
  function pay(inquiry: Body, changes: Body = {}) {
    const { transaction_id, bank_code, bank_name, account_number, account_name, admin_fee } = inquiry
    const answered = { transaction_id, bank_code, bank_name, account_number, account_name, admin_fee }
    return client.post('/bsa/transfer/interbank/payment', { ...answered, amount: 10_000, pin, ...changes })
  }

  it('pays its inquiry once', async () => {
    const inquiry = await inquire()
    expect(await pay(inquiry)).toMatchObject({ code: '00', data: { admin_fee: 6500, total: 16_500 } })
    expect(await pay(inquiry)).toMatchObject({ code: '-1', message: '[94] Duplicate transaction' })
    expect(balance('4447')).toBe(agentStart - 1_650_000)
    expect(balance('008:114451186')).toBe(200_000_000 + 1_000_000)
  })

  it('may be tried again after a wrong PIN', async () => {
    const inquiry = await inquire()
    expect(await pay(inquiry, { pin: '000000' })).toMatchObject({ code: 'INVALID_PIN' })
    expect(await pay(inquiry)).toMatchObject({ code: '00' })
  })

  it.each([
    ['an unknown transaction', { transaction_id: '1' }, '[12] Invalid transaction'],
    ['another account', { account_number: '114451194' }, '[12] Invalid transaction'],
    ['another bank', { bank_code: '002' }, '[12] Invalid transaction'],
    ['another fee', { admin_fee: 0 }, '[0113] INVALID FEE'],
    ['more than the agent has', { amount: 202_696_682 }, '[51] INSUFFICIENT FUNDS'],
  ])('of %s is refused and leaves the inquiry payable', async (_, changes, message) => {
    const inquiry = await inquire()
    expect(await pay(inquiry, changes)).toMatchObject({ code: '-1', message })
    expect(balance('4447')).toBe(agentStart)
    expect(await pay(inquiry)).toMatchObject({ code: '00' })
  })

  it('comes too late after half an hour', async () => {
    const inquiry = await inquire()
    time += 30 * 60 * 1000
    expect(await pay(inquiry)).toMatchObject({ message: '[12] Invalid transaction' })
  })

  it('is refused for an account that the inquiry does not know', async () => {
    const unknown = { bank_code: '777', account_number: '114451186' }
    expect(await client.post('/bsa/transfer/interbank/inquiry', unknown)).toMatchObject({
      message: '[76] Invalid account',
    })
  })
})
