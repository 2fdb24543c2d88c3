import { describe, expect, it } from 'vitest'
import type { AccountCheck, Outcome } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { MONEY_OPERATIONS } from '../money-operations.ts'
import { useMoneyForm } from './use-money-form.ts'

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
function counter(
  answers: {
    check?: Result<AccountCheck>
    submit?: Result<Outcome> | Promise<Result<Outcome>>
    /** what the journal says of the attempt, each time that it is asked; undefined: nothing */
    journal?: (Outcome | undefined | Failure)[]
  },
  kind: keyof typeof MONEY_OPERATIONS = 'deposit',
) {
  const calls: { method: string; input: Record<string, unknown> }[] = []
  const call = (async (method: string, input: Record<string, unknown>) => {
    calls.push({ method, input })
    if (/check$|Inquiry$/.test(method)) return answers.check ?? ok(CHECK)
    if (method === 'unknown.chooseCash')
      return ok({ ...OUTCOME, state: 'unknown', cash: input['choice'] as 'kept' })
    if (method === 'cash.refund') return ok({ ...OUTCOME, state: 'rejected-late', cash: 'refunded' })
    if (method === 'outcome.ofAttempt') {
      const told = answers.journal?.shift()
      return told && 'code' in told ? failed(told) : ok({ outcome: told })
    }
    return answers.submit ?? ok(OUTCOME)
  }) as Call
  let attempts = 0
  const money = useMoneyForm({
    operation: MONEY_OPERATIONS[kind],
    call,
    newAttemptId: () => `attempt-${++attempts}`,
    defaultNarration: 'Setor tunai',
    freshReason: 'Setoran baru, bukan pengganti',
    rekeyAmount: rupiah(5_000_000),
  })
  const submissions = () => calls.filter(({ method }) => /submit$|Pay$/.test(method))
  return { money, calls, submissions }
}

async function filled(answers: Parameters<typeof counter>[0] = {}) {
  const setting = counter(answers)
  const { form, checkAccount } = setting.money
  form.account = '14047'
  await checkAccount()
  form.amount = '25.000'
  form.pin = '123456'
  return setting
}

describe('account check', () => {
  it('shows name and fee, and asks the bank once for the same account', async () => {
    const { money, calls } = counter({})
    money.form.account = '14047'
    expect(await money.checkAccount()).toBe(true)
    expect(await money.checkAccount()).toBe(true)
    expect(money.check.value?.accountName).toBe('ARDHA HERDIANTO')
    expect(calls).toHaveLength(1)
  })

  it('asks once for an account that is being asked already', async () => {
    const { money, calls } = counter({})
    money.form.account = '14047'
    expect(await Promise.all([money.checkAccount(), money.checkAccount()])).toEqual([true, true])
    expect(calls).toHaveLength(1)
  })

  it('sends nothing before the name has been shown', async () => {
    const { money, submissions } = counter({})
    Object.assign(money.form, { account: '14047', amount: '25.000', pin: '123456' })
    const checking = money.checkAccount()
    await money.submit()
    await checking
    expect(submissions()).toEqual([])
  })

  it('forgets name and fee as soon as the account is edited', async () => {
    const { money } = await filled()
    money.form.account = '14048'
    expect(money.check.value).toBeUndefined()
    expect(await money.submit()).toBe('account')
  })

  it('drops an answer about an account that is no longer the one in the field', async () => {
    const { money } = counter({})
    money.form.account = '14047'
    const checking = money.checkAccount()
    money.form.account = '14048'
    expect(await checking).toBe(false)
    expect(money.check.value).toBeUndefined()
  })

  it.each([
    ['', 'rules.required'],
    ['14 047', 'rules.account-spaces'],
    ['14o47', 'rules.account-digits'],
    ['14', 'rules.account-length'],
  ])('refuses %j before any call', async (account, key) => {
    const { money, calls } = counter({})
    money.form.account = account
    expect(await money.checkAccount()).toBe(false)
    expect(money.errors.account?.key).toBe(key)
    expect(calls).toEqual([])
  })

  it('says the bank’s reason at the field', async () => {
    const refusal: Failure = { code: 'REFUSED', bankCode: '-1', bankMessage: '[0108] NO SUCH ACCOUNT' }
    const { money } = counter({ check: failed(refusal) })
    money.form.account = '99999'
    await money.checkAccount()
    expect(money.errors.account).toEqual({
      key: 'money.accountRefused',
      values: { reason: '[0108] NO SUCH ACCOUNT' },
    })
  })
})

