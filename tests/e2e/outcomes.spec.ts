import { expect, test } from 'playwright/test'
import { depositPostings, endSessions, setFaults } from './support/bank.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  outcome,
  signIn,
  signInAsAgent,
  typeDeposit,
  unlock,
} from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.describe('what can become of a deposit', () => {
  let profile: string
  let teller: Teller
  let bank: string

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    bank = teller.bankUrl
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
    await setFaults(bank, [
      { match: { path: '/bsa/depositAccount' }, kind: 'delay', ms: 60_000, when: 'after' },
    ])
    await typeDeposit(teller.page, '14047', '25000', AGENT.pin)
    // Nothing that is typed after the Enter that sent it lands in the form, which is not drawn as sent before 100 ms are over.
    await teller.page.keyboard.type('9+')
    await expect.poll(() => depositPostings(bank)).toHaveLength(1)
    await expect(teller.page.getByTestId('deposit-submit')).toHaveAttribute('aria-disabled', 'true')
    await expect(teller.page.getByTestId('deposit-pin')).toHaveValue('')
    await expect(teller.page.getByTestId('deposit-amount')).toHaveValue('25.000')
    await teller.kill()
    teller = await startTeller(profile)
    await unlock(teller.page)
    // Its cash is asked about before anything else.
    await expect(teller.page.getByTestId('unknown-detail')).toBeVisible()
    await teller.page.keyboard.press('F8')
    await expect(teller.page.getByTestId('journal-row')).toHaveAttribute('data-state', 'unknown')
  })

  test('a wrong PIN: rejected in the words of the bank, the form kept without the PIN', async () => {
    const { page } = teller
    await typeDeposit(page, '14047', '25000', '000000')
    await expectOutcome(page, 'rejected')
    await expect(page.getByTestId('outcome-message')).toContainText('Mohon maaf PIN transaksi anda salah')
    expect(await depositPostings(bank)).toHaveLength(0)

    await goOnFromOutcome(page)
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

  for (const { what, field, keys } of [
    { what: 'an account with a space', field: 'account', keys: ['14 047'] },
    { what: 'amount zero', field: 'amount', keys: ['14047', '0'] },
    { what: 'a negative amount', field: 'amount', keys: ['14047', '-5'] },
    { what: 'letters for an amount', field: 'amount', keys: ['14047', 'lima'] },
    { what: 'sixteen digits', field: 'amount', keys: ['14047', '1234567890123456'] },
    { what: 'a PIN of five digits', field: 'pin', keys: ['14047', '25000', '12345'] },
  ]) {
    test(`${what} is refused in the form, with a sentence`, async () => {
      const { page } = teller
      const fields = ['account', 'amount', 'pin']
      for (const [step, text] of keys.entries()) {
        await expect(page.getByTestId(`deposit-${fields[step]}`)).toBeFocused()
        await page.keyboard.type(text)
        await page.keyboard.press('Enter')
      }
      const input = page.getByTestId(`deposit-${field}`)
      await expect(input).toHaveAttribute('aria-invalid', 'true')
      await expect(input).toHaveAccessibleDescription(/\S{3}/)
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
    await expect(teller.page.getByTestId('login-error')).toContainText(/tidak ditemukan|salah/i)
    await expect(teller.page.getByTestId('login-username')).toHaveValue(AGENT.username)
    await signInAsAgent(teller.page)
  })

  test('a user who is switched off, and one who is still waiting: each in words of its own', async () => {
    const error = teller.page.getByTestId('login-error')
    await signIn(teller.page, 'BNIUS100295', 'N0n4ktif')
    await expect(error).toBeVisible()
    const deactivated = await error.innerText()
    await signIn(teller.page, 'BNIUS100296', 'P3nd1ng4')
    await expect(error).not.toHaveText(deactivated)
    await expect(teller.page.getByTestId('login-username')).toHaveValue('BNIUS100296')
  })
})

test('a bank that cannot be reached: said on the sign-in, and the form kept', async () => {
  const profile = makeProfile()
  // Nothing listens on the discard port.
  const teller = await startTeller(profile, {
    TELLER_MODE: 'live',
    TELLER_API_URL: 'http://127.0.0.1:9/bankplus',
  })
  try {
    await signIn(teller.page)
    await expect(teller.page.getByTestId('login-error')).toContainText(/tidak terjangkau/)
    await expect(teller.page.getByTestId('login-username')).toHaveValue(AGENT.username)
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
