import { expect, test, type Page } from 'playwright/test'
import { postings, setFaults } from './support/bank.ts'
import { chart, openDashboard } from './support/dashboard.ts'
import { MISBEHAVIOURS, TIMEOUT_MS, type Fault } from './support/misbehaviours.ts'
import { openingField, payOpening, typeOpening } from './support/opening.ts'
import { AGENT, expectOutcome, goOnFromOutcome, keepCash, signInAsAgent, typeField } from './support/pages.ts'
import { moveBySwitcher, SWITCHER_ACCOUNTS } from './support/switcher.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** The same misbehaviours as at the counter's forms, on the screens behind them. */
test.describe('a server that misbehaves', () => {
  test.setTimeout(240_000)
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile, { TELLER_TIMEOUT_MS: String(TIMEOUT_MS) })
    page = teller.page
    await signInAsAgent(page)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const strike = (service: 'bankplus' | 'switcher', path: string, fault: Fault) =>
    setFaults(teller.bankUrl, [{ ...fault, match: { service, path, nth: 1 } }])
  const eachFault = async (act: (said: RegExp, fault: Fault) => Promise<void>, except = '') => {
    for (const [what, { fault, said }] of Object.entries(MISBEHAVIOURS)) {
      if (what === except) continue
      await test.step(what, () => act(said, fault))
    }
  }

  test('asked for a graph: that one says so, and is drawn when it is asked again', async () => {
    await openDashboard(page)
    await eachFault(async (said, fault) => {
      await strike('bankplus', '/dashboard/bill', fault)
      await page.keyboard.press('F5')
      await expect(chart(page, 'bill')).toHaveAttribute('data-state', 'failed')
      await expect(chart(page, 'bill')).toContainText(said)
      await page.keyboard.press('F5')
      await expect(chart(page, 'bill')).toHaveAttribute('data-ready', 'true')
    })
  })

  test('told of a new password: either may be valid now, and it says so', async () => {
    await page.getByTestId('nav-password').click()
    const change = async (said: RegExp, fault: Fault) => {
      await strike('bankplus', '/account/changepass', { ...fault, when: 'before' })
      await expect(page.getByTestId('password-old')).toBeFocused()
      await typeField(page, AGENT.password)
      await typeField(page, 'kopi susu gula 7')
      await typeField(page, 'kopi susu gula 7')
      // A code that nobody knows is at least an answer, and a no.
      const expected = said.source.startsWith('Kode') ? said : /kata sandi mungkin sudah berganti/
      await expect(page.getByTestId('password-result')).toContainText(expected)
    }
    // Its "00" is all that this call answers: there is nothing else in it that could be of a wrong type.
    await eachFault(change, 'wrong types')
  })

  test('asked by way of the switcher: says so, and the next question is answered', async () => {
    const { bank, account, name } = SWITCHER_ACCOUNTS.beneficiary
    await page.getByTestId('nav-switcher').click()
    await page.getByTestId('switcher-inquiry-bank').fill(bank)
    await eachFault(async (said, fault) => {
      await strike('switcher', '/inquiry', fault)
      await page.getByTestId('switcher-inquiry-account').fill('')
      await page.getByTestId('switcher-inquiry-account').fill(account)
      await page.getByTestId('switcher-inquiry-account').press('Enter')
      await expect(page.getByTestId('switcher-transfer-failure')).toContainText(said)
      await page.getByTestId('switcher-inquiry-account').press('Enter')
      await expect(page.getByTestId('switcher-inquiry-result')).toContainText(name)
    })
    await page.getByTestId('switcher-check-refnum').fill('2004211931426110')
    await eachFault(async (said, fault) => {
      await strike('switcher', '/check', fault)
      await page.getByTestId('switcher-check-refnum').press('Enter')
      const told = page.getByTestId('switcher-check-failure').or(page.getByTestId('switcher-check-result'))
      await expect(told).toContainText(said)
      await page.getByTestId('switcher-check-refnum').press('Enter')
      await expect(page.getByTestId('switcher-check-result')).toHaveAttribute('data-result', 'found')
    })
  })

  test('told to move money by the switcher: not certain, sent once, and the next one works', async () => {
    await page.getByTestId('nav-switcher').click()
    let thousands = 10
    await eachFault(async (_said, fault) => {
      const before = (await postings(teller.bankUrl, 'switcher-transfer')).length
      await strike('switcher', '/transfer', fault)
      await moveBySwitcher(page, `${(thousands += 1)}+`)
      await expect(page.getByTestId('switcher-transfer-result')).toHaveAttribute('data-state', 'unknown')
      await expect
        .poll(async () => (await postings(teller.bankUrl, 'switcher-transfer')).length)
        .toBe(before + 1)
      await page.keyboard.press('Enter')
    })
    await moveBySwitcher(page, '99+')
    await expect(page.getByTestId('switcher-transfer-result')).toHaveAttribute('data-state', 'confirmed')
  })

  test('told to open an account: not certain, sent once, and the next customer is served', async () => {
    let person = 0
    const open = async () => {
      person += 1
      await typeOpening(page, { ktp: `351514010897000${person}` })
      await payOpening(page)
    }
    await eachFault(async (_said, fault) => {
      await strike('bankplus', '/bsa/openAccount', fault)
      await open()
      await expectOutcome(page, 'unknown')
      expect(await postings(teller.bankUrl, 'open-account')).toHaveLength(person)
      await keepCash(page)
      await goOnFromOutcome(page)
      await expect(openingField(page, 'consent')).toBeFocused()
    })
    await open()
    await expectOutcome(page, 'confirmed')
  })
})
