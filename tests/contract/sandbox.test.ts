/**
 * The sandbox against the API document: every request example must give the document's own answer, and every failure
 * example can be provoked. The expected answers are the document's JSON itself, no schema of ours stands between.
 */
import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import examples from '../fixtures/bankplus-examples.json' with { type: 'json' }

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Fields = Record<string, Json>

interface Example {
  section: string
  title: string
  service: string
  path: string
  headers: string[]
  request?: Fields
  success: Fields
  failed?: Fields
}

const documented = examples as unknown as Example[]
const agent = { username: 'BNIUS100294', password: 'T6jkl4ss' }
const anyRefnum = '2006041538496600'

/** Differ from call to call by their nature; their form is checked instead. */
const volatile: Record<string, RegExp> = {
  session_id: /^[A-Za-z0-9]{80}$/,
  referenceNumber: /^BLB\d{17}$/,
  trace_code: /^BLB\d{17}$/,
  transaction_id: /^\d{9}$/,
  paymentCode: /^[0-9a-f]{32}$/,
  refnum: /^\d{16}$/,
}

let sandbox: Sandbox | undefined

afterEach(async () => {
  await sandbox?.close()
  sandbox = undefined
})

async function startAt(time: string): Promise<Sandbox> {
  sandbox = await createSandbox({ dbPath: ':memory:', now: () => new Date(time) })
  return sandbox
}

/** The moment at which the document's answer was made, so that its times can be expected to the millisecond. */
function momentOf({ title, success }: Example): string {
  if (title === 'Get Agent Growth Graph') return '2019-06-15T03:00:00.000Z' // its last month is 2019-05
  const data = (success['data'] ?? {}) as Fields
  return textOf(data['date_time'] ?? data['timestamp'] ?? '2020-04-16T07:46:43.845Z')
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`Expected a text, got ${JSON.stringify(value)}`)
  return value
}

async function post(url: string, headers: Record<string, string>, body?: Json) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
  const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Fields }
}

async function signIn({ bankUrl }: Sandbox): Promise<string> {
  const { body } = await post(`${bankUrl}/users/auth`, {}, agent)
  return textOf(body['session_id'])
}

/** Sends an example with the headers that the document lists for it. */
async function send(running: Sandbox, example: Example, request = example.request, session?: string) {
  const sent =
    request && Object.fromEntries(Object.entries(request).map(([key, value]) => [key, filledIn(value)]))
  if (example.service === 'switcher') return post(running.switcherUrl + example.path, {}, sent)
  const headers: Record<string, string> = {}
  if (example.headers.includes('sessionid')) headers['sessionid'] = session ?? (await signIn(running))
  if (example.headers.includes('sid')) headers['sid'] = anyRefnum
  return post(running.bankUrl + example.path, headers, sent)
}

function filledIn(value: Json): Json {
  return value === '{{refnum}}' ? anyRefnum : value
}

/** Both sides with volatile texts replaced by their form, after checking that form. */
function settled(value: Json, name = ''): Json {
  const form = volatile[name]
  if (form && typeof value === 'string') {
    expect(value, name).toMatch(form)
    return `<${name}>`
  }
  if (Array.isArray(value)) return value.map((element) => settled(element))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, settled(part, key)]))
}

/** `object{a:number,b:array<string>}`: keys and value types, whatever the values are. */
function shapeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `array<${[...new Set(value.map(shapeOf))].join('|')}>`
  if (typeof value !== 'object') return typeof value
  const fields = Object.entries(value).map(([key, part]) => `${key}:${shapeOf(part)}`)
  return `{${fields.sort().join(',')}}`
}

/** Lists that the sandbox continues beyond the document's entries. */
const continuedLists = ['Get Job List', 'Get Bank List', 'Get Agent Spread Graph']
/** Its journal is the twelfth on the document's server and the second here. */
const ownJournal = ['Transfer']

describe.each(documented)('$title ($path)', (example) => {
  it('answers the document’s request as the document does', async () => {
    const running = await startAt(momentOf(example))
    const { status, body } = await send(running, example)

    expect(status).toBe(200)
    expect(shapeOf(body)).toBe(shapeOf(example.success))
    if (continuedLists.includes(example.title)) return expectContinued(body, example.success)
    if (ownJournal.includes(example.title)) (body['data'] as Fields)['journal'] = '1012'
    expect(settled(body)).toEqual(settled(example.success))
  })

  it.runIf(example.failed)('gives the document’s failure', async () => {
    const running = await startAt(momentOf(example))
    const { status, body } = await provoke(running, example)

    const debug = (example.failed?.['debug'] ?? {}) as Fields
    expect(status).toBe(debug['status'] ?? 200)
    expect(settled(body)).toEqual(settled(example.failed ?? null))
  })
})

function expectContinued(body: Fields, documentBody: Fields): void {
  const entries = body['data'] as Json[]
  const first = documentBody['data'] as Json[]
  expect(entries.slice(0, first.length)).toEqual(first)
  expect(entries.length).toBeGreaterThan(first.length)
  if (documentBody['count']) expect(body['count']).toBe(entries.length)
  expect(body['message']).toBe(documentBody['message'])
}

/** Sends what makes this endpoint fail as its failure example shows. */
async function provoke(running: Sandbox, example: Example) {
  const request = { ...example.request }
  switch (example.failed?.['code']) {
    case 'SESSION_NOT_FOUND':
      return send(running, example, example.request, 'a session that never was')
    case 'INVALID_PIN':
      return send(running, example, { ...request, [pinFieldOf(request)]: '000000' })
    default:
      return send(running, example, await wrongRequest(running, example, request))
  }
}

function pinFieldOf(request: Fields): string {
  const name = Object.keys(request).find((key) => key.startsWith('pin'))
  if (!name) throw new Error('The document’s request has no PIN')
  return name
}

async function wrongRequest(running: Sandbox, example: Example, request: Fields): Promise<Fields> {
  switch (example.title) {
    case 'Login':
      return { ...request, password: 'not this one' }
    case 'Get BSA Graph':
      return { month: '1999-12' }
    case 'Get Wilayah':
      return { ...request, kelurahan: 'Tidak Ada' }
    case 'Change Password':
      return { ...request, old: 'not this one' }
    case 'Check Account':
      return { accountNum: '99' }
    case 'Deposit Account':
      return { ...request, toAccount: '99' }
    case 'Intrabank Transfer (Inquiry)':
    case 'Antarbank Transfer (Inquiry)':
      return { ...request, account_number: '99' }
    case 'Account Inquiry':
      return { ...request, account: '88880100000330021' }
    case 'Transfer':
      return { ...request, sourceAccount: '888801000157599' }
    case 'Reversal':
      await send(running, example)
      return request
    case 'Status Check':
      return { refnum: '2004211931426111' }
    default:
      throw new Error(`No way known to make ${example.title} fail with ${textOf(example.failed?.['code'])}`)
  }
}

describe('the fixture', () => {
  it('holds the 27 operations of the document', () => {
    expect(documented).toHaveLength(27)
    expect(documented.filter(({ service }) => service === 'switcher')).toHaveLength(4)
  })
})
