import { describe, expect, it } from 'vitest'
import type { AccountCheck, Outcome } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useDeposit } from './use-deposit.ts'

const CHECK: AccountCheck = {
  inquiryId: '0b9f7c1e-2222-4222-8222-222222222222' as AccountCheck['inquiryId'],
  accountNumber: '14047',
  accountName: 'ARDHA HERDIANTO',
  fee: rupiah(2_500),
}

const OUTCOME = {
  transactionId: '5f0c2c3e-1111-4111-8111-111111111111',
  reference: '2611221642070412',
  state: 'confirmed',
  pinRefused: false,
} as Outcome

/** The main process of one test: what it answers, and what it was asked. */
function counter(answers: {
  check?: Result<AccountCheck>
  submit?: Result<Outcome> | Promise<Result<Outcome>>
}) {
  const calls: { method: string; input: Record<string, unknown> }[] = []
  const call = (async (method: string, input: Record<string, unknown>) => {
    calls.push({ method, input })
    if (method === 'account.check') return answers.check ?? ok(CHECK)
    if (method === 'unknown.chooseCash')
      return ok({ ...OUTCOME, state: 'unknown', cash: input['choice'] as 'kept' })
    return answers.submit ?? ok(OUTCOME)
  }) as Call
  let attempts = 0
  const deposit = useDeposit({
    call,
    newAttemptId: () => `attempt-${++attempts}`,
    defaultNarration: 'Setor tunai',
  })
  const submissions = () => calls.filter(({ method }) => method === 'deposit.submit')
  return { deposit, calls, submissions }
}

async function filled(answers: Parameters<typeof counter>[0] = {}) {
  const setting = counter(answers)
  const { form, checkAccount } = setting.deposit
  form.account = '14047'
  await checkAccount()
  form.amount = '25.000'
  form.pin = '123456'
  return setting
}

describe('account check', () => {
  it('shows name and fee, and asks the bank once for the same account', async () => {
    const { deposit, calls } = counter({})
    deposit.form.account = '14047'
    expect(await deposit.checkAccount()).toBe(true)
    expect(await deposit.checkAccount()).toBe(true)
    expect(deposit.check.value?.accountName).toBe('ARDHA HERDIANTO')
    expect(calls).toHaveLength(1)
  })

  it('asks once for an account that is being asked already', async () => {
    const { deposit, calls } = counter({})
    deposit.form.account = '14047'
    expect(await Promise.all([deposit.checkAccount(), deposit.checkAccount()])).toEqual([true, true])
    expect(calls).toHaveLength(1)
  })

  it('sends nothing before the name has been shown', async () => {
    const { deposit, submissions } = counter({})
    Object.assign(deposit.form, { account: '14047', amount: '25.000', pin: '123456' })
    const checking = deposit.checkAccount()
    await deposit.submit()
    await checking
    expect(submissions()).toEqual([])
  })

  it('forgets name and fee as soon as the account is edited', async () => {
    const { deposit } = await filled()
    deposit.form.account = '14048'
    expect(deposit.check.value).toBeUndefined()
    expect(await deposit.submit()).toBe('account')
  })

  it('drops an answer about an account that is no longer the one in the field', async () => {
    const { deposit } = counter({})
    deposit.form.account = '14047'
    const checking = deposit.checkAccount()
    deposit.form.account = '14048'
    expect(await checking).toBe(false)
    expect(deposit.check.value).toBeUndefined()
  })

  it.each([
    ['', 'rules.required'],
    ['14 047', 'rules.account-spaces'],
    ['14o47', 'rules.account-digits'],
    ['14', 'rules.account-length'],
  ])('refuses %j before any call', async (account, key) => {
    const { deposit, calls } = counter({})
    deposit.form.account = account
    expect(await deposit.checkAccount()).toBe(false)
    expect(deposit.errors.account?.key).toBe(key)
    expect(calls).toEqual([])
  })

  it('says the bank’s reason at the field', async () => {
    const refusal: Failure = { code: 'REFUSED', bankCode: '-1', bankMessage: '[0108] NO SUCH ACCOUNT' }
    const { deposit } = counter({ check: failed(refusal) })
    deposit.form.account = '99999'
    await deposit.checkAccount()
    expect(deposit.errors.account).toEqual({
      key: 'deposit.accountRefused',
      values: { reason: '[0108] NO SUCH ACCOUNT' },
    })
  })
})

describe('cash', () => {
  it('adds the fee to what is taken and gives the change', async () => {
    const { deposit } = await filled()
    expect(deposit.total.value).toBe(rupiah(27_500))
    expect(deposit.change.value).toBeUndefined()
    deposit.form.cashGiven = '50.000'
    expect(deposit.change.value).toBe(rupiah(22_500))
    deposit.form.cashGiven = '20.000'
    expect(deposit.change.value).toBe(rupiah(-7_500))
  })
})

