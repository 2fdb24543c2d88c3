import { answerBytes, answerOf, type Answer } from './http-messages.ts'
import type { Chance } from './seeded.ts'

/** Answers that no document has. A known refusal is never among them: a bank that lies about a "no" cannot be seen through. */

/** Codes that look like a yes or like a no and are neither. */
const STRANGE_CODES = [
  ...['-1', '-1', '-1', '0', '000', ' 00', '00 ', 'OK', 'X999', '99', '', '01', '68', 'success'],
  ...[0, 1, -1, 200, null, true, [], {}, ['00']],
] as const
/** After "-1": the real code stands in brackets, and none of these is on the list of known refusals. */
const STRANGE_MESSAGES = [
  '[0113] INVALID FEE',
  '[51] INSUFFICIENT FUNDS',
  '[68] Response received too late',
  '[0108 NO SUCH ACCOUNT',
  'Timeout',
  'NO SUCH ACCOUNT',
  '',
  'refnum provided was not found',
] as const
const STRANGE_STATUSES = [201, 206, 301, 302, 400, 404, 408, 409, 429, 500, 502, 503, 504] as const
const NO_ANSWERS = [
  '',
  '{',
  'null',
  '[]',
  '"00"',
  '00',
  '{}',
  '{"code":"00"}',
  '{"code":"00","data":{}}',
  '{"code":"00","data":null}',
  '{"code":"00","message":"Ok.","data":[{}]}',
  '<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>',
  '\u0000\u0000\u0000\u0000',
  'x'.repeat(1_200_000),
] as const
const STRANGE_VALUES = ['', null, true, -1, 0, 1, 1e21, '1', 'NaN', '-25000', '25.000,00', [], {}] as const

/** A true answer with something wrong in it, or something else in its place. */
export function fuzzed(original: Buffer, chance: Chance): Buffer {
  const answer = answerOf(original)
  const way = chance.pick([
    withStrangeCode,
    withStrangeFields,
    withStrangeFields,
    withStrangeStatus,
    notOne,
    cutShort,
  ])
  return answerBytes(way(answer, chance), original)
}

/** An answer to a request that the bank never heard: somebody else's, an error of a gateway, or a strange "no". */
export function madeUp(another: Buffer | undefined, chance: Chance): Buffer {
  if (another && chance.often(0.5)) return another
  const refused = { code: 'INVALID_PIN', message: 'Mohon maaf PIN transaksi anda salah', data: {} }
  return answerBytes(
    chance.pick<(given: Answer, chance: Chance) => Answer>([
      withStrangeCode,
      notOne,
      // Under a 5xx even a known refusal proves nothing.
      () => ({ status: chance.pick([500, 502, 503]), body: JSON.stringify(refused) }),
    ])({ status: 200, body: '{"code":"00","message":"Ok.","data":{}}' }, chance),
  )
}

function withStrangeCode({ status, body }: Answer, chance: Chance): Answer {
  const fields = Object(JSON.parse(body)) as Record<string, unknown>
  const changed = { ...fields, code: chance.pick(STRANGE_CODES), message: chance.pick(STRANGE_MESSAGES) }
  return { status, body: JSON.stringify(changed) }
}

function withStrangeStatus({ body }: Answer, chance: Chance): Answer {
  return { status: chance.pick(STRANGE_STATUSES), body }
}

function notOne({ status }: Answer, chance: Chance): Answer {
  return { status: chance.pick([status, 200, 502]), body: chance.pick(NO_ANSWERS) }
}

function cutShort({ status, body }: Answer, chance: Chance): Answer {
  return { status, body: body.slice(0, chance.between(0, Math.max(0, body.length - 1))) }
}

/** One field of `data` is gone, or has another value, near to the true one or far from it. */
function withStrangeFields({ status, body }: Answer, chance: Chance): Answer {
  const answer = Object(JSON.parse(body)) as { data?: Record<string, unknown> }
  const data = { ...answer.data }
  const name = chance.pick([...Object.keys(data), 'data'])
  const value = data[name]
  const near = typeof value === 'number' ? value + chance.pick([1, -1, 0.01, 100]) : `${String(value)}0`
  const next = chance.pick([undefined, near, near, chance.pick(STRANGE_VALUES)])
  if (name === 'data') return { status, body: JSON.stringify({ ...answer, data: next }) }
  return { status, body: JSON.stringify({ ...answer, data: { ...data, [name]: next } }) }
}
