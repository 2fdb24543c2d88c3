import { describe, expect, it } from 'vitest'
import { failed, ok, type Failure, type Result } from '#shared/result.ts'
import type { Choice } from '#shared/contract.ts'
import type { Call } from '../api.ts'
import { useChoices } from './use-choices.ts'

const BANKS: Choice[] = [{ id: '008', name: 'BANK MANDIRI' }]
const DOWN: Failure = { code: 'UNAVAILABLE', part: 'bank', reason: 'broken' }

function answering(...answers: Result<{ items: Choice[] }>[]) {
  let calls = 0
  const call = (async () => answers[Math.min(calls++, answers.length - 1)]) as unknown as Call
  return { banks: useChoices(call, 'banks'), calls: () => calls }
}

describe('useChoices', () => {
  it('asks once however often it is asked meanwhile', async () => {
    const { banks, calls } = answering(ok({ items: BANKS }))
    await Promise.all([banks.load(), banks.load()])
    expect(banks.items.value).toEqual(BANKS)
    expect(calls()).toBe(1)
  })

  it('says why there is none, and is well again after the next reading', async () => {
    const { banks } = answering(failed(DOWN), ok({ items: BANKS }))
    await banks.load()
    expect([banks.failure.value, banks.items.value]).toEqual([DOWN, []])
    await banks.load()
    expect([banks.failure.value, banks.items.value]).toEqual([undefined, BANKS])
  })

  it('keeps what it has when a later reading fails', async () => {
    const { banks } = answering(ok({ items: BANKS }), failed(DOWN))
    await banks.load()
    await banks.load()
    expect(banks.items.value).toEqual(BANKS)
  })
})
