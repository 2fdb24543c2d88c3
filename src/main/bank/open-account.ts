import { z } from 'zod'
import { toWireString, type Rupiah } from '#shared/money.ts'
import type { Pin } from '#shared/references.ts'
import { mandatoryText, wireMoney, wireText } from '../wire/fields.ts'
import type { BankClient, Caller, MoneyAnswer } from './client.ts'
import { endpoints } from './endpoints.ts'
import { wireAgent, type ServingAgent } from './wire.ts'

/** "Open Account" of section "Transaction". */

/** Everything the bank wants to know of a new customer. Texts that it takes in words of its own are given in those words. */
export interface AccountApplication {
  name: string
  email: string
  /** maiden name of the mother */
  motherName: string
  profession: string
  /** in the bank's words, e.g. `sma`; they are not those of the master list */
  lastEducation: string
  /** in the bank's words, e.g. `Lajang` */
  maritalStatus: string
  birthPlace: string
  /** `YYYY-MM-DD` */
  birthDate: string
  /** NIK: 16 digits; the document's example has 14 */
  nationalId: string
  gender: 'male' | 'female'
  /** street and number */
  address: string
  rt: string
  rw: string
  postalCode: string
  kelurahan: string
  district: string
  city: string
  /** in the bank's words, e.g. `jatim` */
  province: string
  mobilePhone: string
  homePhone: string
  /** id of a band in the salaries list */
  incomeBand: string
  /** id of a band in the transactions list */
  transactionBand: string
  /** whole rupiah; cash that the customer pays now */
  firstDeposit: Rupiah
  /** names under which the photos are delivered: the API takes no pictures */
  photos: { nationalId: string; customer: string }
}

/** `l` is the document's (laki-laki); `p` (perempuan) is our reading. */
const GENDERS = { male: 'l', female: 'p' } as const

/** The body as the document has it, field by field, without its PIN: what the journal keeps of what is sent. */
export const openingBody = (application: AccountApplication) => ({
  name: application.name,
  email: application.email,
  mother_name: application.motherName,
  profession: application.profession,
  last_education: application.lastEducation,
  status_nikah: application.maritalStatus,
  pob: application.birthPlace,
  dob: application.birthDate,
  ktp: application.nationalId,
  gender: GENDERS[application.gender],
  address: application.address,
  rt: application.rt,
  rw: application.rw,
  zip_code: application.postalCode,
  kelurahan: application.kelurahan,
  kecamatan: application.district,
  city: application.city,
  state: application.province,
  hp: application.mobilePhone,
  phone: application.homePhone,
  income: application.incomeBand,
  jumlah_transaksi: application.transactionBand,
  deposit: toWireString(application.firstDeposit),
  image: { ktp: application.photos.nationalId, foto: application.photos.customer },
})

export interface OpenedAccount {
  /** the new account */
  accountNumber: string
  accountName: string
  nationalId: string
  firstDeposit: Rupiah
  /** the bank's own reference, `BLB…`; empty where it gives none */
  bankReference: string
  agent: ServingAgent | undefined
}

const openedAnswer = z
  .object({
    data: z.object({
      account_number_customer: mandatoryText,
      account_name: wireText,
      national_id: mandatoryText,
      first_deposit: wireMoney,
      referenceNumber: wireText,
    }),
    agent: wireAgent,
  })
  .transform(({ data, agent }): OpenedAccount => ({
    accountNumber: data.account_number_customer,
    accountName: data.account_name,
    nationalId: data.national_id,
    firstDeposit: data.first_deposit,
    bankReference: data.referenceNumber,
    agent,
  }))

/** Opens an account, once. Confirmed only when NIK and first deposit of the answer are those that were sent. */
export function postOpening(
  bank: BankClient,
  application: AccountApplication,
  pin: Pin,
  caller: Caller,
): Promise<MoneyAnswer<OpenedAccount>> {
  const body = { [endpoints.openAccount.pinField]: pin, ...openingBody(application) }
  return bank.post(
    endpoints.openAccount,
    body,
    caller,
    openedAnswer,
    (opened) =>
      opened.nationalId === application.nationalId && opened.firstDeposit === application.firstDeposit,
  )
}
