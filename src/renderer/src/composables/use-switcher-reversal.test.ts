import { describe, expect, it } from 'vitest'
import type { Outcome } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useSwitcherReversal } from './use-switcher-reversal.ts'

const REFNUM = '2611221642070410'
const PARTY = { bank: 'BRINIDJA', account: '888801000157508', name: 'ALOYSIUS AGUS WARI Z' }
const FOUND = {
  result: 'found',
  posting: {
    ...{ refnum: REFNUM, source: PARTY, beneficiary: PARTY },
    ...{ amount: rupiah(1), remark: '', journal: '1' },
  },
  inquiryId: 'a-check',
}
const REVERSED = { state: 'confirmed', kind: 'switcher-reversal' } as Outcome
const APPROVER = { username: 'SPV', password: 'rahasia' }

function checkedForm(...answers: Result<unknown>[]) {
  const called: [string, Record<string, unknown>][] = []
  const call = (async (method: string, input: Record<string, unknown>) => {
    called.push([method, input])
    return answers.shift() ?? failed({ code: 'INTERNAL', incidentId: 'unexpected' })
  }) as unknown as Call
  let attempts = 0
  const reversal = useSwitcherReversal(call, () => `attempt-${(attempts += 1)}`)
  reversal.form.refnum = REFNUM
  return { reversal, called }
}

describe('a check', () => {
  it.each([
    ['', 'required'],
    ['26112216420704', 'refnum'],
    ['26112216420704AB', 'refnum'],
  ])('of %j asks nobody', async (refnum, rule) => {
    const { reversal, called } = checkedForm()
    reversal.form.refnum = refnum
    expect(await reversal.check()).toBe('refnum')
    expect(reversal.errors.refnum).toEqual({ key: `switcher.rules.${rule}` })
    expect(called).toEqual([])
  })

  it('is forgotten when another reference is typed: nothing else can be taken back under it', async () => {
    const { reversal } = checkedForm(ok(FOUND))
    await reversal.check()
    expect(reversal.answer.value).toBe(FOUND)
    reversal.form.refnum = REFNUM.replace('26', '25')
    expect(reversal.answer.value).toBeUndefined()
  })
})

describe('a reversal', () => {
  it('of a reference that was typed here is found first, and takes back only what was found', async () => {
    const { reversal, called } = checkedForm(ok(FOUND), ok({ result: 'not-found' }))
    reversal.form.target = REFNUM
    reversal.form.reason = 'Rekening salah'
    expect(await reversal.begin()).toBe('reason')
    expect(called).toEqual([['switcher.check', { refnum: REFNUM }]])
    reversal.form.target = REFNUM.replace('26', '25')
    expect(await reversal.begin()).toBe('target')
    expect(reversal.approving.value).toBe(false)
    reversal.form.target = '12'
    expect(await reversal.begin()).toBe('target')
    expect(reversal.errors.target).toEqual({ key: 'switcher.rules.refnum' })
  })

  it('needs a reason before it needs a second person', async () => {
    const { reversal } = checkedForm(ok(FOUND))
    await reversal.check()
    expect(await reversal.begin()).toBe('reason')
    expect(reversal.approving.value).toBe(false)
    reversal.form.reason = 'Rekening salah'
    expect(await reversal.begin()).toBeUndefined()
    expect(reversal.approving.value).toBe(true)
  })

  it('names the check, and keeps the second person asked while their sign-in is wrong', async () => {
    const wrong: Failure = { code: 'REFUSED', bankCode: 'X', bankMessage: 'Sandi salah' }
    const { reversal, called } = checkedForm(ok(FOUND), failed(wrong), ok(REVERSED))
    await reversal.check()
    reversal.form.reason = 'Rekening salah'
    await reversal.begin()
    await reversal.reverse(APPROVER)
    expect(reversal.approving.value).toBe(true)
    expect(reversal.approvalFailure.value).toBe(wrong)
    await reversal.reverse(APPROVER)
    expect(called.at(-1)).toEqual([
      'switcher.reversal',
      { attemptId: 'attempt-1', inquiryId: 'a-check', reason: 'Rekening salah', approver: APPROVER },
    ])
    expect(reversal.approving.value).toBe(false)
    expect(reversal.outcome.value).toBe(REVERSED)
  })

  it('that was done before says so at the reference', async () => {
    const done: Failure = { code: 'INVALID_INPUT', field: 'target', rule: 'reversed' }
    const { reversal } = checkedForm(ok(FOUND), failed(done))
    await reversal.check()
    reversal.form.reason = 'Rekening salah'
    await reversal.begin()
    await reversal.reverse(APPROVER)
    expect(reversal.approving.value).toBe(false)
    expect(reversal.errors.target).toEqual({ key: 'switcher.rules.reversed' })
  })

  it('whose answer was lost reads it from the journal', async () => {
    const unknown = { ...REVERSED, state: 'unknown' } as Outcome
    const lost: Failure = { code: 'INTERNAL', incidentId: 'x' }
    const { reversal } = checkedForm(ok(FOUND), failed(lost), ok({ outcome: unknown }))
    await reversal.check()
    reversal.form.reason = 'Rekening salah'
    await reversal.begin()
    await reversal.reverse(APPROVER)
    expect(reversal.outcome.value).toBe(unknown)
  })
})
