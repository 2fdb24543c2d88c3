import { expect, test, type Page } from 'playwright/test'
import { EVENT_PREFIX } from '../../src/shared/channels.ts'
import type { Status } from '../../src/shared/contract.ts'
import { id } from '../../src/shared/locales/id.ts'
import { depositPostings, setFaults } from './support/bank.ts'
import { AGENT, signIn, signInAsAgent, typeDepositUpToPin, typeField, unlock } from './support/pages.ts'
import { SUPERVISOR } from './support/people.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** What the tests ask of the page: their own types know no DOM. */
interface Window {
  getComputedStyle(element: unknown): { backgroundColor: string }
}

test.describe('the frame around the tasks', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
    await signInAsAgent(page)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const background = () =>
    page
      .locator('body')
      .evaluate((body) => (globalThis as unknown as Window).getComputedStyle(body).backgroundColor)

  test('language and theme change at once, keep what was typed, and outlive the program', async () => {
    await page.emulateMedia({ colorScheme: null })
    await page.keyboard.type('14047')
    await page.keyboard.press('F12')
    await page.getByTestId('settings-theme-light').check()
    const light = await background()
    await page.getByTestId('settings-theme-dark').check()
    await expect.poll(background).not.toBe(light)
    await page.getByTestId('settings-language-en').check()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.keyboard.press('F1')
    await page.getByTestId('licences-show').click()
    await expect(page.getByTestId('licences')).toContainText('SIL OPEN FONT LICENSE')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('licences')).toBeHidden()
    await page.keyboard.press('F2')
    await expect(page.getByRole('heading', { name: 'Cash deposit' })).toBeVisible()
    await expect(page.getByTestId('deposit-account')).toHaveValue('14047')

    await teller.close()
    teller = await startTeller(profile)
    page = teller.page
    await page.emulateMedia({ colorScheme: null })
    await expect(page.getByRole('heading', { name: 'Screen locked' })).toBeVisible()
    expect(await background()).not.toBe(light)
    // The outlet's language stands back behind what was chosen on this PC; receipts stay Indonesian.
    await unlock(page)
    await expect(page.getByTestId('receipt-preview')).toContainText('SETOR TUNAI')
  })

  test('Ctrl+K finds a task by the words of either language, and by keyboard alone', async () => {
    const input = page.getByTestId('finder-input')
    for (const { typed, at } of [
      { typed: 'other bank', at: 'interbank-bank' },
      { typed: 'cek saldo', at: 'customer-balance-account' },
      { typed: 'nabung', at: 'deposit-account' },
    ]) {
      await page.keyboard.press('Control+k')
      await expect(input).toBeFocused()
      await page.keyboard.type(typed)
      await expect(input).toHaveAttribute('aria-activedescendant', /\S/)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId(at)).toBeFocused()
    }
    await page.keyboard.press('Control+k')
    await expect(input).toBeFocused()
    await page.keyboard.type('tarik tunai')
    await expect(page.getByTestId('finder-answers')).toHaveText(
      'Tarik tunai: Belum tersedia di aplikasi ini.',
    )
    await page.keyboard.press('Enter')
    await expect(input).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('deposit-account')).toBeFocused()
  })

  test('a lost bank is said before cash is taken, and found again without a key', async () => {
    await setFaults(teller.bankUrl, [{ kind: 'drop-before' }])
    await typeField(page, '14047')
    await expect(page.getByTestId('offline-banner')).toHaveText(id.banner.offline)
    await setFaults(teller.bankUrl, [])
    await expect(page.getByTestId('offline-banner')).toBeHidden({ timeout: 15_000 })
  })

  test('whatever forbids money is said on every screen, and nothing can be sent', async () => {
    await typeDepositUpToPin(page, '14047', '25+')
    await page.keyboard.type(AGENT.pin)
    const { value: status } = await page.evaluate(() =>
      (
        globalThis as unknown as { teller: { invoke(m: string, i: object): Promise<{ value: Status }> } }
      ).teller.invoke('app.status', {}),
    )
    const tell = (change: Partial<Status>) =>
      teller.electron.evaluate(
        ({ BrowserWindow }, [channel, payload]) =>
          BrowserWindow.getAllWindows()[0]!.webContents.send(channel as string, payload),
        [EVENT_PREFIX + 'status.changed', { ...status, ...change }],
      )
    const banner = page.getByTestId('money-blocked')
    for (const [reason, words] of Object.entries(id.banner.blocked)) {
      await tell({ moneyBlocked: reason as NonNullable<Status['moneyBlocked']> })
      await expect(banner).toHaveText(words)
    }
    const submit = page.getByTestId('deposit-submit')
    await expect(submit).toHaveAttribute('aria-disabled', 'true')
    await expect(submit).toHaveAccessibleDescription(/./)
    await page.keyboard.press('Enter')
    await submit.click({ force: true })
    await page.keyboard.press('F8')
    await expect(banner).toBeVisible()
    expect(await depositPostings(teller.bankUrl)).toEqual([])

    await tell({ journalNotice: 'tail-cut', lowBalance: true })
    await expect(banner).toBeHidden()
    await expect(page.getByTestId('journal-notice')).toHaveText(id.banner.journal['tail-cut'])
    await page.keyboard.press('F2')
    await expect(page.getByTestId('low-balance')).toHaveText(id.banner.lowBalance)
  })

  test('an account number is pasted with the spaces and dots that people write', async () => {
    const account = page.getByTestId('deposit-account')
    for (const copied of ['1404 900.017', ' 1404-900-017\n', '1404900017']) {
      await teller.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), copied)
      await account.fill('')
      await page.keyboard.press('Control+v')
      await expect(account).toHaveValue('1404900017')
    }
    await teller.electron.evaluate(({ clipboard }) => clipboard.writeText('rekening 14047'))
    await account.fill('')
    await page.keyboard.press('Control+v')
    await page.keyboard.press('Enter')
    await expect(account).toHaveAttribute('aria-invalid', 'true')
  })

  test('main locks an unused screen by its own clock, and not while somebody types', async () => {
    const passMinutes = (minutes: number) =>
      teller.electron.evaluate((_electron, ms) => {
        const at = Date.now() + ms
        Date.now = () => at
      }, minutes * 60_000)
    await passMinutes(4)
    await page.keyboard.type('14047')
    await passMinutes(4)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('deposit-amount')).toBeFocused()
    await passMinutes(6)
    await expect(page.getByTestId('lock-screen')).toHaveAttribute('data-reason', 'locked')
    await unlock(page)
    await expect(page.getByTestId('deposit-account')).toHaveValue('14047')
  })
})

