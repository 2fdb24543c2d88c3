import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { AGENT, expectOutcome, signInAsAgent, typeDeposit, typeField, unlock } from './support/pages.ts'
import { SUPERVISOR } from './support/people.ts'
import { makeProfile, removeProfile, startTeller } from './support/teller.ts'

test('a journal that cannot be read blocks money, says so instead of an empty list, and is set aside by two', async () => {
  const profile = makeProfile()
  let teller = await startTeller(profile)
  try {
    await signInAsAgent(teller.page)
    await teller.close()
    writeFileSync(join(profile, 'training', 'journal.db'), 'this is no journal '.repeat(4096))

    teller = await startTeller(profile)
    const { page } = teller
    await unlock(page)
    await expect(page.getByTestId('money-blocked')).toHaveAttribute('data-reason', 'journal-unreadable')
    await page.keyboard.press('F8')
    await expect(page.getByTestId('journal-trouble')).toContainText('Tidak ada yang dihapus')
    await page.getByTestId('journal-set-aside-reason').focus()
    await typeField(page, 'x')
    await expect(page.getByTestId('journal-set-aside-reason')).toHaveAttribute('aria-invalid', 'true')
    await page.getByTestId('journal-set-aside-reason').fill('disk rusak, sudah dilaporkan')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('approval-username')).toBeFocused()
    await typeField(page, SUPERVISOR.username)
    await typeField(page, SUPERVISOR.password)
    await expect(page.getByTestId('money-blocked')).toHaveAttribute('data-reason', 'journal-set-aside')

    await teller.close()
    teller = await startTeller(profile)
    await unlock(teller.page)
    await typeDeposit(teller.page, '14047', '25+', AGENT.pin)
    await expectOutcome(teller.page, 'confirmed')
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
