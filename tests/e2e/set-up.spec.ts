import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { signInAsAgent } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller } from './support/teller.ts'

/** The first start of an installed program; `--set-up` asks a development build the same. */
test('an installed program asks once what it is for, and keeps the answer', async () => {
  const profile = makeProfile()
  const outlet = () => JSON.parse(readFileSync(join(profile, 'outlet.json'), 'utf8')) as unknown
  try {
    const teller = await startTeller(profile, {}, { switches: ['--set-up'], first: 'set-up' })
    const { page, electron } = teller
    await page.getByTestId('set-up-mode-live').check()
    await page.getByTestId('set-up-save').click()
    await expect(page.getByText('Isi dulu bagian ini.')).toBeVisible()
    await page.getByTestId('set-up-api-url').fill('http://h2h.bank.example')
    await page.getByTestId('set-up-api-url').press('Enter')
    await expect(page.getByText('Tidak dapat dipakai.', { exact: false })).toBeVisible()
    await expect(page.getByTestId('set-up-api-url')).toBeFocused()

    // The program would start anew for live mode; here only the wish is looked at.
    await electron.evaluate(({ app }) => {
      app.relaunch = () => void ((globalThis as { relaunched?: boolean }).relaunched = true)
      app.quit = () => undefined
    })
    await page.getByTestId('set-up-api-url').fill('http://127.0.0.1:9/bankplus')
    await page.getByTestId('set-up-bank-phone').fill('1500046')
    await page.getByTestId('set-up-zone-WITA').check()
    await page.getByTestId('set-up-save').click()
    await expect
      .poll(() => electron.evaluate(() => (globalThis as { relaunched?: boolean }).relaunched))
      .toBe(true)
    expect(outlet()).toEqual({
      ...{ mode: 'live', apiUrl: 'http://127.0.0.1:9/bankplus' },
      ...{ bankPhone: '1500046', zone: 'WITA' },
    })
    await teller.kill()
  } finally {
    removeProfile(profile)
  }
})

test('training goes on to its sign-in at once', async () => {
  const profile = makeProfile()
  try {
    const teller = await startTeller(profile, {}, { switches: ['--set-up'], first: 'set-up' })
    await expect(teller.page.getByTestId('set-up-save')).toBeFocused()
    await teller.page.keyboard.press('Enter')
    await signInAsAgent(teller.page)
    await teller.close()
    const again = await startTeller(profile)
    await expect(again.page.getByTestId('lock-screen')).toBeVisible()
    await again.close()
  } finally {
    removeProfile(profile)
  }
})
