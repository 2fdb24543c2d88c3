import type { FaultRequest } from '../../../src/sandbox/faults.ts'

/** The time limit of a workstation that is to run into it, and how late an answer then is. */
export const TIMEOUT_MS = 1_500
const LATE_MS = 2_500

export type Fault = Omit<FaultRequest, 'match'>

/** What a server may answer instead of an answer. `said` is what a question that moves nothing then says. */
export const MISBEHAVIOURS: Record<string, { fault: Fault; said: RegExp }> = {
  HTML: { fault: { kind: 'html' }, said: /Server bank sedang terganggu/ },
  'an empty body': { fault: { kind: 'empty' }, said: /Server bank sedang terganggu/ },
  '2 MB of JSON': { fault: { kind: 'huge' }, said: /Server bank sedang terganggu/ },
  'wrong types': {
    fault: { kind: 'unlisted-code', data: { code: '00', data: 7, session_id: 7 } },
    said: /Server bank sedang terganggu/,
  },
  'an unknown code': { fault: { kind: 'unlisted-code' }, said: /Kode yang tidak ada di dokumen/ },
  'nothing until the time is over': {
    fault: { kind: 'delay', when: 'after', ms: LATE_MS },
    said: /Server bank sedang terganggu/,
  },
}
