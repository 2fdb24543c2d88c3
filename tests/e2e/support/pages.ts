import { expect, type Page } from 'playwright/test'

/** The sample agent of the API document. */
export const AGENT = { username: 'BNIUS100294', password: 'T6jkl4ss', pin: '359569' }

export async function signIn(
  page: Page,
  username = AGENT.username,
  password = AGENT.password,
): Promise<void> {
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-password').press('Enter')
}

/** Signs in and waits until the deposit form can be used. */
export async function signInAsAgent(page: Page): Promise<void> {
  await signIn(page)
  await expect(page.getByTestId('deposit-account')).toBeFocused()
}

export async function unlock(page: Page, password = AGENT.password): Promise<void> {
  await page.getByTestId('unlock-password').fill(password)
  await page.getByTestId('unlock-password').press('Enter')
  await expect(page.getByTestId('lock-screen')).toBeHidden()
}

/**
 * Types a deposit with the keyboard alone: the focus must always be where the next key belongs.
 * @param amount as typed, `+` included
 */
export async function typeDeposit(page: Page, account: string, amount: string, pin: string): Promise<void> {
  await typeDepositUpToPin(page, account, amount)
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
}

export async function typeDepositUpToPin(page: Page, account: string, amount: string): Promise<void> {
  await expect(page.getByTestId('deposit-account')).toBeFocused()
  await page.keyboard.type(account)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('deposit-amount')).toBeFocused()
  await page.keyboard.type(amount)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('deposit-pin')).toBeFocused()
}

export const outcome = (page: Page) => page.getByTestId('outcome')

export async function expectOutcome(page: Page, state: string): Promise<void> {
  await expect(outcome(page)).toHaveAttribute('data-state', state)
}
