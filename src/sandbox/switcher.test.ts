import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDeposit, startWithClient, type Body, type TestClient } from './test-client.ts'

const bri = { bank: 'BRINIDJA', account: '888801000003301' }
const source = { sourceBank: 'BRINIDJA', sourceAccount: '888801000157508' }
const refnum = '2603021000000017'

let client: TestClient
beforeEach(async () => {
  client = await startWithClient()
})
afterEach(() => client.sandbox.close())

const balance = (account: string) => client.sandbox.ledger.balanceOf(`BRINIDJA:${account}`)

async function transfer(changes: Body = {}) {
  const { data } = await client.switcher('/inquiry', { refnum: '2603021000000001', ...bri })
  const request = { refnum, paymentCode: data['paymentCode'], ...source, amount: 1000.5, remark: 'test' }
  return client.switcher('/transfer', { ...request, ...changes })
}

describe('a transfer', () => {
  it('moves the amount, sen included, to the account of the payment code', async () => {
    expect(await transfer()).toMatchObject({
      code: '00',
      data: { amount: 1000.5, beneficiaryName: 'BRIAPI SANDBOX' },
    })
    expect(balance(source.sourceAccount)).toBe(2_500_000_000 - 100_050)
    expect(balance(bri.account)).toBe(60_257_717_133_484 + 100_050)
  })

  it('uses its refnum and its payment code up', async () => {
    await transfer()
    expect(await transfer()).toMatchObject({ code: '-1', message: 'refnum provided was already used' })
    const { data } = await client.switcher('/inquiry', { refnum: '2603021000000001', ...bri })
    const { paymentCode } = data
    expect(await transfer({ refnum: '2603021000000018', paymentCode })).toMatchObject({ code: '00' })
    expect(await transfer({ refnum: '2603021000000019', paymentCode })).toMatchObject({
      code: '-1',
      message: 'paymentCode provided was not found',
    })
  })

  it('of more than the source has books nothing and keeps the code usable', async () => {
    const { data } = await client.switcher('/inquiry', { refnum: '2603021000000001', ...bri })
    const { paymentCode } = data
    expect(await transfer({ paymentCode, amount: 25_000_001 })).toMatchObject({
      message: 'Insufficient balance',
    })
    expect(await transfer({ paymentCode })).toMatchObject({ code: '00' })
  })

  it.each(['refnum', 'paymentCode', 'sourceBank', 'sourceAccount', 'amount', 'remark'])(
    'without %s names it',
    async (field) => {
      const reply = await transfer({ [field]: '' })
      expect(reply).toMatchObject({
        status: 400,
        code: '-1',
        body: { debug: { from: 'branchless_switcher' } },
      })
      expect(reply.message).toContain(field)
    },
  )
})

describe('a reversal', () => {
  const reverse = (journal: unknown, changes: Body = {}) =>
    client.switcher('/reversal', { refnum: '', refnumTarget: refnum, journal, ...changes })

  it('moves the amount back once', async () => {
    const { data } = await transfer()
    const reply = await reverse(data['journal'])
    expect(reply.data).toMatchObject({ amount: 1000.5, sourceAccount: bri.account })
    expect(reply.data['refnum']).toMatch(/^\d{16}$/)
    expect(await reverse(data['journal'])).toMatchObject({ code: '-1', message: 'Reversal already executed' })
    expect(balance(source.sourceAccount)).toBe(2_500_000_000)
    expect(balance(bri.account)).toBe(60_257_717_133_484)
  })

  it('shows in the check of the transfer and of itself', async () => {
    const { data } = await transfer()
    await reverse(data['journal'], { refnum: '2603021000000020' })
    expect(await client.switcher('/check', { refnum })).toMatchObject({ data: { info: 'Transfer reversed' } })
    expect(await client.switcher('/check', { refnum: '2603021000000020' })).toMatchObject({
      data: { info: 'Reversal success', remark: `Reversal from ${bri.account} to ${source.sourceAccount}` },
    })
  })

  it('needs the journal of the transfer', async () => {
    await transfer()
    expect(await reverse('1')).toMatchObject({ code: '-1', message: 'refnum provided was not found' })
  })
})

describe('a status check', () => {
  it('finds a Bank+ deposit by its sid, with the agent as its source', async () => {
    await client.signInAsAgent()
    await client.post('/bsa/depositAccount', aDeposit, refnum)
    expect(await client.switcher('/check', { refnum })).toMatchObject({
      code: '00',
      message: 'Check success',
      data: {
        refnum,
        sourceBank: 'BNI',
        sourceAccount: '4447',
        beneficiaryAccount: '14047',
        beneficiaryName: 'Ardha Herdianto',
        amount: 25_000,
        remark: 'test',
        info: 'Transfer success',
      },
    })
  })

  it('does not find a deposit that was refused', async () => {
    await client.signInAsAgent()
    await client.post('/bsa/depositAccount', { ...aDeposit, pin_transaksi: '000000' }, refnum)
    expect(await client.switcher('/check', { refnum })).toMatchObject({
      code: '-1',
      message: 'refnum provided was not found',
    })
  })
})
