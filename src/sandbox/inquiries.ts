/** What an inquiry hands out for a later payment: Bank+'s interbank `transaction_id` and the switcher's `paymentCode`. */
import { randomBytes, randomInt } from 'node:crypto'
import { readOne, type Db } from './database.ts'

/** Ours: the document does not say how long an inquiry may be paid. */
export const inquiryLifetimeMs = 30 * 60 * 1000

export interface InterbankInquiry {
  transactionId: string
  username: string
  account: string
  feeSen: number
  /** Null in the seeded example of the document, which never expires. */
  expiresAt: string | null
  paidAt: string | null
}

export interface PaymentCode {
  code: string
  account: string
  expiresAt: string | null
  usedAt: string | null
}

export interface Inquiries {
  openInterbank(inquiry: Pick<InterbankInquiry, 'username' | 'account' | 'feeSen'>, at: Date): string
  /** An inquiry with a given id that never expires: for the seed. */
  addInterbank(inquiry: Pick<InterbankInquiry, 'transactionId' | 'username' | 'account' | 'feeSen'>): void
  interbank(transactionId: string): InterbankInquiry | undefined
  markPaid(transactionId: string, at: Date): void
  openPaymentCode(account: string, at: Date): string
  addPaymentCode(code: string, account: string): void
  paymentCode(code: string): PaymentCode | undefined
  markUsed(code: string, at: Date): void
}

export function hasExpired({ expiresAt }: { expiresAt: string | null }, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at.toISOString()
}

export function createInquiries(db: Db): Inquiries {
  const addInterbank = db.prepare('INSERT INTO interbank_inquiry VALUES (?, ?, ?, ?, ?, NULL)')
  const interbank = db.prepare(
    `SELECT transaction_id AS transactionId, username, account, fee_sen AS feeSen, expires_at AS expiresAt,
       paid_at AS paidAt FROM interbank_inquiry WHERE transaction_id = ?`,
  )
  const markPaid = db.prepare('UPDATE interbank_inquiry SET paid_at = ? WHERE transaction_id = ?')
  const addCode = db.prepare('INSERT INTO payment_code VALUES (?, ?, ?, NULL)')
  const code = db.prepare(
    'SELECT code, account, expires_at AS expiresAt, used_at AS usedAt FROM payment_code WHERE code = ?',
  )
  const markUsed = db.prepare('UPDATE payment_code SET used_at = ? WHERE code = ?')
  const findInterbank = (transactionId: string) => readOne<InterbankInquiry>(interbank, transactionId)

  return {
    openInterbank({ username, account, feeSen }, at) {
      let transactionId = newTransactionId()
      while (findInterbank(transactionId)) transactionId = newTransactionId()
      addInterbank.run(transactionId, username, account, feeSen, expiryFrom(at))
      return transactionId
    },
    addInterbank: ({ transactionId, username, account, feeSen }) =>
      void addInterbank.run(transactionId, username, account, feeSen, null),
    interbank: findInterbank,
    markPaid: (transactionId, at) => void markPaid.run(at.toISOString(), transactionId),
    openPaymentCode(account, at) {
      const newCode = randomBytes(16).toString('hex')
      addCode.run(newCode, account, expiryFrom(at))
      return newCode
    },
    addPaymentCode: (newCode, account) => void addCode.run(newCode, account, null),
    paymentCode: (wanted) => readOne<PaymentCode>(code, wanted),
    markUsed: (used, at) => void markUsed.run(at.toISOString(), used),
  }
}

/** Nine digits, as in the document. */
function newTransactionId(): string {
  return String(randomInt(100_000_000, 1_000_000_000))
}

function expiryFrom(at: Date): string {
  return new Date(at.getTime() + inquiryLifetimeMs).toISOString()
}
