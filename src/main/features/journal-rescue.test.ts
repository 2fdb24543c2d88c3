import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { documentProfile } from '../../../tests/support/counter.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import type { Role } from '#shared/contract.ts'
import type { BankClient } from '../bank/client.ts'
import type { JournalTrouble } from '../journal/open.ts'
import { setAside } from './journal-rescue.ts'

/** A folder with a journal in trouble, and a person of some role who decides over it. */
function decision(trouble: JournalTrouble | undefined, role: Role) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'journal.db'), 'the old journal')
  const session = { caller: () => ({ sessionId: '', profile: { ...documentProfile, role } }) }
  const decide = () =>
    setAside(
      { bank: {} as BankClient, session, clock: testClock(), folder, trouble },
      { reason: 'PC diganti' },
    )
  return { folder, decide }
}

describe('setting a journal aside', () => {
  it('is for a supervisor alone to decide, and keeps the file', async () => {
    const { folder, decide } = decision('journal-key-missing', 'supervisor')
    await decide()
    const aside = readdirSync(folder).find((name) => name.endsWith('journal.db.aside'))!
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('the old journal')
    expect(JSON.parse(readFileSync(join(folder, 'journal.set-aside.json'), 'utf8'))).toMatchObject({
      trouble: 'journal-key-missing',
      actor: documentProfile.username,
      approver: documentProfile.username,
      reason: 'PC diganti',
    })
  })

  it.each<[string, JournalTrouble | undefined, Role, object]>([
    ['of an agent alone', 'journal-gone', 'agent', { field: 'approver', rule: 'second-person' }],
    ['of a journal that works', undefined, 'supervisor', { field: 'journal', rule: 'in-use' }],
    ['while the keychain may come back', 'no-keychain', 'supervisor', { rule: 'in-use' }],
    ['while the disk may come back', 'no-journal', 'supervisor', { rule: 'in-use' }],
    ['of a newer version', 'journal-newer', 'supervisor', { rule: 'in-use' }],
  ])('is refused: %s', async (_, trouble, role, failure) => {
    const { folder, decide } = decision(trouble, role)
    await expect(decide()).rejects.toMatchObject({ failure: { code: 'INVALID_INPUT', ...failure } })
    expect(readdirSync(folder)).toEqual(['journal.db'])
  })
})