describe('submit', () => {
  it('sends exactly what main asks for, and keeps no PIN', async () => {
    const { deposit, submissions } = await filled()
    await deposit.submit()
    expect(submissions()[0]?.input).toEqual({
      attemptId: 'attempt-1',
      inquiryId: CHECK.inquiryId,
      amount: rupiah(25_000),
      narration: 'Setor tunai',
      pin: '123456',
    })
    expect(deposit.form.pin).toBe('')
    expect(deposit.phase.value).toBe('outcome')
  })

  it('sends once, however often Enter is pressed while it is on its way and after it', async () => {
    const { deposit, submissions } = await filled()
    await Promise.all([deposit.submit(), deposit.submit(), deposit.submit()])
    await deposit.submit()
    expect(submissions()).toHaveLength(1)
  })

  it.each([
    ['amount', '', 'rules.required'],
    ['amount', '0', 'rules.amount-zero'],
    ['amount', '-25.000', 'rules.amount-negative'],
    ['amount', '25rb', 'rules.amount-letters'],
    ['amount', '1234567890123456', 'rules.amount-too-long'],
    ['narration', '', 'rules.required'],
    ['pin', '', 'rules.required'],
    ['pin', '12345', 'rules.pin-format'],
    ['pin', '12345a', 'rules.pin-format'],
  ] as const)('refuses %s %j in the form', async (field, text, key) => {
    const { deposit, submissions } = await filled()
    deposit.form[field] = text
    expect(await deposit.submit()).toBe(field)
    expect(deposit.errors[field]?.key).toBe(key)
    expect(submissions()).toEqual([])
  })

  it('marks the field that main refuses', async () => {
    const refusal: Failure = { code: 'INVALID_INPUT', field: 'amount', rule: 'amount-too-long' }
    const { deposit } = await filled({ submit: failed(refusal) })
    expect(await deposit.submit()).toBe('amount')
    expect(deposit.errors.amount?.key).toBe('rules.amount-too-long')
    expect(deposit.phase.value).toBe('form')
  })

  it('has an expired account check made again, and no other field lost', async () => {
    const refusal: Failure = { code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' }
    const { deposit } = await filled({ submit: failed(refusal) })
    expect(await deposit.submit()).toBe('account')
    expect(deposit.check.value).toBeUndefined()
    expect(deposit.errors.account?.key).toBe('deposit.checkAgain')
    expect([deposit.form.account, deposit.form.amount, deposit.form.pin]).toEqual(['14047', '25.000', ''])
  })

  it.each<[Failure, string]>([
    [{ code: 'INTERNAL', incidentId: '7f3a' }, 'attempt-1'],
    [{ code: 'OUTCOME_UNKNOWN' }, 'attempt-1'],
    [{ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, 'attempt-2'],
    [{ code: 'SESSION_EXPIRED' }, 'attempt-2'],
  ])('after %o the next submission is %s', async (refusal, attemptId) => {
    const { deposit, submissions } = await filled({ submit: failed(refusal) })
    await deposit.submit()
    expect(deposit.failure.value).toEqual(refusal)
    deposit.form.pin = '123456'
    await deposit.submit()
    expect(submissions().map(({ input }) => input['attemptId'])).toEqual(['attempt-1', attemptId])
  })
})

describe('after the outcome', () => {
  it('starts the next deposit empty and as a new attempt', async () => {
    const { deposit, submissions } = await filled()
    await deposit.submit()
    deposit.next()
    expect(deposit.form).toEqual({
      account: '',
      amount: '',
      cashGiven: '',
      narration: 'Setor tunai',
      pin: '',
    })
    expect(deposit.errors).toEqual({})
    deposit.form.account = '14047'
    await deposit.checkAccount()
    Object.assign(deposit.form, { amount: '1.000', pin: '123456' })
    await deposit.submit()
    expect(submissions()[1]?.input['attemptId']).toBe('attempt-2')
  })

  it.each([
    [{ state: 'rejected', pinRefused: true }, 'pin'],
    [{ state: 'not-sent', pinRefused: false }, 'pin'],
    [{ state: 'rejected', pinRefused: false }, 'account'],
  ] as const)('corrects %o at %s, form kept without the PIN, as a new attempt', async (facts, field) => {
    const { deposit, submissions } = await filled({ submit: ok({ ...OUTCOME, ...facts }) })
    await deposit.submit()
    expect(deposit.correct()).toBe(field)
    expect([deposit.form.account, deposit.form.amount, deposit.form.pin]).toEqual(['14047', '25.000', ''])
    deposit.form.pin = '654321'
    await deposit.submit()
    expect(submissions()[1]?.input['attemptId']).toBe('attempt-2')
  })

  it('journals one choice for the cash of an unknown', async () => {
    const { deposit, calls } = await filled({ submit: ok({ ...OUTCOME, state: 'unknown' }) })
    await deposit.submit()
    await Promise.all([deposit.chooseCash('kept'), deposit.chooseCash('returned')])
    await deposit.chooseCash('returned')
    expect(deposit.outcome.value?.cash).toBe('kept')
    expect(calls.filter(({ method }) => method === 'unknown.chooseCash')).toHaveLength(1)
  })
})
