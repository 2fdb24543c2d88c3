import { expect, test, type Page } from 'playwright/test'
import { postings, received, setFaults } from './support/bank.ts'
import { signInAsAgent, typeField } from './support/pages.ts'
import { SUPERVISOR } from './support/people.ts'
import { moveBySwitcher, SWITCHER_ACCOUNTS } from './support/switcher.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** Moves between accounts, by keyboard, judged by the sandbox's ledger. */
test.describe('the switcher', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
    await signInAsAgent(page)
    await page.getByTestId('nav-switcher').click()
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const referenceOf = async (testId: string) =>
    /\d{16}/.exec((await page.getByTestId(testId).textContent()) ?? '')![0]

  /** Asks what became of a reference. */
  const check = async (refnum: string) => {
    await page.getByTestId('switcher-check-refnum').fill(refnum)
    await page.getByTestId('switcher-check-refnum').press('Enter')
  }
  const takeBack = async (who = SUPERVISOR) => {
    await expect(page.getByTestId('switcher-reversal-reason')).toBeFocused()
    await typeField(page, 'Rekening tujuan salah')
    await expect(page.getByTestId('approval-username')).toBeFocused()
    await typeField(page, who.username)
    await page.getByTestId('approval-password').fill(who.password)
    await page.getByTestId('approval-password').press('Enter')
  }

  test('moves money, says what became of it, and takes it back once', async () => {
    const { source, beneficiary } = SWITCHER_ACCOUNTS
    await moveBySwitcher(page, '75+')
    await expect(page.getByTestId('switcher-transfer-result')).toHaveAttribute('data-state', 'confirmed')
    const reference = await referenceOf('switcher-transfer-result')
    const [sent] = await received(teller.bankUrl, '/transfer')
    expect(sent?.body).toEqual({
      refnum: reference,
      paymentCode: expect.stringMatching(/^\w{32}$/),
      sourceBank: source.bank,
      sourceAccount: source.account,
      amount: 75_000,
      remark: 'Titipan',
    })
    expect(
      (await postings(teller.bankUrl, 'switcher-transfer')).filter(({ sid }) => sid === reference),
    ).toEqual([expect.objectContaining({ amountSen: 7_500_000 })])

    await check(reference)
    const found = page.getByTestId('switcher-check-result')
    await expect(found).toHaveAttribute('data-result', 'found')
    await expect(found).toContainText(beneficiary.name)
    await expect(found).toContainText('Rp75.000')

    await takeBack()
    await expect(page.getByTestId('switcher-reversal-result')).toHaveAttribute('data-state', 'confirmed')
    await expect(page.getByTestId('switcher-reversal-result')).toContainText('Rp75.000 sudah kembali')
    const [reversal] = await received(teller.bankUrl, '/reversal')
    expect(reversal?.body).toEqual({
      refnum: expect.stringMatching(/^\d{16}$/),
      refnumTarget: reference,
      journal: await page.getByTestId('switcher-reversal-journal').textContent(),
    })

    // Once more, by another check: the bank no longer tells of it as moved, and the ledger stays.
    await check(reference)
    await expect(found).toHaveAttribute('data-result', 'undecided')
    expect(await postings(teller.bankUrl, 'switcher-reversal')).toHaveLength(1)

    await page.keyboard.press('F8')
    await expect(page.locator(`[data-reference="${reference}"]`)).toHaveAttribute('data-state', 'reversed')
  })

  test('a second reversal from the same check is refused and says why', async () => {
    await moveBySwitcher(page, '75+')
    const reference = await referenceOf('switcher-transfer-result')
    const other = await checkElsewhere(reference)
    await check(reference)
    await other.takeBack()
    await takeBack()
    await expect(page.getByTestId('switcher-reversal-result')).toHaveAttribute('data-state', 'rejected')
    await expect(page.getByTestId('switcher-reversal-result')).toContainText('sudah pernah dibatalkan')
    expect(await postings(teller.bankUrl, 'switcher-reversal')).toHaveLength(1)
  })

  /** Another workstation that takes the same transfer back first. */
  async function checkElsewhere(refnum: string) {
    const { switcherUrl } = await page.evaluate(async () => {
      interface Teller {
        invoke(method: string, input: object): Promise<{ value: { sandbox: { switcherUrl: string } } }>
      }
      return (await (globalThis as unknown as { teller: Teller }).teller.invoke('app.info', {})).value.sandbox
    })
    const post = (path: string, body: object) =>
      fetch(`${switcherUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((response) => response.json() as Promise<{ code: string; data: { journal: string } }>)
    const { data } = await post('/check', { refnum })
    return {
      takeBack: async () => {
        const body = { refnum: '2611220000000001', refnumTarget: refnum, journal: data.journal }
        expect((await post('/reversal', body)).code).toBe('00')
      },
    }
  }

  test('what is not known to be posted is said to be unknown, and is found by its reference', async () => {
    await setFaults(teller.bankUrl, [
      { match: { service: 'switcher', path: '/transfer', nth: 1 }, kind: 'drop-after' },
    ])
    await moveBySwitcher(page, '75+')
    const result = page.getByTestId('switcher-transfer-result')
    await expect(result).toHaveAttribute('data-state', 'unknown')
    await expect(result).toContainText('Jangan ulangi')
    await expect(page.getByTestId('unknown-count')).toContainText('1')
    await check(await referenceOf('switcher-transfer-result'))
    await expect(page.getByTestId('switcher-check-result')).toHaveAttribute('data-result', 'found')

    await check('2001010000000000')
    await expect(page.getByTestId('switcher-check-result')).toHaveAttribute('data-result', 'not-found')
    await check('20010100')
    await expect(page.getByText('Ref harus 16 angka')).toBeVisible()
  })

  test('who is no supervisor cannot agree, nor can oneself', async () => {
    await moveBySwitcher(page, '75+')
    await check(await referenceOf('switcher-transfer-result'))
    await takeBack({ username: 'BNIUS100294', password: 'T6jkl4ss' })
    await expect(page.getByText('Itu akun Anda sendiri', { exact: false })).toBeVisible()
    expect(await received(teller.bankUrl, '/reversal')).toEqual([])
  })
})
