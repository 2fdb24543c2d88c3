/**
 * The transfers of section "Transaction". They name no source account: the customer pays cash, and the agent's account
 * is debited with amount and fee.
 */
import { checkPin, forAgent, payFromAgent, type AgentCall } from '../access.ts'
import {
  feeMismatch,
  invalidInterbankAccount,
  invalidTransaction,
  noSuchAccount,
  ok,
  transactionUsed,
  type Answer,
} from '../answers.ts'
import { interbankName } from '../bank-codes.ts'
import type { Bank } from '../bank.ts'
import { requireAmount, requireFee, requireText } from '../fields.ts'
import { hasExpired, type InterbankInquiry } from '../inquiries.ts'
import type { Operation } from '../service.ts'
import { agentBlock } from '../users.ts'
import { rupiahFromSen, senFromRupiah } from '../wire-format.ts'

export function transferOperations(bank: Bank): Operation[] {
  const base = '/bsa/transfer'
  return [
    { path: `${base}/intrabank/inquiry`, run: forAgent(bank, (call) => intrabankInquiry(bank, call)) },
    { path: `${base}/intrabank/payment`, run: forAgent(bank, (call) => intrabankPayment(bank, call)) },
    { path: `${base}/interbank/inquiry`, run: forAgent(bank, (call) => interbankInquiry(bank, call)) },
    { path: `${base}/interbank/payment`, run: forAgent(bank, (call) => interbankPayment(bank, call)) },
  ]
}

function intrabankInquiry(bank: Bank, { fields, user, at, bankCode }: AgentCall): Answer {
  const account = bank.ledger.findAccount(bankCode, requireText(fields, 'account_number'))
  if (!account) throw noSuchAccount(bankCode, at)
  const data = {
    account_currency: 'IDR',
    admin_fee: bank.fees.intrabank,
    bank_code: bankCode,
    date_time: at.toISOString(),
    account_number: account.number,
    account_name: account.name,
  }
  return ok('Success intrabank transfer Inquiry!', { data, agent: agentBlock(user) })
}

/** An inquiry is not asked for, since the document gives nothing that would tie a payment to one. */
function intrabankPayment(bank: Bank, call: AgentCall): Answer {
  const { fields, user, at, bankCode } = call
  const number = requireText(fields, 'account_number')
  requireText(fields, 'account_name')
  const amountSen = requireAmount(fields, 'amount')
  const feeSen = requireFee(fields, 'admin_fee')
  checkPin(bank, call, 'pin')
  const account = bank.ledger.findAccount(bankCode, number)
  if (!account) throw noSuchAccount(bankCode, at)
  if (feeSen !== senFromRupiah(bank.fees.intrabank)) throw feeMismatch(bankCode, at)

  const movement = { kind: 'intrabank-transfer', creditAccount: account.id, amountSen, feeSen } as const
  payFromAgent(bank, call, { ...movement, narration: 'Transfer' })

  const data = {
    date_time: at.toISOString(),
    admin_fee: rupiahFromSen(feeSen),
    total: rupiahFromSen(amountSen + feeSen),
    bank_code: bankCode,
    amount: rupiahFromSen(amountSen),
    account_number: account.number,
    account_name: account.name,
  }
  return ok(`Berhasil transfer antar ${bankCode}!`, { data, agent: agentBlock(user) })
}

function interbankInquiry(bank: Bank, { fields, user, at, bankCode: ownBank }: AgentCall): Answer {
  const bankCode = requireText(fields, 'bank_code')
  const number = requireText(fields, 'account_number')
  const bankName = interbankName(bankCode)
  const account = bank.ledger.findAccount(bankCode, number)
  if (!bankName || !account) throw invalidInterbankAccount(ownBank, at)
  const feeSen = senFromRupiah(bank.fees.interbank)
  const { username } = user
  const data = {
    transaction_id: bank.inquiries.openInterbank({ username, account: account.id, feeSen }, at),
    admin_fee: bank.fees.interbank,
    bank_code: bankCode,
    date_time: at.toISOString(),
    bank_name: bankName,
    account_number: account.number,
    account_name: account.name,
  }
  return ok('Success interbank transfer Inquiry!', { data, agent: agentBlock(user) })
}

/** Pays one inquiry once: same agent, same destination, same fee, within its lifetime. */
function interbankPayment(bank: Bank, call: AgentCall): Answer {
  const { fields, user, at, bankCode: ownBank } = call
  const transactionId = requireText(fields, 'transaction_id')
  const bankCode = requireText(fields, 'bank_code')
  const bankName = requireText(fields, 'bank_name')
  const number = requireText(fields, 'account_number')
  requireText(fields, 'account_name')
  const amountSen = requireAmount(fields, 'amount')
  const feeSen = requireFee(fields, 'admin_fee')
  checkPin(bank, call, 'pin')
  const inquiry = payableInquiry(bank, call, transactionId)
  const account = bank.ledger.account(inquiry.account)
  if (account.id !== `${bankCode}:${number}`) throw invalidTransaction(ownBank, at)
  if (inquiry.feeSen !== feeSen) throw feeMismatch(ownBank, at)

  bank.ledger.atomically(() => {
    const movement = { kind: 'interbank-transfer', creditAccount: account.id, amountSen, feeSen } as const
    payFromAgent(bank, call, { ...movement, narration: `Transfer ${bankName}` })
    bank.inquiries.markPaid(transactionId, at)
  })

  const data = {
    date_time: at.toISOString(),
    admin_fee: rupiahFromSen(feeSen),
    total: rupiahFromSen(amountSen + feeSen),
    bank_code: bankCode,
    amount: rupiahFromSen(amountSen),
    bank_name: interbankName(bankCode),
    account_number: account.number,
    account_name: account.name,
  }
  return ok('Berhasil transfer antar bank!', { data, agent: agentBlock(user) })
}

function payableInquiry(
  bank: Bank,
  { user, at, bankCode }: AgentCall,
  transactionId: string,
): InterbankInquiry {
  const inquiry = bank.inquiries.interbank(transactionId)
  if (!inquiry || inquiry.username !== user.username) throw invalidTransaction(bankCode, at)
  if (inquiry.paidAt !== null) throw transactionUsed(bankCode, at)
  if (hasExpired(inquiry, at)) throw invalidTransaction(bankCode, at)
  return inquiry
}