test('a supervisor cannot post, not even past the menu; nor can anyone behind a lock', async () => {
  const profile = makeProfile()
  const teller = await startTeller(profile)
  const { page } = teller
  const invoke = (method: string, input: object) =>
    page.evaluate(
      ([name, value]) =>
        (
          globalThis as unknown as { teller: { invoke(m: string, i: object): Promise<unknown> } }
        ).teller.invoke(name as string, value as object),
      [method, input],
    )
  const payment = {
    attemptId: crypto.randomUUID(),
    inquiryId: crypto.randomUUID(),
    amount: 2_500_000n,
    pin: AGENT.pin,
  }
  const postings = {
    'deposit.submit': { ...payment, narration: 'Setor tunai' },
    'transfer.intrabankPay': payment,
    'transfer.interbankPay': payment,
    'account.customerBalance': { accountNumber: '14047', pin: AGENT.pin },
  }
  const refused = (reason: string) => ({ ok: false, failure: { code: 'FORBIDDEN', reason } })
  try {
    await signIn(page, SUPERVISOR.username, SUPERVISOR.password)
    await expect(page.getByTestId('nav-journal')).toBeVisible()
    await expect(page.getByTestId('nav-deposit')).toHaveCount(0)
    await page.keyboard.press('F2')
    await expect(page.getByTestId('deposit-account')).toHaveCount(0)
    for (const [method, input] of Object.entries(postings))
      expect(await invoke(method, input), method).toEqual(refused('role'))

    await page.getByTestId('logout').click()
    await signInAsAgent(page)
    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('lock-screen')).toBeVisible()
    for (const [method, input] of Object.entries(postings))
      expect(await invoke(method, input), method).toEqual(refused('locked'))
    expect(await depositPostings(teller.bankUrl)).toEqual([])
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
