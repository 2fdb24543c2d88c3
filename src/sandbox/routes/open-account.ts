/** "Open Account": a new customer account and its first deposit, in one database transaction. */
import { checkPin, payFromAgent, type AgentCall } from '../access.ts'
import { FieldProblem, ok, type Answer } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { requireAmountText, requireBirthDate, requirePattern, requireText, type Fields } from '../fields.ts'
import { agentBlock, agentCode } from '../users.ts'
import { dayMonthYear, rupiahFromSen, traceCode } from '../wire-format.ts'

/** Mandatory texts that are only kept. The document's example sends free text for profession and education. */
const plainFields = [
  ...['mother_name', 'profession', 'last_education', 'address', 'kelurahan', 'kecamatan', 'city', 'state'],
  ...['income', 'jumlah_transaksi'],
]

export function openAccount(bank: Bank, call: AgentCall): Answer {
  const { user, at, fields, bankCode, account: agentAccount } = call
  const application = readApplication(fields, at)
  checkPin(bank, call, 'pin_transaksi')

  const account = bank.ledger.atomically(() => {
    const number = bank.ledger.nextCustomerNumber(bankCode)
    const phones = {
      phoneMobile: application.hp,
      phoneHome: application.phone,
      phoneOffice: application.phone,
    }
    const opened = bank.ledger.addAccount(
      { bank: bankCode, number, name: application.name, ...phones },
      application,
    )
    const { depositSen: amountSen } = application
    const movement = { kind: 'open-account', creditAccount: opened.id, amountSen, feeSen: 0 } as const
    payFromAgent(bank, call, { ...movement, narration: 'Setoran awal' })
    return opened
  })

  const data = {
    account_number_customer: account.number,
    account_number_agent: agentAccount.number,
    account_name: account.name,
    national_id: application.ktp,
    addr_email: application.email,
    phone_mobile: application.hp,
    phone_home: application.phone,
    phone_office: application.phone,
    born_place: application.pob,
    born_date: dayMonthYear(application.dob),
    status_marital: application.status_nikah,
    status_gender: application.gender,
    first_deposit: rupiahFromSen(application.depositSen),
    // Named after the KTP, but the document answers the customer's photo.
    image_national_id: application.image.foto,
    bank_code: bankCode,
    date_time: at.toISOString(),
    referenceNumber: traceCode(at),
    kodeAgen: agentCode(user),
  }
  return ok('Transaksi Buka Rekening berhasil dilakukan.', { data, agent: agentBlock(user) })
}

/** Every field of the document, checked for what the bank's host would need; `ktp` from 14 digits, as its example has. */
function readApplication(fields: Fields, at: Date) {
  return {
    name: requireText(fields, 'name'),
    email: requirePattern(fields, 'email', /^[^\s@]+@[^\s@]+$/, 'alamat email'),
    status_nikah: requireText(fields, 'status_nikah'),
    pob: requireText(fields, 'pob'),
    dob: requireBirthDate(fields, 'dob', at),
    ktp: requirePattern(fields, 'ktp', /^\d{14,16}$/, '14 sampai 16 angka'),
    gender: requirePattern(fields, 'gender', /^[lp]$/i, 'l atau p'),
    rt: requirePattern(fields, 'rt', /^\d{1,3}$/, 'angka'),
    rw: requirePattern(fields, 'rw', /^\d{1,3}$/, 'angka'),
    zip_code: requirePattern(fields, 'zip_code', /^\d{5}$/, '5 angka'),
    hp: requirePattern(fields, 'hp', /^\+?\d{8,15}$/, 'nomor telepon'),
    phone: requirePattern(fields, 'phone', /^\+?\d{6,15}$/, 'nomor telepon'),
    depositSen: requireAmountText(fields, 'deposit'),
    image: readImage(fields['image']),
    ...Object.fromEntries(plainFields.map((name) => [name, requireText(fields, name)])),
  }
}

/** In the document's example but not in its table of parameters, so it may be absent; its names are texts. */
function readImage(image: unknown): { ktp: string; foto: string } {
  const { ktp = '', foto = '' } = Object(image ?? {}) as Fields
  if (typeof ktp !== 'string') throw new FieldProblem('image.ktp', 'harus berupa teks')
  if (typeof foto !== 'string') throw new FieldProblem('image.foto', 'harus berupa teks')
  return { ktp, foto }
}
