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
  await typeMoney(page, 'deposit', { account, amount, pin })
}

export const typeDepositUpToPin = (page: Page, account: string, amount: string) =>
  typeMoney(page, 'deposit', { account, amount })

/** As {@link typeDeposit}, for each form in which cash is taken; without a PIN it stops before it. */
export async function typeMoney(
  page: Page,
  form: 'deposit' | 'intrabank' | 'interbank',
  typed: { bank?: string; account: string; amount: string; pin?: string },
): Promise<void> {
  const fields = (['bank', 'account', 'amount', 'pin'] as const).filter(
    (field) => field in typed || field === 'pin',
  )
  for (const field of fields) {
    await expect(page.getByTestId(`${form}-${field}`)).toBeFocused()
    const text = typed[field]
    if (text === undefined) return
    // Nothing is sent before the name has been shown, however quickly the PIN is typed.
    if (field === 'pin')
      await expect(page.getByTestId(`${form}-name`)).not.toHaveText(/^$|Memeriksa|Checking/)
    await typeField(page, text)
  }
}

/** Types into whatever has the focus, and goes on. */
export async function typeField(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Says of an unknown that the cash was kept; an outcome is deaf to the first moment. */
export async function keepCash(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('s')
    await expect(page.getByTestId('outcome-cash')).toBeVisible({ timeout: 500 })
  }).toPass()
}

/** From an outcome to whatever its Enter leads to; it is deaf to the first one, for a moment. */
export async function goOnFromOutcome(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.press('Enter')
      return outcome(page).isVisible()
    })
    .toBe(false)
}

export const outcome = (page: Page) => page.getByTestId('outcome')

export async function expectOutcome(page: Page, state: string): Promise<void> {
  await expect(outcome(page)).toHaveAttribute('data-state', state)
}
