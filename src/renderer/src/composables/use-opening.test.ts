import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Outcome } from '#shared/contract.ts'
import { emptyOpening, type PhotoKind } from '#shared/opening.ts'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { BusinessDate } from '#shared/time.ts'
import { documentOpening } from '../../../../tests/support/opening.ts'
import type { Call } from '../api.ts'
import { SAVE_AFTER_MS, useOpening } from './use-opening.ts'

const TODAY = '2026-11-22' as BusinessDate
const JPEG = new Uint8Array([0xff, 0xd8, 0xff])
const AT = '2026-11-22T09:42:07.041Z'
const confirmed = { transactionId: 't', state: 'confirmed', kind: 'open-account' } as unknown as Outcome
const rejected = { ...confirmed, state: 'rejected', pinRefused: false }

type Answers = Partial<Record<string, Result<unknown> | (() => Result<unknown>)>>

function openingForm(answers: Answers = {}, { training = true } = {}) {
  const asked: { method: string; input: unknown }[] = []
  let attempts = 0
  const call = (async (method: string, input: unknown) => {
    asked.push({ method, input })
    const answer = answers[method]
    if (answer) return typeof answer === 'function' ? answer() : answer
    if (method === 'opening.current') return ok({ photos: [] })
    if (method === 'opening.begin') return ok({ consentedAt: AT })
    return ok({})
  }) as unknown as Call
  const scope = effectScope()
  const opening = scope.run(() =>
    useOpening({ call, newAttemptId: () => `attempt-${(attempts += 1)}`, today: () => TODAY, training }),
  )!
  onTestFinished(() => scope.stop())
  return {
    ...opening,
    asked,
    calls: (method: string) => asked.filter((each) => each.method === method).map(({ input }) => input),
    /** Everything but the PIN. */
    async fill() {
      await opening.agree()
      Object.assign(opening.entries, documentOpening)
      for (const kind of ['national-id', 'customer'] as PhotoKind[]) await opening.keepPhoto(kind, JPEG)
      opening.step.value = 'review'
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the form of a new account', () => {
  it('keeps nothing before the customer agrees, and everything but the PIN from then on', async () => {
    const { entries, pin, agree, step, calls } = openingForm()
    entries.name = 'gabymars'
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS)
    expect(calls('opening.save')).toEqual([])
    await agree()
    expect(step.value).toBe('identity')
    entries.name = 'gabymars yofie'
    pin.value = '359569'
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS)
    expect(calls('opening.save')).toEqual([{ entries: { ...emptyOpening(), name: 'gabymars yofie' } }])
  })

  it('says when what is typed cannot be kept', async () => {
    const { entries, agree, unsaved } = openingForm({
      'opening.save': failed({ code: 'UNAVAILABLE', part: 'disk', reason: 'full' }),
    })
    await agree()
    entries.name = 'g'
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS)
    expect(unsaved.value).toBe(true)
  })

  it('comes back at the first step that is not complete, with its pictures', async () => {
    const draft = { consentedAt: AT, savedAt: AT, entries: { ...documentOpening, kelurahan: '' } }
    const { load, step, entries, photos, pin } = openingForm({
      'opening.current': ok({ draft, photos: ['customer'] }),
      'opening.showPhoto': ok({ jpeg: JPEG }),
    })
    await load()
    expect([step.value, entries.name, pin.value]).toEqual(['address', 'gabymars yofie', ''])
    expect(photos).toEqual({ customer: JPEG })
  })

  it('goes on from a step only when each of its fields holds, tidied', async () => {
    const { entries, agree, goOn, step, errors } = openingForm()
    await agree()
    Object.assign(entries, documentOpening, { birthDate: '31-2-1997', name: ' gabymars  yofie ' })
    expect(goOn()).toBe('birthDate')
    expect([step.value, errors.birthDate?.key]).toEqual(['identity', 'opening.rules.date-format'])
    entries.birthDate = '1-8-1997'
    expect(goOn()).toBeUndefined()
    expect([step.value, entries.name, entries.birthDate]).toEqual(['address', 'gabymars yofie', '01-08-1997'])
  })

  it('asks for a whole NIK in live mode, and only warns in training', async () => {
    const live = openingForm({}, { training: false })
    Object.assign(live.entries, documentOpening)
    expect([live.holds('nationalId'), live.errors.nationalId?.key]).toEqual([
      false,
      'opening.rules.nik-length',
    ])
    const training = openingForm()
    Object.assign(training.entries, documentOpening)
    expect([training.holds('nationalId'), training.warnings.value.nationalId]).toEqual([true, 'nik-short'])
  })
})

