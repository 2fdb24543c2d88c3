import { expect, test, type Page } from 'playwright/test'
import { received } from './support/bank.ts'
import { AGENT, signInAsAgent, typeField, unlock } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.describe('balances', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
    await signInAsAgent(page)
    await page.keyboard.press('F6')
    await expect(page.getByTestId('customer-balance-account')).toBeFocused()
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const ask = async (account: string, pin: string) => {
    await typeField(page, account)
    await expect(page.getByTestId('customer-balance-pin')).toBeFocused()
    await typeField(page, pin)
  }
  const value = () => page.getByTestId('customer-balance-value')

  test("a customer's is hidden, shown for account and PIN, and gone before the next customer", async () => {
    await expect(value()).toHaveAttribute('data-shown', 'false')
    await ask('14047', AGENT.pin)
    await expect(value()).toContainText('1.250.000')
    await expect(page.getByText('Saldo Ardha Herdianto ***47')).toBeVisible()
    const [asked] = await received(teller.bankUrl, '/bsa/customerbalance')
    expect(asked?.body).toEqual({ pin_platform: '******', accountNum: '14047' })

    await page.keyboard.press('Enter')
    await expect(value()).toHaveAttribute('data-shown', 'false')
    await expect(page.getByTestId('customer-balance-account')).toBeFocused()
    await expect(page.getByTestId('customer-balance-account')).toHaveValue('')
  })

  test('a wrong PIN shows nothing, and only the PIN is asked again', async () => {
    await ask('14047', '000000')
    await expect(page.getByTestId('customer-balance-failure')).toContainText('PIN')
    await expect(value()).toHaveAttribute('data-shown', 'false')
    await expect(page.getByTestId('customer-balance-pin')).toBeFocused()
    await typeField(page, AGENT.pin)
    await expect(value()).toContainText('1.250.000')
  })

  test('the lock takes a balance off the screen for good', async () => {
    await ask('14047', AGENT.pin)
    await expect(value()).toContainText('1.250.000')
    await page.keyboard.press('Control+l')
    await unlock(page)
    await expect(value()).toHaveAttribute('data-shown', 'false')
    await expect(page.getByTestId('customer-balance-account')).toHaveValue('')
  })

  test("the agent's own is shown when asked, and hidden when told", async () => {
    await page.getByTestId('nav-agent-balance').click()
    const own = page.getByTestId('agent-balance-value')
    await expect(own).toHaveAttribute('data-shown', 'false')
    await page.keyboard.press('Enter')
    await expect(own).toContainText('202.696.682')
    await page.keyboard.press('Enter')
    await expect(own).toHaveAttribute('data-shown', 'false')
  })
})
