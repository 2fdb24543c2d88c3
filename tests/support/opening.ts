import { emptyOpening, type OpeningEntries } from '#shared/opening.ts'

/** The API document's request for an account, as a teller types it. */
export const documentOpening: OpeningEntries = {
  ...emptyOpening(),
  nationalId: '12345678900876',
  name: 'gabymars yofie',
  motherName: 'mamih',
  birthPlace: 'sby',
  birthDate: '01-08-1997',
  gender: 'male',
  maritalStatus: 'single',
  email: 'gaby@email.com',
  mobilePhone: '08998321234',
  homePhone: '0319909221',
  address: 'waru',
  rt: '022',
  rw: '001',
  province: 'jatim',
  city: 'sidoarjo',
  district: 'waru',
  kelurahan: 'waru',
  postalCode: '12345',
  profession: 'karyawan swasta',
  lastEducation: 'sma',
  incomeBand: '1',
  transactionBand: '1',
  firstDeposit: '100.000',
}

/** Bytes that begin as a JPEG does and hold a text that a scan can look for. */
export const photoOf = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(text.repeat(200)), 0xff, 0xd9])
