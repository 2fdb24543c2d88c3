import { expect, test } from 'playwright/test'
import { received } from './support/bank.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  signInAsAgent,
  typeDeposit,
  typeField,
} from './support/pages.ts'
import { makeProfile, removeProfile, startTeller } from './support/teller.ts'

/** The API document's section "Transaction": each of its calls carries a `sid` (transfers: tests/e2e/transfers.spec.ts). */
const WITH_SID = /\/(bsa\/(?!.*\/list)\S+|account\/balance)$/

test('what leaves this PC is what the API document asks for, in body and headers', async () => {
  const profile = makeProfile()
  const teller = await startTeller(profile)
  const { page, bankUrl } = teller
  try {
    await signInAsAgent(page)
    await typeDeposit(page, '14047', '25+', AGENT.pin)
    await expectOutcome(page, 'confirmed')
    await goOnFromOutcome(page)
    await page.keyboard.press('F6')
    for (const [field, text] of Object.entries({ account: '14047', pin: AGENT.pin })) {
      await expect(page.getByTestId(`customer-balance-${field}`)).toBeFocused()
      await typeField(page, text)
    }
    await expect(page.getByTestId('customer-balance-value')).toHaveAttribute('data-shown', 'true')
    await page.getByTestId('logout').click()
    await expect(page.getByTestId('login-username')).toBeFocused()
    await expect.poll(() => received(bankUrl, '/users/logout')).toHaveLength(1)

    const [deposit, ...more] = await received(bankUrl, '/bsa/depositAccount')
    expect(more).toEqual([])
    expect(deposit?.body).toEqual({
      ...{ toAccount: '14047', name: 'Ardha Herdianto', amount: '25000' },
      ...{ narration: 'Setor tunai', pin_transaksi: '******' },
    })
    const [balance] = await received(bankUrl, '/bsa/customerbalance')
    expect(balance?.body).toEqual({ pin_platform: '******', accountNum: '14047' })

    const all = await received(bankUrl, '')
    const [signedIn, ...others] = all
    expect(signedIn?.path).toMatch(/\/users\/auth$/)
    expect(signedIn?.body).toEqual({ username: AGENT.username, password: '******' })
    expect(signedIn?.headers['sessionid']).toBeUndefined()
    const sessions = new Set(others.map(({ headers }) => headers['sessionid']))
    expect([...sessions]).toEqual([expect.stringMatching(/^.{20,}$/)])
    const references = others.filter(({ path }) => WITH_SID.test(path)).map(({ headers }) => headers['sid'])
    expect(references.length).toBeGreaterThanOrEqual(4)
    for (const reference of references) expect(reference).toMatch(/^\d{16}$/)
    expect(new Set(references).size).toBe(references.length)
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
