/** What three answers say about an account in the same words. */
import type { Bank } from '../bank.ts'
import type { Account } from '../ledger.ts'
import { rupiahFromSen } from '../wire-format.ts'

export function accountData(bank: Bank, account: Account, at: Date) {
  return {
    account_currency: 'IDR',
    account_number: account.number,
    account_name: account.name,
    account_balance: rupiahFromSen(bank.ledger.balanceOf(account.id)),
    phone_mobile: account.phoneMobile,
    phone_home: account.phoneHome,
    phone_office: account.phoneOffice,
    bank_code: account.bank,
    date_time: at.toISOString(),
  }
}
