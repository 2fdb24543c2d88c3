import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { quietTime, updatePlan } from './update-plan.ts'

const plan = (settings: object) =>
  updatePlan(() => true).parse({ url: 'https://bank.example/teller', ...settings })
/** The hour of the zone at which a quiet time begins and ends, or undefined. */
const quietAt = (clock: string, settings: object = {}) => {
  const quiet = quietTime(plan(settings), 'WITA', new Date(`2026-11-22T${clock}:30+08:00`))
  return (
    quiet &&
    [quiet.sinceMs, quiet.untilMs].map((ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16))
  )
}

describe('quiet time', () => {
  it('is from the end of working hours to their beginning, by the outlet’s zone', () => {
    expect(quietAt('20:59')).toBeUndefined()
    expect(quietAt('21:00')).toEqual(['11-22T21:00', '11-23T06:00'])
    expect(quietAt('05:59')).toEqual(['11-21T21:00', '11-22T06:00'])
    expect(quietAt('06:00')).toBeUndefined()
  })

  it('begins later where a time is named', () => {
    expect(quietAt('23:59', { at: '02:00' })).toBeUndefined()
    expect(quietAt('02:00', { at: '02:00' })).toEqual(['11-22T02:00', '11-22T06:00'])
  })

  it('may be by day, where people work at night', () => {
    const night = { workingHours: '18:00-04:00' }
    expect(quietAt('03:59', night)).toBeUndefined()
    expect(quietAt('04:00', night)).toEqual(['11-22T04:00', '11-22T18:00'])
    expect(quietAt('18:00', night)).toBeUndefined()
  })
})

describe('a plan', () => {
  it('leaves installing to others, and works from six to nine, unless told', () => {
    expect(plan({})).toEqual({
      url: 'https://bank.example/teller/',
      workingHours: { from: 360, to: 1_260 },
      at: 1_260,
      install: false,
      key: undefined,
    })
  })

  it('knows the bank’s key by its 32 bytes', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
    const { key } = plan({ key: `ed25519/${raw}` })
    expect(verify(null, Buffer.from('release'), key!, sign(null, Buffer.from('release'), privateKey))).toBe(
      true,
    )
  })

  it.each([
    { workingHours: '06:00' },
    { workingHours: '06:00-24:00' },
    { workingHours: '06:00-06:00' },
    { workingHours: '6-21' },
    { at: '12:00' },
    { at: '06:00' },
    { at: '9pm' },
    { install: 'yes' },
    { key: 'ed25519/AAAA' },
    { key: '' },
    { every: 'day' },
    { url: 7 },
  ])('with %j is refused', (settings) => {
    const parsed = updatePlan(() => true).safeParse({ url: 'https://bank.example/teller', ...settings })
    expect(parsed.error?.issues[0]?.message).toContain('"workingHours": "06:00-21:00"')
  })
})
