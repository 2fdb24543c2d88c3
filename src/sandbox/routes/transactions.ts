/** Section "Transaction" of the API document, except transfers and the agent's own balance. */
import { checkPin, forAgent, payFromAgent, type AgentCall } from '../access.ts'
import { noSuchAccount, ok, type Answer } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { requireAmountText, requireText } from '../fields.ts'
import type { Account } from '../ledger.ts'
import type { Operation } from '../service.ts'
import { agentBlock, agentCode } from '../users.ts'
import {
  groupedRupiah,
  maskPhone,
  rupiahFromSen,
  senFromRupiah,
  traceCode,
  wibDateTime,
} from '../wire-format.ts'
import { accountData } from './account-data.ts'
import { openAccount } from './open-account.ts'

export function transactionOperations(bank: Bank): Operation[] {
  return [
    { path: '/bsa/checkAccount', run: forAgent(bank, (call) => checkAccount(bank, call)) },
    { path: '/bsa/customerbalance', run: forAgent(bank, (call) => customerBalance(bank, call)) },
    { path: '/bsa/depositAccount', run: forAgent(bank, (call) => deposit(bank, call)) },
    { path: '/bsa/openAccount', run: forAgent(bank, (call) => openAccount(bank, call)) },
  ]
}

function checkAccount(bank: Bank, call: AgentCall): Answer {
  const { user, at, fields } = call
  const account = customerAccount(bank, call, requireText(fields, 'accountNum'))
  const data = {
    ...accountData(bank, account, at),
    referenceNumber: traceCode(at),
    kodeAgen: agentCode(user),
    admin: bank.fees.deposit,
    phoneNumber: maskPhone(account.phoneMobile),
  }
  return ok('Inquiry result.', { data, agent: agentBlock(user) })
}

function customerBalance(bank: Bank, call: AgentCall): Answer {
  const { user, at, fields } = call
  const number = requireText(fields, 'accountNum')
  checkPin(bank, call, 'pin_platform')
  const account = customerAccount(bank, call, number)
  bank.months.addBalanceCheck(user.username, at)
  const data = {
    ...accountData(bank, account, at),
    phone_mobile: maskPhone(account.phoneMobile),
    phone_home: maskPhone(account.phoneHome),
    phone_office: maskPhone(account.phoneOffice),
  }
  const message = `Transaksi a.n ${account.name}, pada ${wibDateTime(at)} berhasil dilakukan.`
  return ok(message, { data, agent: agentBlock(user) })
}

/** The name in the request is not compared: the document's own example deposits for "ardha" to Ardha Herdianto. */
function deposit(bank: Bank, call: AgentCall): Answer {
  const { user, at, fields, bankCode } = call
  const number = requireText(fields, 'toAccount')
  requireText(fields, 'name')
  const amountSen = requireAmountText(fields, 'amount')
  const narration = requireText(fields, 'narration')
  checkPin(bank, call, 'pin_transaksi')
  const account = customerAccount(bank, call, number)

  const feeSen = senFromRupiah(bank.fees.deposit)
  payFromAgent(bank, call, { kind: 'deposit', creditAccount: account.id, amountSen, feeSen, narration })

  const amount = groupedRupiah(amountSen)
  const admin = groupedRupiah(feeSen)
  const data = {
    amount,
    admin,
    total: groupedRupiah(amountSen + feeSen),
    date_time: at.toISOString(),
    account_number_customer: account.number,
    account_name: account.name,
    deposit_amount: rupiahFromSen(amountSen),
    bank_code: bankCode,
  }
  // The spaces before the comma and at the end are the document's.
  const message = `Transaksi a.n ${account.name} Rp.${amount} , admin Rp.${admin} berhasil dilakukan `
  return ok(message, { data, agent: agentBlock(user) })
}

function customerAccount(bank: Bank, { bankCode, at }: AgentCall, number: string): Account {
  const account = bank.ledger.findAccount(bankCode, number)
  if (!account) throw noSuchAccount(bankCode, at)
  return account
}
