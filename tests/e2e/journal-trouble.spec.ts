import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { electronPath } from '../../scripts/electron-path.mjs'
import { id } from '../../src/shared/locales/id.ts'
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

/** Gives the program a command instead of opening its window. @returns its exit status and what it said */
const command = (profile: string, ...switches: string[]): Promise<{ status: number; said: string }> =>
  new Promise((done) => {
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const env = { ...process.env, TELLER_PROFILE_DIR: profile }
    const program = execFile(
      electronPath(),
      [resolve(import.meta.dirname, '../..'), ...switches, ...root],
      { env, timeout: 60_000 },
      (error, stdout, stderr) => done({ status: Number(error?.code ?? 0), said: stdout + stderr }),
    )
    program.stdin?.end()
  })

test('a journal is backed up while it is worked with, restored only when nobody does, and says so', async () => {
  const profile = makeProfile()
  const place = join(profile, 'backups')
  mkdirSync(place)
  let teller = await startTeller(profile)
  try {
    await signInAsAgent(teller.page)
    await typeDeposit(teller.page, '14047', '25+', AGENT.pin)
    await expectOutcome(teller.page, 'confirmed')
    expect(await command(profile, `--back-up=${place}`)).toMatchObject({ status: 0 })
    const backup = join(place, readdirSync(place)[0]!)
    const refused = await command(profile, `--restore-journal=${backup}`)
    expect(refused.status).toBe(2)
    expect(refused.said).toContain('close the program first')
    await teller.close()

    const restored = await command(profile, `--restore-journal=${backup}`)
    expect(restored.said).toContain('RESTORE done')
    expect(restored.status).toBe(0)
    teller = await startTeller(profile)
    await unlock(teller.page)
    await expect(teller.page.getByTestId('journal-notice')).toHaveText(id.banner.journal.restored)
    await teller.page.keyboard.press('F8')
    await expect(teller.page.getByTestId('journal-row')).toHaveCount(1)
    await expect(teller.page.getByTestId('journal-row')).toHaveAttribute('data-state', 'confirmed')
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
