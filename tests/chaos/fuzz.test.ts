import { describe, expect, it } from 'vitest'
import { endpoints } from '../../src/main/bank/endpoints.ts'
import { isKnownRefusal } from '../../src/main/bank/refusals.ts'
import { endpoints as switcherEndpoints } from '../../src/main/switcher/endpoints.ts'
import { isKnownRefusal as isKnownSwitcherRefusal } from '../../src/main/switcher/refusals.ts'
import { parseEnvelope, refusalOf } from '../../src/main/wire/envelope.ts'
import { fuzzed, madeUp } from './fuzz.ts'
import { answerBytes, answerOf } from './http-messages.ts'
import { seeded } from './seeded.ts'

const TRUE_ANSWER = answerBytes({
  status: 200,
  body: JSON.stringify({
    code: '00',
    message: 'Ok.',
    data: { account_number_customer: '14047', deposit_amount: 25_000, account_name: 'A', admin: 1_500 },
  }),
})

/** Whether a workstation may take it for a proven "no", of any money call. */
function provesANo(bytes: Buffer): boolean {
  const { status, body } = answerOf(bytes)
  const answer = parseEnvelope(body)
  if (status >= 500 || !answer || answer.code === '00') return false
  const refusal = refusalOf(answer)
  return (
    Object.values(endpoints).some((endpoint) => endpoint.movesMoney && isKnownRefusal(refusal, endpoint)) ||
    Object.values(switcherEndpoints).some(
      (endpoint) => endpoint.movesMoney && isKnownSwitcherRefusal(refusal, endpoint),
    )
  )
}

describe('fuzzed answers', () => {
  it.each<[string, (seed: string) => Buffer]>([
    ['of a true one', (seed) => fuzzed(TRUE_ANSWER, seeded(seed))],
    ['that are made up', (seed) => madeUp(TRUE_ANSWER, seeded(seed))],
  ])('%s are of many kinds and never a proven "no"', (_name, make) => {
    const all = Array.from({ length: 3_000 }, (_none, index) => make(`fuzz ${index}`))
    expect(all.filter(provesANo).map((bytes) => bytes.toString())).toEqual([])
    expect(new Set(all.map((bytes) => bytes.toString())).size).toBeGreaterThan(50)
  })

  it('are the same from the same seed', () => {
    expect(fuzzed(TRUE_ANSWER, seeded('s'))).toEqual(fuzzed(TRUE_ANSWER, seeded('s')))
  })
})
