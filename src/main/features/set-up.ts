import type { ParsedInput } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { saveOutlet, SettingError } from '../config.ts'

interface Parts {
  profile: string
  fallbackRuntime: boolean
  /** the program waits for somebody to set it up */
  needed: boolean
}

/**
 * Keeps what the set-up screen was told.
 * @throws TellerError FORBIDDEN once the program is set up: from then on an administrator changes its files; INVALID_INPUT with the
 *   setting's name and the rule `setting` or `stand-in`; UNAVAILABLE disk
 */
export function saveSetUp(parts: Parts, input: ParsedInput<'setUp.save'>): void {
  if (!parts.needed) throw new TellerError({ code: 'FORBIDDEN', reason: 'role' })
  try {
    saveOutlet(parts.profile, input, parts.fallbackRuntime)
  } catch (error) {
    if (!(error instanceof SettingError))
      throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause: error })
    const field = /(\w+)( \(TELLER_\w+\))?$/.exec(error.setting)?.[1] ?? error.setting
    const rule = error.expected.includes('stand-in') ? 'stand-in' : 'setting'
    throw new TellerError({ code: 'INVALID_INPUT', field, rule }, { cause: error })
  }
}
