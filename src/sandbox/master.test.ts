import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDeposit, startWithClient, type Body, type TestClient } from './test-client.ts'

const now = new Date('2026-03-31T17:30:00.000Z') // in WIB already April

let client: TestClient
beforeEach(async () => {
  client = await startWithClient({ now: () => now })
  await client.signInAsAgent()
})
afterEach(() => client.sandbox.close())

async function rows(path: string, body?: Body): Promise<Body[]> {
  return (await client.post(path, body)).body['data'] as Body[]
}

describe('the lists', () => {
  it('hold no bank code and no bank twice', async () => {
    const banks = await rows('/bank/list')
    expect(banks.length).toBeGreaterThan(100)
    expect(new Set(banks.map((bank) => bank['bank_code'])).size).toBe(banks.length)
    expect(new Set(banks.map((bank) => bank['bank_name'])).size).toBe(banks.length)
    for (const bank of banks) expect(bank['bank_code']).toMatch(/^\d{3}$/)
  })

  it('answer GET as well', async () => {
    const { body } = await client.signInAsAgent()
    const headers = { sessionid: String(body['session_id']) }
    const got = await fetch(`${client.sandbox.bankUrl}/master/jobs`, { headers })
    expect(((await got.json()) as Body)['data']).toEqual(await rows('/master/jobs'))
  })
})

describe('postal codes', () => {
  const krian = { propinsi: 'JAWA TIMUR', jenis: 'Kab', kabupaten: 'sidoarjo', kecamatan: 'Krian' }

  it('are found whatever the letter case, by Kab or Kabupaten', async () => {
    expect(await rows('/wilayah/get', { ...krian, kelurahan: 'JATIKALANG' })).toEqual([{ kodepos: 61262 }])
    expect(await rows('/wilayah/get', { ...krian, jenis: 'Kabupaten' })).toEqual([{ kodepos: 61262 }])
  })

  it('are several for a district', async () => {
    const gambir = await rows('/wilayah/get', { kecamatan: 'Gambir' })
    expect(gambir.map(({ kodepos }) => kodepos)).toEqual([10110, 10120, 10130, 10140, 10150, 10160])
  })

  it('are not all of them for an empty question', async () => {
    expect(await client.post('/wilayah/get', {})).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the graphs', () => {
  const counts = async (month: string) =>
    (await rows('/dashboard/bsa', { month })).map(({ graph_count }) => graph_count)

  it('count what this ledger books, in the WIB month', async () => {
    expect(await client.post('/dashboard/bsa', { month: '2026-04' })).toMatchObject({ code: 'NOT_FOUND' })
    await client.post('/bsa/depositAccount', aDeposit)
    await client.post('/bsa/depositAccount', { ...aDeposit, pin_transaksi: '000000' })
    await client.post('/bsa/customerbalance', { accountNum: '14047', pin_platform: '359569' })
    expect(await counts('2026-04')).toEqual([0, 1, 1])
  })

  it('know the months before, and none further back or ahead', async () => {
    for (const count of await counts('2026-03')) expect(count).toBeGreaterThan(0)
    expect(await counts('2024-04')).toHaveLength(3)
    for (const month of ['2024-03', '2026-05']) {
      expect(await client.post('/dashboard/bsa', { month })).toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  it('refuse what is no month', async () => {
    for (const month of ['2026-13', '2026-4', 'April']) {
      expect(await client.post('/dashboard/bsa', { month })).toMatchObject({ code: 'INVALID_PARAMETER' })
    }
  })

  it('show agent growth up to the last month that is over', async () => {
    const titles = (await rows('/dashboard/agentGrowth')).map(({ graph_title }) => graph_title)
    expect(titles[0]).toBe('2019-01')
    expect(titles.at(-1)).toBe('2026-03')
    expect(titles).toHaveLength(7 * 12 + 3)
  })

  it('show all 38 provinces once', async () => {
    const titles = (await rows('/dashboard/agentSpread')).map(({ graph_title }) => graph_title)
    expect(new Set(titles).size).toBe(38)
  })
})
