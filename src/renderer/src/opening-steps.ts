import {
  birthDateRule,
  OPENING_FIELDS,
  openingRule,
  PHOTO_KINDS,
  tidied,
  wholeNationalIdRule,
  type OpeningField,
  type OpeningRule,
  type PhotoKind,
} from '#shared/opening.ts'
import type { BusinessDate } from '#shared/time.ts'
import { ruleSentence } from './failure-words.ts'
import type { Sentence, WordKey } from './words.ts'

/** The steps of a new account, in the order in which they are gone. */
export const OPENING_STEPS = [
  'consent',
  'identity',
  'address',
  'work',
  'deposit',
  'photos',
  'review',
] as const
export type OpeningStep = (typeof OPENING_STEPS)[number]

/** The fields of each step, with their width in sixths of the form. */
export const STEP_FIELDS: Record<OpeningStep, readonly (readonly [field: OpeningField, sixths: number])[]> = {
  consent: [],
  identity: [
    ['nationalId', 3],
    ['name', 3],
    ['birthPlace', 3],
    ['birthDate', 3],
    ['gender', 3],
    ['maritalStatus', 3],
    ['motherName', 6],
  ],
  address: [
    ['address', 4],
    ['rt', 1],
    ['rw', 1],
    ['province', 3],
    ['city', 3],
    ['district', 3],
    ['kelurahan', 3],
    ['postalCode', 3],
  ],
  work: [
    ['profession', 3],
    ['lastEducation', 3],
    ['incomeBand', 3],
    ['transactionBand', 3],
    ['mobilePhone', 3],
    ['homePhone', 3],
    ['email', 6],
  ],
  deposit: [['firstDeposit', 6]],
  photos: [],
  review: [],
}

export const stepOf = (field: OpeningField): OpeningStep =>
  OPENING_STEPS.find((step) => STEP_FIELDS[step].some(([each]) => each === field)) ?? 'identity'

/** Where a problem is: a field, a picture, or the PIN. */
export type OpeningPlace = OpeningField | `photo-${PhotoKind}` | 'pin'

/** Main names the refused input by its path in the contract. */
export function placeOf(path: string): OpeningPlace | undefined {
  const [part, name = ''] = path.split('.')
  if (part === 'pin') return 'pin'
  if (part === 'entries') return OPENING_FIELDS.find((field) => field === name)
  const kind = part === 'photos' ? PHOTO_KINDS.find((each) => each === name) : undefined
  return kind && `photo-${kind}`
}

/** What programs call the fields: the API's own names (docs/operations.md: Test ids). */
export const FIELD_IDS: Record<OpeningField, string> = {
  nationalId: 'ktp',
  name: 'name',
  motherName: 'mother_name',
  birthPlace: 'pob',
  birthDate: 'dob',
  gender: 'gender',
  maritalStatus: 'status_nikah',
  address: 'address',
  rt: 'rt',
  rw: 'rw',
  province: 'state',
  city: 'city',
  district: 'kecamatan',
  kelurahan: 'kelurahan',
  postalCode: 'zip_code',
  mobilePhone: 'hp',
  homePhone: 'phone',
  email: 'email',
  profession: 'profession',
  lastEducation: 'last_education',
  incomeBand: 'income',
  transactionBand: 'jumlah_transaksi',
  firstDeposit: 'deposit',
}

/** Rules that only main can apply: it knows what was kept and what is on its way. */
type KeptRule = 'photo-missing' | 'photo-format' | 'consent' | 'same-person'

const OWN_RULES: readonly string[] = [
  'text-length',
  'text-characters',
  'name-characters',
  'nik-digits',
  'nik-length',
  'email-format',
  'date-format',
  'date-future',
  'phone-format',
  'mobile-format',
  'rt-format',
  'postal-code-format',
  'choose',
  'photo-missing',
  'photo-format',
  'consent',
  'same-person',
] satisfies (OpeningRule | KeptRule)[]

/** The rule that a field breaks, as main would say it too: of the day, and of the mode. */
export function brokenRule(
  field: OpeningField,
  typed: string,
  today: BusinessDate,
  training: boolean,
): OpeningRule | undefined {
  const text = tidied(field, typed)
  const broken = openingRule(field, text)
  if (broken) return broken
  if (field === 'birthDate') return birthDateRule(text, today)
  return field === 'nationalId' && !training ? wholeNationalIdRule(text) : undefined
}

/** What is wrong with a field or a form, by the rule that it breaks. */
export const openingSentence = (rule: string): Sentence =>
  OWN_RULES.includes(rule) ? { key: `opening.rules.${rule}` as WordKey } : ruleSentence(rule)
