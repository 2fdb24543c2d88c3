/** Writes a complete seed into an empty ledger. */
import type { MonthCounts } from './history.ts'
import type { Inquiries } from './inquiries.ts'
import { capital, feeIncome, type Ledger } from './ledger.ts'
import type { CompleteSeed } from './seed.ts'
import { documentInterbankInquiry, documentPaymentCode, documentSwitcherTransfer } from './seed-data.ts'
import type { Users } from './users.ts'
import { senFromRupiah } from './wire-format.ts'

interface Parts {
  ledger: Ledger
  users: Users
  inquiries: Inquiries
  months: MonthCounts
}

export function plantSeed({ ledger, users, inquiries, months }: Parts, seed: CompleteSeed, at: Date): void {
  addInternalAccounts(ledger)
  for (const account of seed.accounts) ledger.addAccount(account)
  for (const { profile, account, ...secrets } of seed.users)
    users.add({ profile, accountNumber: account }, secrets)
  for (const past of seed.history) months.addHistory(past)

  // The document's transfer comes first and the opening balances last, so that every account starts with its own figure.
  postDocumentTransfer(ledger)
  for (const { bank, number, balance } of seed.accounts) {
    ledger.postOpeningBalance(`${bank}:${number}`, senFromRupiah(balance), at)
  }

  const agent = seed.users[0]?.profile.username ?? ''
  inquiries.addInterbank({ ...documentInterbankInquiry, username: agent })
  inquiries.addPaymentCode(documentPaymentCode.code, documentPaymentCode.account)
}

function addInternalAccounts(ledger: Ledger): void {
  const noPhones = { phoneMobile: '', phoneHome: '', phoneOffice: '' }
  for (const [id, name] of [
    [feeIncome, 'PENDAPATAN ADMIN'],
    [capital, 'MODAL BANK'],
  ] as const) {
    const [bank = '', number = ''] = id.split(':')
    ledger.addAccount({ bank, number, name, ...noPhones })
  }
}

function postDocumentTransfer(ledger: Ledger): void {
  const { postedAt, ...transfer } = documentSwitcherTransfer
  const at = new Date(postedAt)
  ledger.postOpeningBalance(transfer.debitAccount, transfer.amountSen, at)
  ledger.post({ kind: 'switcher-transfer', username: null, feeSen: 0, ...transfer }, at)
}
