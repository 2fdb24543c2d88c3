import { expect, type Page } from 'playwright/test'
import { typeField } from './pages.ts'

/** Two accounts of the API document's switcher examples. */
export const SWITCHER_ACCOUNTS = {
  source: { bank: 'BRINIDJA', account: '888801000003301' },
  beneficiary: { bank: 'BRINIDJA', account: '888801000157508', name: 'ALOYSIUS AGUS WARI Z' },
}

/** Fills the transfer with the keyboard alone, up to its outcome. */
export async function moveBySwitcher(page: Page, amount: string): Promise<void> {
  const { source, beneficiary } = SWITCHER_ACCOUNTS
  const typed: [string, string][] = [
    ['inquiry-bank', beneficiary.bank],
    ['inquiry-account', beneficiary.account],
    ['transfer-sourceBank', source.bank],
    ['transfer-sourceAccount', source.account],
    ['transfer-amount', amount],
    ['transfer-remark', 'Titipan'],
  ]
  for (const [field, text] of typed) {
    await expect(page.getByTestId(`switcher-${field}`)).toBeFocused()
    await typeField(page, text)
  }
  await expect(page.getByTestId('switcher-transfer-result')).toBeVisible()
}
