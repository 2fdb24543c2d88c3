import { expect, test, type Page } from 'playwright/test'
import { postings, received, setFaults } from './support/bank.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  keepCash,
  signInAsAgent,
  typeField,
  typeMoney,
} from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** How each transfer is typed, and what the API document has it send. */
const TRANSFERS = {
  intrabank: {
    key: 'F3',
    posting: 'intrabank-transfer' as const,
    path: '/bsa/transfer/intrabank',
    typed: { account: '14048', amount: '10+' },
    total: 'Rp11.000',
    fee: 'Rp1.000',
    inquiry: { account_number: '14048' },
    payment: {
      account_number: '14048',
      account_name: 'NASABAH LATIHAN 1',
      amount: 10_000,
      admin_fee: 1_000,
      pin: '******',
    },
  },
  interbank: {
    key: 'F4',
    posting: 'interbank-transfer' as const,
    path: '/bsa/transfer/interbank',
    typed: { bank: 'mandiri', account: '114451186', amount: '10+' },
    total: 'Rp16.500',
    fee: 'Rp6.500',
    inquiry: { bank_code: '008', account_number: '114451186' },
    payment: {
      transaction_id: expect.stringMatching(/^\d{9}$/) as unknown,
      bank_code: '008',
      bank_name: 'MANDRI',
      account_number: '114451186',
      account_name: 'Ardha Herdianto',
      amount: 10_000,
      admin_fee: 6_500,
      pin: '******',
    },
  },
} as const

for (const form of ['intrabank', 'interbank'] as const) {
  const { key, posting, path, typed, total, fee, inquiry, payment } = TRANSFERS[form]

  test.describe(`a transfer: ${form}`, () => {
    let profile: string
    let teller: Teller
    let page: Page

    test.beforeEach(async () => {
      profile = makeProfile()
      teller = await startTeller(profile)
      page = teller.page
      await signInAsAgent(page)
      await page.keyboard.press(key)
    })
    test.afterEach(async () => {
      await teller.close()
      removeProfile(profile)
    })

    test('by keyboard alone, with the cash to take on screen before it is taken', async () => {
      await typeMoney(page, form, typed)
      await expect(page.getByTestId(`${form}-name`)).toContainText(payment.account_name)
      await expect(page.getByTestId(`${form}-fee`)).toHaveText(fee)
      await expect(page.getByTestId(`${form}-total`)).toHaveText(total)
      await expect(page.getByTestId('receipt-preview')).toContainText(total)
      expect(await postings(teller.bankUrl, posting)).toEqual([])

      await page.keyboard.type(AGENT.pin)
      await page.keyboard.press('Enter')
      await expectOutcome(page, 'confirmed')
      const reference = await page.getByTestId('outcome-reference').innerText()
      const moved = await postings(teller.bankUrl, posting)
      expect(moved.map(({ sid }) => sid)).toEqual([reference])
      await expect(page.getByTestId('receipt-preview')).toContainText('BERHASIL')

      await goOnFromOutcome(page)
      await expect(page.getByTestId(`${form}-${'bank' in typed ? 'bank' : 'account'}`)).toBeFocused()
      await expect(page.getByTestId(`${form}-account`)).toHaveValue('')
      await page.keyboard.press('F8')
      await expect(page.getByTestId('journal-row')).toHaveAttribute('data-kind', form)
    })

    test('sends what the document says, and nothing else', async () => {
      await typeMoney(page, form, { ...typed, pin: AGENT.pin })
      await expectOutcome(page, 'confirmed')
      const [asked] = await received(teller.bankUrl, `${path}/inquiry`)
      const [paid, ...more] = await received(teller.bankUrl, `${path}/payment`)
      expect(asked?.body).toEqual(inquiry)
      expect(paid?.body).toEqual(payment)
      expect(more).toEqual([])
      for (const request of [asked, paid]) {
        expect(request?.headers).toMatchObject({
          'content-type': 'application/json',
          sessionid: expect.stringMatching(/^.{20,}$/),
          sid: expect.stringMatching(/^\d{16}$/),
        })
      }
    })

    test('a wrong PIN is refused in the words of the bank, and only the PIN is asked again', async () => {
      await typeMoney(page, form, { ...typed, pin: '000000' })
      await expectOutcome(page, 'rejected')
      await expect(page.getByTestId('outcome-message')).toContainText('Mohon maaf PIN transaksi anda salah')
      await goOnFromOutcome(page)
      await expect(page.getByTestId(`${form}-pin`)).toBeFocused()
      await expect(page.getByTestId(`${form}-account`)).toHaveValue(typed.account)
      await page.keyboard.type(AGENT.pin)
      await page.keyboard.press('Enter')
      await expectOutcome(page, 'confirmed')
      expect(await postings(teller.bankUrl, posting)).toHaveLength(1)
    })

    test('a line that drops after posting is unknown; the cash is accounted for, and the next one works', async () => {
      await setFaults(teller.bankUrl, [{ match: { path: `${path}/payment`, nth: 1 }, kind: 'drop-after' }])
      await typeMoney(page, form, { ...typed, pin: AGENT.pin })
      await expectOutcome(page, 'unknown')
      await page.keyboard.press('Enter')
      await expectOutcome(page, 'unknown')
      await keepCash(page)
      await expect(page.getByTestId('receipt-preview')).toContainText('BUKAN BUKTI TRANSAKSI BERHASIL')
      expect(await postings(teller.bankUrl, posting)).toHaveLength(1)

      await goOnFromOutcome(page)
      await typeMoney(page, form, { ...typed, amount: '20+', pin: AGENT.pin })
      await expectOutcome(page, 'confirmed')
    })

    test('an account that the bank does not know is said at its field, before any money', async () => {
      const account = page.getByTestId(`${form}-account`)
      if ('bank' in typed) await typeField(page, typed.bank)
      await expect(account).toBeFocused()
      await typeField(page, '99999')
      await expect(account).toHaveAttribute('aria-invalid', 'true')
      await expect(account).toHaveAccessibleDescription(/Ditolak bank/)
      expect(await received(teller.bankUrl, `${path}/payment`)).toEqual([])
    })
  })
}

