import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { rupiah } from '#shared/money.ts'
import { failed, ok, type Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useCustomerBalance } from './use-customer-balance.ts'

const BALANCE = { account: '***47', accountName: 'Ardha', balance: rupiah(1_250_000), at: '' }

function counter(failure?: Failure) {
  const inputs: unknown[] = []
  const call = (async (_method: string, input: unknown) => {
    inputs.push(input)
    return failure ? failed(failure) : ok(BALANCE)
  }) as unknown as Call
  const scope = effectScope()
  const balance = scope.run(() => useCustomerBalance(call))!
  return { ...balance, inputs, scope }
}

describe('useCustomerBalance', () => {
  it('asks with account and PIN, and keeps no PIN', async () => {
    const { form, shown, submit, inputs, scope } = counter()
    Object.assign(form, { account: '14047', pin: '359569' })
    expect(await submit()).toBeUndefined()
    expect(inputs).toEqual([{ accountNumber: '14047', pin: '359569' }])
    expect([form.pin, shown.value?.balance]).toEqual(['', BALANCE.balance])
    scope.stop()
  })

  it.each([
    ['account', { account: '14 047', pin: '359569' }, 'rules.account-spaces'],
    ['pin', { account: '14047', pin: '35956' }, 'rules.pin-format'],
  ] as const)('marks %s before any call', async (field, entries, key) => {
    const { form, errors, submit, inputs, scope } = counter()
    Object.assign(form, entries)
    expect(await submit()).toBe(field)
    expect([errors[field]?.key, inputs]).toEqual([key, []])
    scope.stop()
  })

  it.each<[Failure, string]>([
    [{ code: 'REFUSED', bankCode: 'INVALID_PIN', bankMessage: 'PIN salah' }, 'pin'],
    [{ code: 'REFUSED', bankCode: '-1', hostCode: '0108', bankMessage: '[0108] NO SUCH ACCOUNT' }, 'account'],
    [{ code: 'INVALID_INPUT', field: 'accountNumber', rule: 'account-length' }, 'account'],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'broken' }, 'pin'],
  ])('after %o goes to %s', async (failure, field) => {
    const { form, submit, failure: told, scope } = counter(failure)
    Object.assign(form, { account: '14047', pin: '359569' })
    expect(await submit()).toBe(field)
    expect(told.value).toEqual(failure)
    scope.stop()
  })

  it('shows nothing of one customer to the next', async () => {
    const { form, shown, submit, next, scope } = counter()
    Object.assign(form, { account: '14047', pin: '359569' })
    await submit()
    form.account = '14048'
    expect(shown.value).toBeUndefined()
    next()
    expect(form).toEqual({ account: '', pin: '' })
    scope.stop()
  })
})
