import { expect, test, type Page } from 'playwright/test'
import { received, setFaults } from './support/bank.ts'
import { AGENT, signIn, signInAsAgent, typeField } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

const NEW = 'kopi susu gula 7'

test.describe('changing the password', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
    await signInAsAgent(page)
    await page.getByTestId('nav-password').click()
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const fill = async (old: string, next: string, repeat = next) => {
    for (const [field, text] of Object.entries({ old, new: next, repeat })) {
      await expect(page.getByTestId(`password-${field}`)).toBeFocused()
      await typeField(page, text)
    }
  }

  test('signs out, and the new one signs in again', async () => {
    await fill(AGENT.password, NEW)
    await expect(page.getByTestId('password-result')).toContainText('Kata sandi sudah diganti')
    await expect(page.getByTestId('login-username')).toHaveValue(AGENT.username)
    await expect(page.getByTestId('login-password')).toBeFocused()
    const [asked] = await received(teller.bankUrl, '/account/changepass')
    expect(asked?.body).toEqual({ old: '******', new: '******' })

    await typeField(page, AGENT.password)
    await expect(page.getByTestId('login-error')).toBeVisible()
    await signIn(page, AGENT.username, NEW)
    await expect(page.getByTestId('deposit-account')).toBeFocused()
    // The next lock asks for the new one too.
    await page.keyboard.press('Control+l')
    await typeField(page, NEW)
    await expect(page.getByTestId('lock-screen')).toBeHidden()
  })

  test('is refused by the form while it is short, the old one, or mistyped', async () => {
    const next = page.getByTestId('password-new')
    await typeField(page, AGENT.password)
    await typeField(page, 'kopi123')
    await expect(next).toHaveAccessibleDescription(/8 karakter/)
    await next.fill(AGENT.password)
    await next.press('Enter')
    await expect(next).toHaveAccessibleDescription(/berbeda/)
    await next.fill(NEW)
    await expect(next).toHaveAccessibleDescription('16 karakter: huruf kecil, angka, tanda baca.')
    await next.press('Enter')
    await typeField(page, 'kopi susu gula 8')
    await expect(page.getByTestId('password-repeat')).toHaveAccessibleDescription(/Belum sama/)
    expect(await received(teller.bankUrl, '/account/changepass')).toEqual([])
  })

  test('with the wrong old one changes nothing', async () => {
    await fill('salah', NEW)
    await expect(page.getByTestId('password-result')).toContainText('Kata sandi belum berganti')
    await expect(page.getByTestId('password-old')).toBeFocused()
    await page.getByTestId('logout').click()
    await signInAsAgent(page)
  })

  test('without an answer says to try the new one, then the old one', async () => {
    await setFaults(teller.bankUrl, [{ match: { path: '/account/changepass' }, kind: 'drop-after' }])
    await fill(AGENT.password, NEW)
    const result = page.getByTestId('password-result')
    await expect(result).toContainText('mungkin sudah berganti')
    await expect(result).toContainText('bila ditolak, dengan yang lama')
    await page.getByTestId('logout').click()
    await signIn(page, AGENT.username, NEW)
    await expect(page.getByTestId('deposit-account')).toBeFocused()
  })
})