test.describe('the list of banks', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
    await signInAsAgent(page)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  for (const { typed, chosen } of [
    { typed: ['008'], chosen: 'BANK MANDIRI · 008' },
    { typed: ['mandiri', 'ArrowDown'], chosen: 'BANK MANDIRI TASPEN · 564' },
    { typed: ['bca sya'], chosen: 'BANK BCA SYARIAH · 536' },
  ]) {
    test(`${typed.join(', ')} and Enter is ${chosen}`, async () => {
      await page.keyboard.press('F4')
      const bank = page.getByTestId('interbank-bank')
      await expect(bank).toBeFocused()
      const [text = '', ...keys] = typed
      await page.keyboard.type(text)
      await expect(bank).toHaveAttribute('aria-expanded', 'true')
      for (const key of keys) await page.keyboard.press(key)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('interbank-account')).toBeFocused()
      await expect(bank).toHaveValue(chosen)
    })
  }

  test('cannot be passed by without a bank, and Escape empties it before it leaves', async () => {
    await page.keyboard.press('F4')
    const bank = page.getByTestId('interbank-bank')
    await expect(bank).toBeFocused()
    await page.keyboard.type('tidak ada')
    await page.keyboard.press('Enter')
    await expect(bank).toBeFocused()
    await expect(bank).toHaveAttribute('aria-invalid', 'true')
    await page.keyboard.press('Escape')
    await expect(bank).toHaveValue('')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('deposit-account')).toBeFocused()
  })

  test('that could not be read says so, and is read again with Enter', async () => {
    await setFaults(teller.bankUrl, [{ match: { path: '/bank/list', nth: 1 }, kind: 'html' }])
    await page.keyboard.press('F4')
    const bank = page.getByTestId('interbank-bank')
    await expect(bank).toHaveAccessibleDescription(/Server bank sedang terganggu/)
    await page.keyboard.press('Enter')
    await expect(bank).toHaveAccessibleDescription(/Ketik nama atau kode bank/)
    await page.keyboard.type('008')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('interbank-account')).toBeFocused()
  })
})