describe('an account that is edited while another is being asked', () => {
  it('is asked about at once, and only its own answer counts', async () => {
    const { money, calls } = counter({})
    money.form.account = '14047'
    const first = money.checkAccount()
    money.form.account = '14048'
    expect(await Promise.all([first, money.checkAccount()])).toEqual([false, true])
    expect(calls.map(({ input }) => input['accountNumber'])).toEqual(['14047', '14048'])
    expect(money.checking.value).toBe(false)
  })
})

describe('cash', () => {
  it('adds the fee to what is taken and gives the change', async () => {
    const { money } = await filled()
    expect(money.total.value).toBe(rupiah(27_500))
    expect(money.change.value).toBeUndefined()
    money.form.cashGiven = '50.000'
    expect(money.change.value).toBe(rupiah(22_500))
    money.form.cashGiven = '20.000'
    expect(money.change.value).toBe(rupiah(-7_500))
  })
})

describe('submit', () => {
  it('sends exactly what main asks for, and keeps no PIN', async () => {
    const { money, submissions } = await filled()
    await money.submit()
    expect(submissions()[0]?.input).toEqual({
      attemptId: 'attempt-1',
      inquiryId: CHECK.inquiryId,
      amount: rupiah(25_000),
      narration: 'Setor tunai',
      pin: '123456',
    })
    expect(money.form.pin).toBe('')
    expect(money.phase.value).toBe('outcome')
  })

  it('sends once, however often Enter is pressed while it is on its way and after it', async () => {
    const { money, submissions } = await filled()
    await Promise.all([money.submit(), money.submit(), money.submit()])
    await money.submit()
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
    const { money, submissions } = await filled()
    money.form[field] = text
    expect(await money.submit()).toBe(field)
    expect(money.errors[field]?.key).toBe(key)
    expect(submissions()).toEqual([])
  })

  it('marks the field that main refuses', async () => {
    const refusal: Failure = { code: 'INVALID_INPUT', field: 'amount', rule: 'amount-too-long' }
    const { money } = await filled({ submit: failed(refusal) })
    expect(await money.submit()).toBe('amount')
    expect(money.errors.amount?.key).toBe('rules.amount-too-long')
    expect(money.phase.value).toBe('form')
  })

  it('has an expired account check made again, and no other field lost', async () => {
    const refusal: Failure = { code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' }
    const { money } = await filled({ submit: failed(refusal) })
    expect(await money.submit()).toBe('account')
    expect(money.check.value).toBeUndefined()
    expect(money.errors.account?.key).toBe('money.checkAgain')
    expect([money.form.account, money.form.amount, money.form.pin]).toEqual(['14047', '25.000', ''])
  })

  it.each<[Failure]>([
    [{ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }],
    [{ code: 'SESSION_EXPIRED' }],
  ])(
    'after %o, which proves that nothing was sent, the form comes back as a new attempt',
    async (refusal) => {
      const { money, submissions } = await filled({ submit: failed(refusal) })
      await money.submit()
      expect(money.failure.value).toEqual(refusal)
      money.form.pin = '123456'
      await money.submit()
      expect(submissions().map(({ input }) => input['attemptId'])).toEqual(['attempt-1', 'attempt-2'])
    },
  )
})

describe('an attempt that may have been sent', () => {
  const INTERNAL: Failure = { code: 'INTERNAL', incidentId: '7f3a' }
  const lost: Failure[] = [
    INTERNAL,
    { code: 'OUTCOME_UNKNOWN' },
    { code: 'INVALID_INPUT', field: 'attemptId', rule: 'attempt-used' },
  ]

  it.each(lost)('shows what the journal says of it after $code', async (refusal) => {
    const unknown = { ...OUTCOME, state: 'unknown' } as Outcome
    const { money, calls } = await filled({ submit: failed(refusal), journal: [unknown] })
    expect(await money.submit()).toBeUndefined()
    expect(calls.at(-1)).toEqual({ method: 'outcome.ofAttempt', input: { attemptId: 'attempt-1' } })
    expect([money.phase.value, money.outcome.value]).toEqual(['outcome', unknown])
  })

  it('never brings its form back while the journal cannot be read, and reads it again', async () => {
    const locked: Failure = { code: 'FORBIDDEN', reason: 'locked' }
    const confirmed = { ...OUTCOME }
    const { money, submissions } = await filled({
      submit: failed(INTERNAL),
      journal: [locked, locked, confirmed],
    })
    await money.submit()
    money.form.pin = '123456'
    await money.submit()
    await money.reread()
    expect([money.phase.value, money.failure.value]).toEqual(['lost', INTERNAL])
    await money.reread()
    expect([money.phase.value, money.outcome.value]).toEqual(['outcome', confirmed])
    expect(submissions()).toHaveLength(1)
  })

  it('gives its form back where the journal proves that it was never begun, still as the same attempt', async () => {
    const { money, submissions } = await filled({ submit: failed(INTERNAL), journal: [undefined] })
    expect(await money.submit()).toBe('pin')
    expect([money.phase.value, money.stake.value, money.failure.value]).toEqual(['form', 'read', INTERNAL])
    money.form.pin = '123456'
    await money.submit()
    expect(submissions().map(({ input }) => input['attemptId'])).toEqual(['attempt-1', 'attempt-1'])
  })

  it('goes from unknown to what its late answer said', async () => {
    const late = { ...OUTCOME, state: 'confirmed-late', cash: 'kept' } as Outcome
    const { money } = await filled({ submit: ok({ ...OUTCOME, state: 'unknown' }), journal: [late] })
    await money.submit()
    await money.reread()
    expect(money.outcome.value).toEqual(late)
  })

  it('is not read again once the next one has begun', async () => {
    const { money, calls } = await filled({ submit: ok({ ...OUTCOME, state: 'unknown' }) })
    await money.submit()
    money.next()
    await money.reread()
    expect(calls.filter(({ method }) => method === 'outcome.ofAttempt')).toEqual([])
    expect(money.phase.value).toBe('form')
  })
})

describe('what the guards ask', () => {
  const refusal = (field: string, rule: string): Failure => ({ code: 'INVALID_INPUT', field, rule })

  it('a reason for the same once more: asked for at its own field, and sent with a fresh PIN', async () => {
    const answers: Parameters<typeof counter>[0] = { submit: failed(refusal('reason', 'same-recent')) }
    const { money, submissions } = await filled(answers)
    expect(await money.submit()).toBe('reason')
    expect(money.errors.reason?.key).toBe('rules.same-recent')
    expect(money.errors.pin).toBeUndefined()
    money.form.pin = '123456'
    expect(await money.submit()).toBe('reason')
    money.form.reason = 'ya'
    expect(await money.submit()).toBe('reason')
    expect(money.errors.reason?.key).toBe('rules.reason-length')
    money.form.reason = ' Dua anak, jumlah sama '
    answers.submit = ok(OUTCOME)
    await money.submit()
    expect(submissions().at(-1)?.input).toMatchObject({
      attemptId: 'attempt-2',
      reason: 'Dua anak, jumlah sama',
    })
    expect(money.phase.value).toBe('outcome')
  })

  it('the reason of DESIGN where the unknown like it is old', async () => {
    const { money } = await filled({ submit: failed(refusal('reason', 'same-unknown-old')) })
    expect(await money.submit()).toBe('reason')
    expect(money.form.reason).toBe('Setoran baru, bukan pengganti')
    expect(money.holds('reason')).toBe(true)
    expect(money.errors.reason).toBeUndefined()
  })

  it('nothing where no answer helps: no field is marked', async () => {
    const { money } = await filled({ submit: failed(refusal('reason', 'same-unknown')) })
    expect(await money.submit()).toBe('account')
    expect(money.errors).toEqual({})
    expect(money.failure.value).toEqual(refusal('reason', 'same-unknown'))
    expect(money.reasonFor.value).toBeUndefined()
  })

  it('forgets a reason as soon as it is about something else', async () => {
    const { money } = await filled({ submit: failed(refusal('reason', 'same-recent')) })
    await money.submit()
    money.form.amount = '30.000'
    expect(money.reasonFor.value).toBeUndefined()
  })

  it('the last four digits once more from the amount on', async () => {
    const { money, submissions } = await filled()
    money.form.amount = '4.999.999'
    expect(money.asksTail.value).toBe(false)
    money.form.amount = '5.000.000'
    expect(await money.submit()).toBe('accountTail')
    expect(money.errors.accountTail?.key).toBe('rules.rekey')
    money.form.accountTail = '4074'
    expect(await money.submit()).toBe('accountTail')
    expect(money.errors.accountTail?.key).toBe('rules.rekey-differs')
    money.form.accountTail = '4047'
    await money.submit()
    expect(submissions()[0]?.input).toMatchObject({ accountTail: '4047' })
  })

  it('the digits where main wants them, whatever the amount', async () => {
    const { money } = await filled({ submit: failed(refusal('accountTail', 'rekey')) })
    expect(await money.submit()).toBe('accountTail')
    expect(money.asksTail.value).toBe(true)
  })
})

describe('after the outcome', () => {
  it('starts the next deposit empty and as a new attempt', async () => {
    const { money, submissions } = await filled()
    await money.submit()
    money.next()
    expect(money.form).toEqual({
      bank: '',
      account: '',
      amount: '',
      cashGiven: '',
      narration: 'Setor tunai',
      pin: '',
      reason: '',
      accountTail: '',
    })
    expect(money.errors).toEqual({})
    money.form.account = '14047'
    await money.checkAccount()
    Object.assign(money.form, { amount: '1.000', pin: '123456' })
    await money.submit()
    expect(submissions()[1]?.input['attemptId']).toBe('attempt-2')
  })

  it.each([
    [{ state: 'rejected', pinRefused: true }, 'pin'],
    [{ state: 'not-sent', pinRefused: false }, 'pin'],
    [{ state: 'rejected', pinRefused: false }, 'account'],
  ] as const)('corrects %o at %s, form kept without the PIN, as a new attempt', async (facts, field) => {
    const { money, submissions } = await filled({ submit: ok({ ...OUTCOME, ...facts }) })
    await money.submit()
    expect(money.correct()).toBe(field)
    expect([money.form.account, money.form.amount, money.form.pin]).toEqual(['14047', '25.000', ''])
    money.form.pin = '654321'
    await money.submit()
    expect(submissions()[1]?.input['attemptId']).toBe('attempt-2')
  })

  it('journals one choice for the cash of an unknown', async () => {
    const { money, calls } = await filled({ submit: ok({ ...OUTCOME, state: 'unknown' }) })
    await money.submit()
    await Promise.all([money.chooseCash('kept'), money.chooseCash('returned')])
    await money.chooseCash('returned')
    expect(money.outcome.value?.cash).toBe('kept')
    expect(calls.filter(({ method }) => method === 'unknown.chooseCash')).toHaveLength(1)
  })
})

describe('cash that is owed', () => {
  it('is given back once', async () => {
    const { money, calls } = await filled({
      submit: ok({ ...OUTCOME, state: 'unknown' }),
      journal: [{ ...OUTCOME, state: 'rejected-late' }],
    })
    await money.submit()
    await money.reread()
    await Promise.all([money.refund(), money.refund()])
    expect(money.outcome.value?.cash).toBe('refunded')
    expect(calls.filter(({ method }) => method === 'cash.refund')).toHaveLength(1)
  })
})

describe('transfers', () => {
  it('within the bank ask and pay with what main takes, and nothing about a narration', async () => {
    const { money: transfer, calls } = counter({}, 'intrabank')
    transfer.form.account = '14048'
    await transfer.checkAccount()
    Object.assign(transfer.form, { amount: '10.000', pin: '359569' })
    await transfer.submit()
    expect(calls).toEqual([
      { method: 'transfer.intrabankInquiry', input: { accountNumber: '14048' } },
      {
        method: 'transfer.intrabankPay',
        input: { attemptId: 'attempt-1', inquiryId: CHECK.inquiryId, amount: rupiah(10_000), pin: '359569' },
      },
    ])
  })

  it('to another bank ask about the account at that bank', async () => {
    const { money: transfer, calls } = counter({}, 'interbank')
    Object.assign(transfer.form, { bank: '008', account: '114451186' })
    await transfer.checkAccount()
    Object.assign(transfer.form, { amount: '10.000', pin: '359569' })
    await transfer.submit()
    expect(calls.map(({ method }) => method)).toEqual(['transfer.interbankInquiry', 'transfer.interbankPay'])
    expect(calls[0]?.input).toEqual({ bankCode: '008', accountNumber: '114451186' })
  })

  it('to another bank are not asked about before a bank is chosen', async () => {
    const { money: transfer, calls } = counter({}, 'interbank')
    transfer.form.account = '114451186'
    expect(await transfer.checkAccount()).toBe(false)
    expect(transfer.errors.bank?.key).toBe('money.bankMissing')
    expect(await transfer.submit()).toBe('bank')
    expect(calls).toEqual([])
  })

  it('forget name and fee when the bank is changed', async () => {
    const { money: transfer } = counter({}, 'interbank')
    Object.assign(transfer.form, { bank: '008', account: '114451186' })
    await transfer.checkAccount()
    transfer.form.bank = '009'
    expect(transfer.check.value).toBeUndefined()
  })
})
