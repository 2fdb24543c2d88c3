import { expect, test, type Locator, type Page } from 'playwright/test'
import { postings, received, setFaults } from './support/bank.ts'
import { MISBEHAVIOURS, TIMEOUT_MS, type Fault } from './support/misbehaviours.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  keepCash,
  signIn,
  signInAsAgent,
  typeField,
  typeMoney,
} from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** Every screen that asks the bank something: where it asks, how to ask, and where it says what went wrong. */
const QUESTIONS: Record<
  string,
  { path: string; ask(page: Page): Promise<Locator>; again(page: Page): Promise<void> }
> = {
  'the account of a deposit': {
    path: '/bsa/checkAccount',
    async ask(page) {
      await freshForm(page, 'F2', 'deposit-account')
      await typeField(page, '14047')
      return noteOf(page, 'deposit-account')
    },
    again: async (page) => {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('deposit-name')).toContainText('Ardha')
    },
  },
  'the account of a transfer within the bank': {
    path: '/transfer/intrabank/inquiry',
    async ask(page) {
      await freshForm(page, 'F3', 'intrabank-account')
      await typeField(page, '14048')
      return noteOf(page, 'intrabank-account')
    },
    again: async (page) => {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('intrabank-name')).toContainText('NASABAH')
    },
  },
  'the account of a transfer to another bank': {
    path: '/transfer/interbank/inquiry',
    async ask(page) {
      await freshForm(page, 'F4', 'interbank-bank')
      await typeField(page, 'mandiri')
      await typeField(page, '114451186')
      return noteOf(page, 'interbank-account')
    },
    again: async (page) => {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('interbank-name')).toContainText('Ardha')
    },
  },
  "a customer's balance": {
    path: '/bsa/customerbalance',
    async ask(page) {
      await freshForm(page, 'F6', 'customer-balance-account')
      await typeField(page, '14047')
      await typeField(page, AGENT.pin)
      return page.getByTestId('customer-balance-failure')
    },
    again: async (page) => {
      await expect(page.getByTestId('customer-balance-pin')).toBeFocused()
      await typeField(page, AGENT.pin)
      await expect(page.getByTestId('customer-balance-value')).toHaveAttribute('data-shown', 'true')
    },
  },
  "the agent's balance": {
    path: '/account/balance',
    async ask(page) {
      await page.getByTestId('nav-journal').click()
      await page.getByTestId('nav-agent-balance').click()
      await page.keyboard.press('Enter')
      return page.getByRole('alert').last()
    },
    again: async (page) => {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('agent-balance-value')).toHaveAttribute('data-shown', 'true')
    },
  },
}

const POSTINGS = {
  deposit: { key: 'F2', path: '/bsa/depositAccount', posting: 'deposit', account: '14047' },
  intrabank: {
    ...{
      key: 'F3',
      path: '/transfer/intrabank/payment',
      posting: 'intrabank-transfer' as const,
      account: '14048',
    },
  },
  interbank: {
    ...{
      key: 'F4',
      path: '/transfer/interbank/payment',
      posting: 'interbank-transfer' as const,
      bank: 'mandiri',
    },
    account: '114451186',
  },
} as const

/** Opens a form at its first field, empty, whatever it held. */
async function freshForm(page: Page, key: string, first: string): Promise<void> {
  await page.keyboard.press(key)
  await page.getByTestId(first).focus()
  await page.getByTestId(first).fill('')
}

/** What a field says of itself. */
const noteOf = (page: Page, field: string) =>
  page
    .locator('.field', { has: page.getByTestId(field) })
    .locator('p')
    .last()

test.describe('a server that misbehaves', () => {
  test.setTimeout(180_000)
  let profile: string
  let teller: Teller
  let page: Page
  let amount = 10_000

  test.beforeAll(async () => {
    profile = makeProfile()
    teller = await startTeller(profile, { TELLER_TIMEOUT_MS: String(TIMEOUT_MS) })
    page = teller.page
  })
  test.afterAll(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const strike = (path: string, fault: Fault) =>
    setFaults(teller.bankUrl, [{ ...fault, match: { path, nth: 1 } }])

  test('at the sign-in: says so, keeps the form, and the next try comes in', async () => {
    for (const [what, { fault, said }] of Object.entries(MISBEHAVIOURS)) {
      await strike('/users/auth', fault)
      await signIn(page)
      await expect(page.getByTestId('login-error'), what).toContainText(said)
      await expect(page.getByTestId('login-username')).toHaveValue(AGENT.username)
    }
    await signInAsAgent(page)
  })

  for (const [question, { path, ask, again }] of Object.entries(QUESTIONS)) {
    test(`asked for ${question}: says that no money moved, and the next question is answered`, async () => {
      for (const [what, { fault, said }] of Object.entries(MISBEHAVIOURS)) {
        await test.step(what, async () => {
          await strike(path, fault)
          const note = await ask(page)
          await expect(note).toContainText(said)
          await again(page)
        })
      }
    })
  }

  for (const [form, { key, path, posting, ...typed }] of Object.entries(POSTINGS)) {
    test(`sent a ${form}: not certain, whatever came back; sent once, and the next one works`, async () => {
      await freshForm(page, key, `${form}-${'bank' in typed ? 'bank' : 'account'}`)
      for (const [what, { fault }] of Object.entries(MISBEHAVIOURS)) {
        await test.step(what, async () => {
          amount += 1_000
          const before = (await postings(teller.bankUrl, posting)).length
          await strike(path, fault)
          await typeMoney(page, form as keyof typeof POSTINGS, {
            ...typed,
            ...{ amount: String(amount), pin: AGENT.pin },
          })
          await expectOutcome(page, 'unknown')
          expect(await postings(teller.bankUrl, posting)).toHaveLength(before + 1)
          await keepCash(page)
          await goOnFromOutcome(page)
        })
      }
      amount += 1_000
      await typeMoney(page, form as keyof typeof POSTINGS, {
        ...typed,
        ...{ amount: String(amount), pin: AGENT.pin },
      })
      await expectOutcome(page, 'confirmed')
      await goOnFromOutcome(page)
    })
  }

  test('asked for the list of banks: says so at the field, and reads it again with Enter', async () => {
    // The list is kept for the day once it was read: a new profile has not read it yet.
    await teller.close()
    removeProfile(profile)
    profile = makeProfile()
    teller = await startTeller(profile, { TELLER_TIMEOUT_MS: String(TIMEOUT_MS) })
    page = teller.page
    await signInAsAgent(page)
    for (const [what, { fault, said }] of Object.entries(MISBEHAVIOURS)) {
      await test.step(what, async () => {
        const asked = async () => (await received(teller.bankUrl, '/bank/list')).length
        const before = await asked()
        await strike('/bank/list', fault)
        await page.keyboard.press('F8')
        await expect(page.getByTestId('journal-search')).toBeVisible()
        await page.keyboard.press('F4')
        // Some answers are told in the same words: those of the answer before must not be taken for this one's.
        await expect.poll(asked).toBe(before + 1)
        await expect(noteOf(page, 'interbank-bank')).toContainText(said)
      })
    }
    await page.keyboard.press('Enter')
    await expect(noteOf(page, 'interbank-bank')).toContainText('Ketik nama atau kode bank')
  })
})
