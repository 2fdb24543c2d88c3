/**
 * The client against answers that are not the document's: nothing of them may be taken for a success, a money request must
 * never come out as "no" without proof, and the next call must work.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Failure } from '#shared/result.ts'
import { operations } from './client-operations/index.ts'
import {
  broken,
  documented,
  provesNothing,
  resultOf,
  startClients,
  type ClientsAndServer,
} from './client-support.ts'

let running: ClientsAndServer

beforeAll(async () => {
  running = await startClients()
})
beforeEach(() => {
  running.server.arrived.length = 0
})
afterAll(() => running.close())

const operation = (title: string) => operations[title]!
const successOf = (title: string) => documented.find((example) => example.title === title)!.success

async function answered(title: string, body: unknown, status = 200) {
  running.server.answerWith({ status, text: typeof body === 'string' ? body : JSON.stringify(body) })
  const { result } = await resultOf(operation(title), running.clients)
  return result
}

describe.each(documented.map(({ title }) => title))('%s', (title) => {
  const bigJson = JSON.stringify({ ...successOf(title), padding: 'x'.repeat(2_000_000) })
  const faults: [string, string, number, Failure][] = [
    ['HTML', '<!doctype html><title>Login</title>', 200, broken('not-an-answer')],
    ['an empty body', '', 200, broken('not-an-answer')],
    ['a cut answer', JSON.stringify(successOf(title)).slice(0, -20), 200, broken('not-an-answer')],
    ['JSON that is no answer', '["00"]', 200, broken('not-an-answer')],
    ['2 MB of JSON', bigJson, 200, broken('too-large')],
    ['a success with status 502', JSON.stringify(successOf(title)), 502, broken('server-error')],
    [
      'a code that nobody knows',
      '{"code":"4711","message":"Coba lagi"}',
      200,
      { code: 'REFUSED', bankCode: '4711', bankMessage: 'Coba lagi' },
    ],
    [
      'a "-1" that nobody knows',
      '{"code":"-1","message":"[91] Host timeout"}',
      200,
      { code: 'REFUSED', bankCode: '-1', bankMessage: '[91] Host timeout', hostCode: '91' },
    ],
  ]

  it.each(faults)('is not misled by %s', async (_name, text, status, failure) => {
    expect(await answered(title, text, status)).toEqual(provesNothing(operation(title), failure))
    expect(running.server.arrived).toHaveLength(1)
    expect(await answered(title, successOf(title))).toEqual({ gives: operation(title).success })
  })
})

describe('a mandatory field', () => {
  const wrong: [string, string, unknown][] = [
    ['Login', 'session_id', undefined],
    ['Login', 'data.nama', null],
    ['Get BSA Graph', 'data', {}],
    ['Get Bill Graph', 'data.1.graph_title', ''],
    ['Get Bill Graph', 'data.1.graph_count', 'banyak'],
    ['Get Purchase Graph', 'data.0.graph_count', -1],
    ['Get Wilayah', 'data.0.kodepos', null],
    ['Get Job List', 'data.2.name', undefined],
    ['Get Bank List', 'data.9.bank_code', { code: '023' }],
    ['Check Account', 'data.account_name', ['ARDHA HERDIANTO']],
    ['Check Customer Balance', 'data.account_balance', 'seribu'],
    ['Account Balance', 'data.account_balance', null],
    ['Intrabank Transfer (Inquiry)', 'data.admin_fee', '1,000'],
    ['Antarbank Transfer (Inquiry)', 'data.transaction_id', undefined],
    ['Account Inquiry', 'data.paymentCode', false],
    ['Status Check', 'data.amount', {}],
  ]

  it.each(wrong)('of %s: %s', async (title, path, value) => {
    const answer = withValue(successOf(title), path, value)
    const expected = provesNothing(operation(title), broken(`missing:${path}`))
    expect(await answered(title, answer)).toEqual(expected)
  })
})

describe('an answer that does not echo what was sent', () => {
  const mismatches: [string, string, unknown][] = [
    ['Open Account', 'national_id', '12345678900877'],
    ['Open Account', 'first_deposit', 10_000],
    ['Open Account', 'account_number_customer', undefined],
    ['Deposit Account', 'account_number_customer', '14048'],
    ['Deposit Account', 'deposit_amount', 2_500],
    ['Intrabank Transfer (Payment)', 'account_number', '44470'],
    ['Intrabank Transfer (Payment)', 'amount', '50.001'],
    ['Intrabank Transfer (Payment)', 'admin_fee', 0],
    ['Antarbank Transfer (Payment)', 'account_number', undefined],
    ['Antarbank Transfer (Payment)', 'amount', 10_000.01],
    ['Antarbank Transfer (Payment)', 'admin_fee', 6_500],
    ['Antarbank Transfer (Payment)', 'bank_code', '8'],
    ['Antarbank Transfer (Payment)', 'bank_code', undefined],
    ['Transfer', 'refnum', '2006051013592981'],
    ['Transfer', 'sourceAccount', '888801000003301'],
    ['Transfer', 'sourceBank', 'BRI'],
    ['Transfer', 'amount', 100_000],
    ['Reversal', 'amount', 999],
    ['Reversal', 'sourceAccount', '888801000157508'],
    ['Reversal', 'beneficiaryAccount', '888801000003301'],
    ['Reversal', 'beneficiaryBank', 'BNINIDJA'],
  ]

  it.each(mismatches)('%s is unknown where %s is %s', async (title, field, value) => {
    const answer = withValue(successOf(title), `data.${field}`, value)
    expect(await answered(title, answer)).toEqual({ gives: { kind: 'unknown' } })
  })
})

describe('the API’s other forms', () => {
  it('takes money and counts as text', async () => {
    const paid = withValue(successOf('Intrabank Transfer (Payment)'), 'data.amount', '50.000')
    expect(await answered('Intrabank Transfer (Payment)', withValue(paid, 'data.admin_fee', '1000'))).toEqual(
      { gives: operation('Intrabank Transfer (Payment)').success },
    )
    const bills = withValue(successOf('Get Bill Graph'), 'data.0.graph_count', '1.052')
    expect(await answered('Get Bill Graph', bills)).toMatchObject({
      gives: [{ title: 'BPJS KS VA', count: 1052 }, {}, {}, {}, {}, {}],
    })
  })

  it('takes the names of the document’s tables where they differ from its examples', async () => {
    const { kode_agen, ...agent } = Object(successOf('Open Account')).agent
    const opened = { ...successOf('Open Account'), agent: { kodeAgen: kode_agen, ...agent } }
    expect(await answered('Open Account', opened)).toEqual({ gives: operation('Open Account').success })
    const jobs = { code: '00', message: 'Menampilkan data', data: [{ id: '1', nama: 'PETANI' }] }
    expect(await answered('Get Job List', jobs)).toEqual({ gives: [{ id: '1', name: 'PETANI' }] })
  })

  it.each([undefined, null, {}, 'BNI014100294'])('confirms money whose agent is %s', async (agent) => {
    const result = await answered('Open Account', { ...successOf('Open Account'), agent })
    expect(result).toMatchObject({ gives: { kind: 'confirmed', data: { agent: undefined } } })
  })
})

describe('a refusal counts only where the document has it', () => {
  const refusals: [string, object, 'rejected' | 'unknown'][] = [
    ['Deposit Account', { code: '-1', message: '[0108] NO SUCH ACCOUNT' }, 'rejected'],
    ['Deposit Account', { code: '-1', message: '[51] Saldo tidak cukup' }, 'unknown'],
    ['Intrabank Transfer (Payment)', { code: '-1', message: '[0108] NO SUCH ACCOUNT' }, 'unknown'],
    ['Deposit Account', { code: '-1', message: 'NO SUCH ACCOUNT' }, 'unknown'],
    ['Transfer', { code: '-1', message: 'Reversal already executed' }, 'unknown'],
    ['Transfer', { code: '-1', message: 'refnum provided was not found' }, 'unknown'],
    ['Reversal', { code: '-1', message: 'refnum provided was not found' }, 'unknown'],
    ['Reversal', { code: '0101', message: 'Inquiry failed' }, 'unknown'],
    ['Reversal', { code: '-1', message: 'Reversal already executed, or not' }, 'unknown'],
  ]

  it.each(refusals)('%s %j: %s', async (title, answer, kind) => {
    expect(await answered(title, answer)).toMatchObject({ gives: { kind } })
  })
})

describe('a status check settles nothing', () => {
  it.each([
    ['for another refnum', 'data.refnum', '2004211931426111', 'mismatch'],
    ['whose info is no success', 'data.info', 'Transfer pending', 'info:Transfer pending'],
    ['without info', 'data.info', undefined, 'info:'],
  ])('%s', async (_name, path, value, reason) => {
    const answer = withValue(successOf('Status Check'), path, value)
    expect(await answered('Status Check', answer)).toEqual({
      gives: { kind: 'undecided', failure: broken(reason) },
    })
  })
})

describe('a server that serves no POST', () => {
  const bodyless = documented.filter(({ title, request }) => !request && title !== 'Logout')
  const others = documented.filter((example) => !bodyless.includes(example))
  const methods = () => running.server.arrived.map(({ method }) => method)

  it.each(bodyless.map(({ title }) => title))('is asked once more with GET: %s', async (title) => {
    const success = { status: 200, text: JSON.stringify(successOf(title)) }
    for (const status of [404, 405]) {
      running.server.arrived.length = 0
      running.server.answerWith(({ method }) => (method === 'GET' ? success : { status, text: 'no' }))
      const { result } = await resultOf(operation(title), running.clients)
      expect(result).toEqual({ gives: operation(title).success })
      expect(methods()).toEqual(['POST', 'GET'])
      expect(running.server.arrived[1]!.body).toBe('')
    }
  })

  it.each(bodyless.map(({ title }) => title))('is asked no third time: %s', async (title) => {
    expect(await answered(title, '<h1>Not Found</h1>', 404)).toEqual({ throws: broken('not-an-answer') })
    expect(methods()).toEqual(['POST', 'GET'])
  })

  it.each(others.map(({ title }) => title))('is asked only once where there is a body: %s', async (title) => {
    const expected = provesNothing(operation(title), broken('not-an-answer'))
    expect(await answered(title, '<h1>Not Found</h1>', 404)).toEqual(expected)
    expect(methods()).toEqual(['POST'])
  })

  it('keeps a 404 that is the API’s own answer', async () => {
    const notFound = JSON.stringify({ code: 'NOT_FOUND', message: 'Data tidak ditemukan!', data: {} })
    running.server.answerWith(({ method }) => ({ status: 404, text: method === 'POST' ? notFound : 'no' }))
    const { result } = await resultOf(operation('Get Bill Graph'), running.clients)
    expect(result).toEqual({ gives: [] })
  })
})

/** A copy of an answer with one value replaced; undefined removes it. */
function withValue(answer: object, path: string, value: unknown): object {
  const copy = structuredClone(answer)
  const keys = path.split('.')
  const last = keys.pop()!
  const place = keys.reduce<Record<string, unknown>>((within, key) => Object(within[key]), Object(copy))
  if (value === undefined) delete place[last]
  else place[last] = value
  return copy
}
