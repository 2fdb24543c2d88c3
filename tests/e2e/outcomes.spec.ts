import { expect, test } from 'playwright/test'
import { depositPostings, endSessions, setFaults } from './support/bank.ts'
import { AGENT, expectOutcome, outcome, signIn, signInAsAgent, typeDeposit } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.describe('what can become of a deposit', () => {
  let profile: string
  let teller: Teller
  let bank: string

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    bank = teller.ready['bank']!
    await signInAsAgent(teller.page)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  test('the line drops after posting: unknown, never rejected, and the ledger moved once', async () => {
    const { page } = teller
    await setFaults(bank, [{ match: { path: '/bsa/depositAccount' }, kind: 'drop-after' }])
    await typeDeposit(page, '14047', '25000', AGENT.pin)
    await expectOutcome(page, 'unknown')
    expect(await depositPostings(bank)).toHaveLength(1)
    await expect(page.getByTestId('unknown-count')).toContainText('1')

    await page.keyboard.press('Enter')
    await expectOutcome(page, 'unknown')
    await page.getByTestId('cash-kept').click()
    await expect(page.getByTestId('outcome-message')).toBeVisible()
    expect(await depositPostings(bank)).toHaveLength(1)
  })

  test('the program dies while the bank is thinking: unknown after the restart', async () => {
    await setFaults(bank, [{ match: { path: '/bsa/depositAccount' }, kind: 'delay', ms: 60_000, when: 'after' }])
    await typeDeposit(teller.page, '14047', '25000', AGENT.pin)
    await expect.poll(() => depositPostings(bank)).toHaveLength(1)
    await teller.kill()
    teller = await startTeller(profile)
    await teller.page.getByTestId('unlock-password').fill(AGENT.password)
    await teller.page.getByTestId('unlock-password').press('Enter')
    await teller.page.keyboard.press('F8')
    await expect(teller.page.getByTestId('journal-row')).toHaveAttribute('data-state', 'unknown')
  })

  test('a wrong PIN: rejected in the words of the bank, the form kept without the PIN', async () => {
    const { page } = teller
    await typeDeposit(page, '14047', '25000', '000000')
    await expectOutcome(page, 'rejected')
    await expect(page.getByTestId('outcome-message')).toContainText('Mohon maaf PIN transaksi anda salah')
    expect(await depositPostings(bank)).toHaveLength(0)

    await expect
      .poll(async () => {
        await page.keyboard.press('Enter')
        return outcome(page).isVisible()
      })
      .toBe(false)
    await expect(page.getByTestId('deposit-account')).toHaveValue('14047')
    await expect(page.getByTestId('deposit-amount')).toHaveValue('25.000')
    await expect(page.getByTestId('deposit-pin')).toHaveValue('')
    await expect(page.getByTestId('deposit-pin')).toBeFocused()

    await page.keyboard.type(AGENT.pin)
    await page.keyboard.press('Enter')
    await expectOutcome(page, 'confirmed')
    expect(await depositPostings(bank)).toHaveLength(1)
  })

  test('a session that ended: sign in again over the kept form, nothing repeated', async () => {
    const { page } = teller
    await page.keyboard.type('14047')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('deposit-amount')).toBeFocused()
    await endSessions(bank)
    await page.keyboard.type('25000')
    await page.keyboard.press('Enter')
    await page.keyboard.type(AGENT.pin)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('unlock-password')).toBeVisible()
    await page.getByTestId('unlock-password').fill(AGENT.password)
    await page.getByTestId('unlock-password').press('Enter')
    await expect(page.getByTestId('deposit-account')).toHaveValue('14047')
    expect(await depositPostings(bank)).toHaveLength(0)
  })

  for (const { what, account, amount, pin } of [
    { what: 'an account with a space', account: '14 047', amount: '', pin: '' },
    { what: 'amount zero', account: '14047', amount: '0', pin: '' },
    { what: 'a negative amount', account: '14047', amount: '-5', pin: '' },
    { what: 'letters for an amount', account: '14047', amount: 'lima', pin: '' },
    { what: 'sixteen digits', account: '14047', amount: '1234567890123456', pin: '' },
    { what: 'a PIN of five digits', account: '14047', amount: '25000', pin: '12345' },
  ]) {
    test(`${what} is refused in the form`, async () => {
      const { page } = teller
      for (const text of [account, amount, pin].filter((typed) => typed !== '')) {
        await page.keyboard.type(text)
        await page.keyboard.press('Enter')
        await expect(page.getByText('…')).toHaveCount(0)
      }
      await expect(page.locator('[role=alert], [aria-live] .field-problem, .field-problem').first()).toBeVisible()
      await expect(outcome(page)).toHaveCount(0)
      expect(await depositPostings(bank)).toHaveLength(0)
    })
  }
})

test.describe('sign-in', () => {
  let profile: string
  let teller: Teller

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  test('a wrong password: said, and the form kept', async () => {
    await signIn(teller.page, AGENT.username, 'wrong')
    await expect(teller.page.getByTestId('login-error')).toBeVisible()
    await expect(teller.page.getByTestId('login-username')).toHaveValue(AGENT.username)
    await signInAsAgent(teller.page)
  })
})
