import type { ParsedInput } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant } from '#shared/time.ts'
import { approve } from '../approvals.ts'
import type { BankClient } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import { setJournalAside, type JournalTrouble } from '../journal/open.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  clock: Clock
  folder: string
  trouble: JournalTrouble | undefined
}

/** A keychain or a disk may come back, and the journal with it; these will not. */
const BEYOND_REPAIR: readonly JournalTrouble[] = ['journal-key-missing', 'journal-unreadable', 'journal-gone']

/**
 * Lets a supervisor decide that this workstation begins a new journal; the old one is kept beside it. Takes effect at the next
 * start.
 * @throws TellerError INVALID_INPUT `journal` in-use (nothing is wrong that this would mend), `approver` second-person, or as
 *   {@link approve}; UNAVAILABLE disk
 */
export async function setAside(parts: Parts, input: ParsedInput<'journal.setAside'>): Promise<void> {
  const { folder, trouble, bank, session, clock } = parts
  if (!trouble || !BEYOND_REPAIR.includes(trouble)) {
    throw new TellerError({ code: 'INVALID_INPUT', field: 'journal', rule: 'in-use' })
  }
  const { username: actor, role } = session.caller().profile
  if (role !== 'supervisor' && !input.approver) {
    throw new TellerError({ code: 'INVALID_INPUT', field: 'approver', rule: 'second-person' })
  }
  const approver = input.approver ? await approve(bank, input.approver, actor) : actor
  try {
    setJournalAside(folder, { at: toInstant(clock.now()), trouble, actor, approver, reason: input.reason })
  } catch (cause) {
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
  }
}