describe('sending it', () => {
  it('happens once, without the PIN staying anywhere', async () => {
    const { fill, pin, submit, outcome, calls, phase } = openingForm({ 'opening.submit': ok(confirmed) })
    await fill()
    pin.value = '359569'
    await Promise.all([submit(), submit()])
    await submit()
    expect(calls('opening.submit')).toEqual([
      { attemptId: 'attempt-1', entries: documentOpening, pin: '359569' },
    ])
    expect([pin.value, outcome.value, phase.value]).toEqual(['', confirmed, 'outcome'])
  })

  it('does not happen without both pictures or the PIN: it goes where they belong', async () => {
    const { fill, photos, submit, step, errors, calls } = openingForm()
    await fill()
    expect(await submit()).toBe('pin')
    expect(errors.pin?.key).toBe('rules.required')
    delete photos.customer
    expect(await submit()).toBe('photo-customer')
    expect([step.value, calls('opening.submit')]).toEqual(['photos', []])
  })

  it('refused for a field goes to that field, under an attempt of its own next time', async () => {
    const refusal: Failure = { code: 'INVALID_INPUT', field: 'entries.nationalId', rule: 'same-person' }
    const { fill, pin, submit, step, errors, attempt } = openingForm({ 'opening.submit': failed(refusal) })
    await fill()
    pin.value = '359569'
    expect(await submit()).toBe('nationalId')
    expect([step.value, errors.nationalId?.key, attempt()]).toEqual([
      'identity',
      'opening.rules.same-person',
      'attempt-2',
    ])
  })

  it('without an answer asks the journal, and believes it', async () => {
    const broken: Failure = { code: 'INTERNAL', incidentId: '-' }
    const known = openingForm({
      'opening.submit': failed(broken),
      'outcome.ofAttempt': ok({ outcome: confirmed }),
    })
    await known.fill()
    known.pin.value = '359569'
    await known.submit()
    expect(known.outcome.value).toEqual(confirmed)

    const silent = openingForm({ 'opening.submit': failed(broken), 'outcome.ofAttempt': failed(broken) })
    await silent.fill()
    silent.pin.value = '359569'
    await silent.submit()
    // It may be on its way: the same attempt, so that main cannot post it twice.
    expect([silent.attempt(), silent.failure.value]).toEqual(['attempt-1', broken])
    // Given up for another customer, it is another attempt: else that one would be told what became of this.
    await silent.discard()
    expect(silent.attempt()).toBe('attempt-2')
  })

  it('follows its outcome when the bank answers late, and gives the cash back where it is owed', async () => {
    const unknown = { ...confirmed, state: 'unknown', cash: 'kept' }
    const late = { ...unknown, state: 'rejected-late' }
    const refunded = { ...late, cash: 'refunded' }
    const { fill, pin, submit, reread, refund, outcome, calls } = openingForm({
      'opening.submit': ok(unknown),
      'outcome.ofAttempt': ok({ outcome: late }),
      'cash.refund': ok(refunded),
    })
    await reread()
    expect(calls('outcome.ofAttempt')).toEqual([])
    await fill()
    pin.value = '359569'
    await submit()
    await reread()
    expect(outcome.value).toEqual(late)
    await refund()
    expect(calls('cash.refund')).toEqual([{ transactionId: 't' }])
    expect(outcome.value).toEqual(refunded)
  })

  it('rejected leaves the form to be corrected; confirmed leaves nothing', async () => {
    let outcome: unknown = rejected
    const { fill, pin, submit, correct, next, entries, step, photos, consentedAt } = openingForm({
      'opening.submit': () => ok(outcome),
    })
    await fill()
    pin.value = '359569'
    await submit()
    expect([correct(), step.value, entries.name]).toEqual(['nationalId', 'identity', 'gabymars yofie'])
    outcome = confirmed
    pin.value = '359569'
    await submit()
    next()
    expect([step.value, entries, consentedAt.value]).toEqual(['consent', emptyOpening(), undefined])
    expect(Object.keys(photos)).toEqual([])
  })
})
