/**
 * The client against the API document: for each of its 27 operations, the request that arrives is the document's example to
 * the byte, and the document's two answers mean what client-operations/ says.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints as bankEndpoints } from '../../src/main/bank/endpoints.ts'
import { endpoints as switcherEndpoints } from '../../src/main/switcher/endpoints.ts'
import { operations } from './client-operations/index.ts'
import { reference, sessionId } from './client-operations/operation.ts'
import {
  broken,
  documented,
  movesMoney,
  provesNothing,
  resultOf,
  startClients,
  type ClientsAndServer,
  type Example,
} from './client-support.ts'

let running: ClientsAndServer

beforeAll(async () => {
  running = await startClients()
})
beforeEach(() => {
  running.server.arrived.length = 0
})
afterAll(() => running.close())

/** The document leaves the refnum to the caller: `{{refnum}}`, and an empty one in its reversal. */
function documentedBody({ request = {}, success }: Example): string {
  const open = ['', '{{refnum}}'].includes(request['refnum'] as string)
  return JSON.stringify(open ? { ...request, refnum: Object(success.data).refnum } : request)
}

it('has the operations of the document and no other', () => {
  const catalogue = [
    ...Object.values(bankEndpoints).map(({ path }) => `bankplus ${path}`),
    ...Object.values(switcherEndpoints).map(({ path }) => `switcher ${path}`),
  ]
  expect(catalogue.sort()).toEqual(documented.map(({ service, path }) => `${service} ${path}`).sort())
  expect(Object.keys(operations).sort()).toEqual(documented.map(({ title }) => title).sort())
})

describe.each(documented)('$title ($path)', (example) => {
  const operation = operations[example.title]!

  const answered = async (status: number, body: object) => {
    const text = JSON.stringify(body)
    running.server.answerWith({ status, text })
    const { result, evidence } = await resultOf(operation, running.clients)
    // The journal keeps an answer to a money request as it came.
    expect(evidence).toBe(movesMoney(operation) ? `HTTP ${status} ${text}` : undefined)
    return result
  }

  it('sends the document’s request', async () => {
    await answered(200, example.success)

    expect(running.server.arrived).toHaveLength(1)
    const { method, path, headers, body } = running.server.arrived[0]!
    expect(method).toBe('POST')
    expect(path).toBe((example.service === 'bankplus' ? '/bankplus' : '') + example.path)
    expect(body).toBe(documentedBody(example))
    const ifListed = (name: string, value: string) => (example.headers.includes(name) ? value : undefined)
    expect(headers['content-type']).toBe(ifListed('content-type', 'application/json'))
    expect(headers['sessionid']).toBe(ifListed('sessionid', sessionId))
    expect(headers['sid']).toBe(ifListed('sid', reference))
  })

  it('understands the document’s answer', async () => {
    expect(await answered(200, example.success)).toEqual({ gives: operation.success })
  })

  const { failed } = example
  if (failed) {
    // Some failures name a status; whether HTTP carries it too, the document does not say.
    it.each([200, failed.debug?.status ?? 400])(
      'understands the document’s failure with status %i',
      async (status) => {
        expect(await answered(status, failed)).toEqual(operation.failed)
      },
    )
  }

  it('takes a session that is not known as ended', async () => {
    const answer = { code: 'SESSION_NOT_FOUND', message: 'Invalid session!', data: {} }
    const result = await answered(401, answer)
    if (movesMoney(operation) && example.service === 'bankplus') {
      const refusal = { bankCode: answer.code, bankMessage: answer.message }
      expect(result).toEqual({ gives: { kind: 'rejected', refusal } })
    } else {
      expect(result).toEqual(provesNothing(operation, { code: 'SESSION_EXPIRED' }))
    }
  })

  if (operation.success !== undefined) {
    it('names what a success without data lacks', async () => {
      const { data: _data, ...rest } = example.success
      expect(await answered(200, rest)).toEqual(provesNothing(operation, broken('missing:data')))
    })
  }
})
