import { describe, expect, it } from 'vitest'
import type { Outcome } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useSwitcherTransfer } from './use-switcher-transfer.ts'

const ACCOUNT = {
  ...{ inquiryId: 'an-inquiry', bank: 'BRINIDJA', account: '888801000157508' },
  ...{ name: 'ALOYSIUS AGUS WARI Z', balance: rupiah(1), status: 'Rekening Aktif' },
}
const CONFIRMED = { state: 'confirmed', kind: 'switcher-transfer' } as Outcome

/** A form whose calls are answered by the test, in order, and what it called. */
function filledForm(...answers: Result<unknown>[]) {
  const called: [string, Record<string, unknown>][] = []
  const call = (async (method: string, input: Record<string, unknown>) => {
    called.push([method, input])
    return answers.shift() ?? failed({ code: 'INTERNAL', incidentId: 'unexpected' })
  }) as unknown as Call
  let attempts = 0
  const transfer = useSwitcherTransfer(call, () => `attempt-${(attempts += 1)}`)
  Object.assign(transfer.form, {
    ...{ bank: 'BRINIDJA', account: '888801000157508', sourceBank: 'BRINIDJA' },
    ...{ sourceAccount: '888801000003301', amount: '75.000', remark: 'Titipan' },
  })
  return { transfer, called, methods: () => called.map(([method]) => method) }
}

describe('a transfer by the switcher', () => {
  it('asks whose account it is before it sends, even when the teller did not', async () => {
    const { transfer, called } = filledForm(ok(ACCOUNT), ok(CONFIRMED))
    expect(await transfer.submit()).toBeUndefined()
    expect(called).toMatchObject([
      ['switcher.inquiry', { bank: 'BRINIDJA', account: '888801000157508' }],
      ['switcher.transfer', { inquiryId: 'an-inquiry', amount: rupiah(75_000), attemptId: 'attempt-1' }],
    ])
    expect(transfer.outcome.value).toBe(CONFIRMED)
  })

  it('sends nothing for an account that is not known, or an entry that is wrong', async () => {
    const refused: Failure = { code: 'REFUSED', bankCode: '0101', bankMessage: 'Tidak dikenal' }
    const { transfer, methods } = filledForm(failed(refused))
    await transfer.submit()
    expect(methods()).toEqual(['switcher.inquiry'])
    expect(transfer.failure.value).toBe(refused)
    transfer.form.amount = '0'
    expect(await transfer.submit()).toBe('amount')
    expect(methods()).toEqual(['switcher.inquiry'])
  })

  it('forgets whose account it was when the account changes', async () => {
    const { transfer } = filledForm(ok(ACCOUNT))
    await transfer.inquire()
    expect(transfer.beneficiary.value).toBe(ACCOUNT)
    transfer.form.account = '888801000157509'
    expect(transfer.beneficiary.value).toBeUndefined()
  })

  it('asks for what a guard wants, and sends it along', async () => {
    const guard: Failure = { code: 'INVALID_INPUT', field: 'reason', rule: 'same-recent' }
    const { transfer, called } = filledForm(ok(ACCOUNT), failed(guard), ok(CONFIRMED))
    expect(await transfer.submit()).toBe('reason')
    expect(transfer.asked.reason).toBe(true)
    expect(transfer.errors.reason).toEqual({ key: 'switcher.rules.same-recent' })
    transfer.form.reason = 'Memang dua kali'
    await transfer.submit()
    expect(called.at(-1)).toMatchObject(['switcher.transfer', { reason: 'Memang dua kali' }])
    expect(called.at(-1)![1]['attemptId']).toBe('attempt-2')
  })

  it('whose answer was lost reads it from the journal, under the same attempt', async () => {
    const lost: Failure = { code: 'OUTCOME_UNKNOWN' }
    const unknown = { ...CONFIRMED, state: 'unknown' } as Outcome
    const { transfer, called } = filledForm(ok(ACCOUNT), failed(lost), ok({ outcome: unknown }))
    await transfer.submit()
    expect(called.at(-1)).toEqual(['outcome.ofAttempt', { attemptId: 'attempt-1' }])
    expect(transfer.outcome.value).toBe(unknown)
    await transfer.submit()
    expect(called).toHaveLength(3)
  })

  it('after a no keeps what was typed, asks the account again and is another attempt', async () => {
    const rejected = { ...CONFIRMED, state: 'rejected' } as Outcome
    const { transfer, called } = filledForm(ok(ACCOUNT), ok(rejected), ok(ACCOUNT), ok(CONFIRMED))
    await transfer.submit()
    transfer.correct()
    expect(transfer.form.amount).toBe('75.000')
    await transfer.submit()
    expect(called.at(-1)![1]['attemptId']).toBe('attempt-2')
    transfer.next()
    expect(transfer.form.account).toBe('')
  })
})
