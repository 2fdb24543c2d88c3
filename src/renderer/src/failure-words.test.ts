import { describe, expect, it } from 'vitest'
import { id } from '#shared/locales/id.ts'
import type { Failure } from '#shared/result.ts'
import {
  approvalSentence,
  bankReason,
  failureSentence,
  mayHaveBeenSent,
  signInSentence,
} from './failure-words.ts'

const failures: Failure[] = [
  { code: 'REFUSED', bankCode: '-1', bankMessage: '[0108] NO SUCH ACCOUNT' },
  { code: 'NOT_SENT', reason: 'connect' },
  { code: 'OUTCOME_UNKNOWN' },
  { code: 'SESSION_EXPIRED' },
  { code: 'FORBIDDEN', reason: 'role' },
  { code: 'INVALID_INPUT', field: 'pin', rule: 'pin-format' },
  { code: 'UNAVAILABLE', part: 'journal', reason: 'disk full' },
  { code: 'INTERNAL', incidentId: '7f3a' },
]

function words(key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], id)
}

describe('failureSentence', () => {
  it.each(failures)('has words for $code, whatever is at stake', (failure) => {
    expect(words(failureSentence(failure, 'read').key)).toBeTypeOf('string')
    expect(words(failureSentence(failure, 'money').key)).toBeTypeOf('string')
  })

  it('says the bank’s reason without ending the sentence twice', () => {
    const refused: Failure = {
      code: 'REFUSED',
      bankCode: '2102',
      bankMessage: 'Mohon maaf PIN transaksi anda salah.',
    }
    expect(failureSentence(refused, 'money').values).toEqual({
      reason: 'Mohon maaf PIN transaksi anda salah',
    })
  })
})

describe('signInSentence', () => {
  it.each<[Failure, string]>([
    [{ code: 'REFUSED', bankCode: '2102', bankMessage: 'tidak ditemukan' }, 'signIn.refused'],
    [{ code: 'INVALID_INPUT', field: 'password', rule: 'password-wrong' }, 'lock.wrong'],
    [{ code: 'FORBIDDEN', reason: 'user-deactivated' }, 'signIn.deactivated'],
    [{ code: 'FORBIDDEN', reason: 'user-pending' }, 'signIn.pending'],
    [{ code: 'NOT_SENT', reason: 'connect' }, 'signIn.notSent.connect'],
    [{ code: 'UNAVAILABLE', part: 'bank', reason: 'server-error' }, 'signIn.serverFault'],
    [{ code: 'UNAVAILABLE', part: 'keychain', reason: 'timeout' }, 'failures.unavailable.keychain'],
  ])('says of %o: %s', (failure, key) => {
    expect(signInSentence(failure).key).toBe(key)
    expect(words(key)).toBeTypeOf('string')
  })
})

describe('approvalSentence', () => {
  it.each<[Failure, string]>([
    [{ code: 'INVALID_INPUT', field: 'approver', rule: 'same-person' }, 'approval.samePerson'],
    [{ code: 'FORBIDDEN', reason: 'role' }, 'approval.notSupervisor'],
    [{ code: 'REFUSED', bankCode: '2102', bankMessage: 'tidak ditemukan' }, 'signIn.refused'],
    [{ code: 'INVALID_INPUT', field: 'bankReference', rule: 'too-short' }, 'failures.read.INVALID_INPUT'],
  ])('says of %o: %s', (failure, key) => {
    expect(approvalSentence(failure).key).toBe(key)
    expect(words(key)).toBeTypeOf('string')
  })
})

describe('bankReason', () => {
  it('gives the code where the bank said nothing', () => {
    expect(bankReason(' ', '-1')).toBe('-1')
  })
})

describe('mayHaveBeenSent', () => {
  it('is true only where nothing proves the opposite', () => {
    expect(failures.filter(mayHaveBeenSent).map((failure) => failure.code)).toEqual([
      'OUTCOME_UNKNOWN',
      'INTERNAL',
    ])
  })
})
