import { describe, expect, it } from 'vitest'
import { failed, ok, type Failure } from '#shared/result.ts'
import { usePasswordChange } from './use-password-change.ts'

function asking(failure?: Failure) {
  const asked: string[][] = []
  const password = usePasswordChange(async (old, next) => {
    asked.push([old, next])
    return failure ? failed(failure) : ok({})
  })
  return { ...password, asked }
}
const GOOD = { old: 'T6jkl4ss', next: 'kopi susu gula', repeat: 'kopi susu gula' }

describe('usePasswordChange', () => {
  it.each([
    ['old', { ...GOOD, old: '' }, 'rules.required'],
    ['next', { ...GOOD, next: 'kopi123', repeat: 'kopi123' }, 'rules.password-length'],
    ['next', { ...GOOD, next: GOOD.old, repeat: GOOD.old }, 'rules.password-same'],
    ['repeat', { ...GOOD, repeat: 'kopi susu gul' }, 'rules.password-repeat'],
  ] as const)('marks %s of %o and asks nobody', async (entry, entries, key) => {
    const { form, errors, submit, asked } = asking()
    Object.assign(form, entries)
    expect(await submit()).toBe(entry)
    expect([errors[entry]?.key, asked]).toEqual([key, []])
  })

  it('asks once and keeps no password', async () => {
    const { form, submit, asked } = asking()
    Object.assign(form, GOOD)
    await Promise.all([submit(), submit()])
    expect(asked).toEqual([[GOOD.old, GOOD.next]])
    expect(form).toEqual({ old: '', next: '', repeat: '' })
  })

  it('keeps the new one for another try when the old one was refused', async () => {
    const refusal: Failure = { code: 'REFUSED', bankCode: 'UPDATE_NONE', bankMessage: 'Gagal' }
    const { form, failure, submit } = asking(refusal)
    Object.assign(form, GOOD)
    expect(await submit()).toBe('old')
    expect([failure.value, form.old, form.next]).toEqual([refusal, '', GOOD.next])
  })

  it('keeps nothing when nobody knows which one is right', async () => {
    const { form, failure, submit } = asking({ code: 'OUTCOME_UNKNOWN' })
    Object.assign(form, GOOD)
    await submit()
    expect([failure.value?.code, form]).toEqual(['OUTCOME_UNKNOWN', { old: '', next: '', repeat: '' }])
  })
})
