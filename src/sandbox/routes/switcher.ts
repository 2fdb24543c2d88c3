/**
 * Section "Switcher" of the API document: plain HTTP, no session. It moves money between accounts of its banks and
 * knows every transaction by its refnum.
 *
 * Status check: our reading of the document ("sid: reference that the switcher uses to make the transaction") is that a
 * Bank+ transaction is known here by the `sid` that it came with. A refused or lost request has no posting, and is not found.
 */
import { switcherAccountUnknown, switcherOk, switcherRefusal, type Answer } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { optionalText, requireAmountWithSen, requirePattern, requireText, type Fields } from '../fields.ts'
import { hasExpired } from '../inquiries.ts'
import { InsufficientFunds, type Account, type Movement, type Posting } from '../ledger.ts'
import type { Call, Operation } from '../service.ts'
import { refnum, rupiahFromSen } from '../wire-format.ts'

const unknownAccount = 'Nomor Rekening Tidak Dikenal'
const unknownSource = 'Message : WS_CORPORATE_CASHCARD_GEN2_CORPORATE: Corporate Tidak Ditemukan. Exception :'

export function switcherOperations(bank: Bank): Operation[] {
  return [
    { path: '/inquiry', run: (call) => inquiry(bank, call) },
    { path: '/transfer', run: (call) => transfer(bank, call) },
    { path: '/reversal', run: (call) => reversal(bank, call) },
    { path: '/check', run: (call) => check(bank, call) },
  ]
}

function inquiry(bank: Bank, { fields, at }: Call): Answer {
  const number = requireText(fields, 'account')
  const account = bank.ledger.findAccount(requireText(fields, 'bank'), number)
  if (!account) throw switcherAccountUnknown(unknownAccount, number)
  return switcherOk('Inquiry success', {
    timestamp: at.toISOString(),
    refnum: requireRefnum(fields),
    bank: account.bank,
    account: account.number,
    name: account.name,
    balance: rupiahFromSen(bank.ledger.balanceOf(account.id)),
    status: 'Rekening Aktif',
    paymentCode: bank.inquiries.openPaymentCode(account.id, at),
  })
}

function transfer(bank: Bank, { fields, at }: Call): Answer {
  const sid = requireRefnum(fields)
  const code = requireText(fields, 'paymentCode')
  const number = requireText(fields, 'sourceAccount')
  const source = bank.ledger.findAccount(requireText(fields, 'sourceBank'), number)
  const amountSen = requireAmountWithSen(fields, 'amount')
  const narration = requireText(fields, 'remark')
  if (!source) throw switcherAccountUnknown(unknownSource, number)
  refuseUsedRefnum(bank, sid)
  const beneficiary = beneficiaryOf(bank, code, at)

  const posting = bank.ledger.atomically(() => {
    bank.inquiries.markUsed(code, at)
    const accounts = { debitAccount: source.id, creditAccount: beneficiary.id }
    return book(bank, { kind: 'switcher-transfer', sid, ...accounts, amountSen, narration }, at)
  })
  return switcherOk('Transfer success', postingData(bank, posting))
}

/** The request's refnum is mandatory in the table and empty in the example: an empty one is given by the switcher. */
function reversal(bank: Bank, { fields, at }: Call): Answer {
  const sid = optionalText(fields, 'refnum') === '' ? refnum(at) : requireRefnum(fields)
  const journal = requireText(fields, 'journal')
  const target = switcherTransfer(bank, requireText(fields, 'refnumTarget'), journal)
  if (bank.ledger.reversalOf(target.id)) throw switcherRefusal('Reversal already executed')
  refuseUsedRefnum(bank, sid)

  const debit = bank.ledger.account(target.creditAccount)
  const credit = bank.ledger.account(target.debitAccount)
  const narration = `Reversal from ${debit.number} to ${credit.number}`
  const accounts = { debitAccount: debit.id, creditAccount: credit.id }
  const { amountSen, id: reversalOf } = target
  const posting = book(
    bank,
    { kind: 'switcher-reversal', sid, ...accounts, amountSen, narration, reversalOf },
    at,
  )
  return switcherOk('Reversal success', postingData(bank, posting))
}

/** The doubled request of a Bank+ transaction has the same reference twice: the first is answered. */
function check(bank: Bank, { fields }: Call): Answer {
  const [posting] = bank.ledger.transactionsBySid(requireText(fields, 'refnum'))
  if (!posting) throw switcherRefusal('refnum provided was not found')
  const reversed = bank.ledger.reversalOf(posting.id) !== undefined
  // Ours: the document shows no `info` but "Transfer success".
  const outcome = posting.kind === 'switcher-reversal' ? 'Reversal success' : 'Transfer success'
  return switcherOk('Check success', {
    ...postingData(bank, posting),
    info: reversed ? 'Transfer reversed' : outcome,
  })
}

function postingData(bank: Bank, posting: Posting): Record<string, unknown> {
  const source = bank.ledger.account(posting.debitAccount)
  const beneficiary = bank.ledger.account(posting.creditAccount)
  return {
    timestamp: posting.postedAt,
    refnum: posting.sid,
    sourceBank: source.bank,
    sourceAccount: source.number,
    sourceName: source.name,
    beneficiaryBank: beneficiary.bank,
    beneficiaryAccount: beneficiary.number,
    beneficiaryName: beneficiary.name,
    amount: rupiahFromSen(posting.amountSen),
    remark: posting.narration,
    journal: String(posting.journal),
  }
}

function book(bank: Bank, movement: Omit<Movement, 'username' | 'feeSen'>, at: Date): Posting {
  try {
    return bank.ledger.post({ ...movement, username: null, feeSen: 0 }, at)
  } catch (error) {
    if (error instanceof InsufficientFunds) throw switcherRefusal('Insufficient balance')
    throw error
  }
}

/** The document types it as String(14) while its format and its examples have 16 digits: both are taken. */
function requireRefnum(fields: Fields): string {
  return requirePattern(fields, 'refnum', /^\d{14,16}$/, 'YYMMDDHHiissSSSS')
}

/** "Bersifat unik": a refnum makes one switcher transaction. */
function refuseUsedRefnum(bank: Bank, sid: string): void {
  const used = bank.ledger.transactionsBySid(sid).some(({ kind }) => kind.startsWith('switcher-'))
  if (used) throw switcherRefusal('refnum provided was already used')
}

function beneficiaryOf(bank: Bank, code: string, at: Date): Account {
  const paymentCode = bank.inquiries.paymentCode(code)
  if (!paymentCode || paymentCode.usedAt !== null || hasExpired(paymentCode, at)) {
    throw switcherRefusal('paymentCode provided was not found')
  }
  return bank.ledger.account(paymentCode.account)
}

/** A transfer of the switcher by refnum and journal. Bank+ transactions are not reversed here: the document says nothing of it. */
function switcherTransfer(bank: Bank, sid: string, journal: string): Posting {
  const postings = bank.ledger.transactionsBySid(sid).filter(({ kind }) => kind === 'switcher-transfer')
  const target = postings.find((posting) => String(posting.journal) === journal)
  if (!target) throw switcherRefusal('refnum provided was not found')
  return target
}
