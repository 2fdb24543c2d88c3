import { amountRule, type BrokenRule } from './field-rules.ts'
import { existsInCalendar, NATIONAL_ID_DIGITS, readNationalId, type Gender } from './national-id.ts'
import type { BusinessDate } from './time.ts'

/**
 * What the form of a new account holds, in the order in which it is asked: text, as typed or chosen. The same rules hold in the form
 * and in main's schemas; a rule's name is its key under `opening.rules` in the locale files, or under `rules` where others share it.
 */
export const OPENING_FIELDS = [
  'nationalId',
  'name',
  'motherName',
  'birthPlace',
  'birthDate',
  'gender',
  'maritalStatus',
  'address',
  'rt',
  'rw',
  'province',
  'city',
  'district',
  'kelurahan',
  'postalCode',
  'profession',
  'lastEducation',
  'incomeBand',
  'transactionBand',
  'mobilePhone',
  'homePhone',
  'email',
  'firstDeposit',
] as const
export type OpeningField = (typeof OPENING_FIELDS)[number]
export type OpeningEntries = Record<OpeningField, string>

export const emptyOpening = (): OpeningEntries =>
  Object.fromEntries(OPENING_FIELDS.map((field) => [field, ''])) as OpeningEntries

export const GENDERS = ['male', 'female'] as const satisfies Gender[]
export const MARITAL_STATUSES = ['single', 'married', 'divorced', 'widowed'] as const
export type MaritalStatus = (typeof MARITAL_STATUSES)[number]

/** The two pictures that go with an application. */
export const PHOTO_KINDS = ['national-id', 'customer'] as const
export type PhotoKind = (typeof PHOTO_KINDS)[number]

/** The largest picture that is kept: enough to read an identity card of 1,600 points' width. */
export const PHOTO_MAX_BYTES = 600_000

export type OpeningRule =
  | Extract<BrokenRule, 'required' | `amount-${string}`>
  | 'text-length'
  | 'text-characters'
  | 'name-characters'
  | 'nik-digits'
  | 'nik-length'
  | 'email-format'
  | 'date-format'
  | 'date-future'
  | 'phone-format'
  | 'mobile-format'
  | 'rt-format'
  | 'postal-code-format'
  | 'choose'

type Rule = (text: string) => OpeningRule | undefined

/** Printable ASCII: what every host, printer and journal keeps as it was typed. */
const ASCII = /^[\x20-\x7e]+$/

const plainText =
  (maxLength: number): Rule =>
  (text) => {
    if (text.length > maxLength) return 'text-length'
    return ASCII.test(text) ? undefined : 'text-characters'
  }
const pattern =
  (expected: RegExp, broken: OpeningRule): Rule =>
  (text) =>
    expected.test(text) ? undefined : broken
const oneOf =
  (choices: readonly string[]): Rule =>
  (text) =>
    choices.includes(text) ? undefined : 'choose'

const personName: Rule = (text) =>
  /\d/.test(text) || !ASCII.test(text) ? 'name-characters' : plainText(60)(text)
const nationalId: Rule = (text) => {
  if (!/^\d+$/.test(text)) return 'nik-digits'
  return text.length > NATIONAL_ID_DIGITS ? 'nik-length' : undefined
}
const birthDate: Rule = (text) => (readDate(text) ? undefined : 'date-format')
const region = plainText(60)

const RULES: Record<OpeningField, Rule> = {
  nationalId,
  name: personName,
  motherName: personName,
  birthPlace: plainText(40),
  birthDate,
  gender: oneOf(GENDERS),
  maritalStatus: oneOf(MARITAL_STATUSES),
  email: pattern(/^[\x21-\x3f\x41-\x7e]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'email-format'),
  // Indonesian mobile numbers begin with 8 behind the 0 or the country code (ITU-T E.164, +62).
  mobilePhone: pattern(/^(0|62|\+62)8\d{7,11}$/, 'mobile-format'),
  homePhone: pattern(/^(0|62|\+62)\d{7,13}$/, 'phone-format'),
  address: plainText(100),
  rt: pattern(/^\d{3}$/, 'rt-format'),
  rw: pattern(/^\d{3}$/, 'rt-format'),
  province: region,
  city: region,
  district: region,
  kelurahan: region,
  postalCode: pattern(/^\d{5}$/, 'postal-code-format'),
  profession: plainText(60),
  lastEducation: plainText(40),
  incomeBand: plainText(10),
  transactionBand: plainText(10),
  firstDeposit: (text) => amountRule(text) as OpeningRule | undefined,
}

/** What is wrong with a field, as it would be sent. The date of birth has a rule more: {@link birthDateRule}. */
export function openingRule(field: OpeningField, text: string): OpeningRule | undefined {
  return text.trim() === '' ? 'required' : RULES[field](text)
}

/** A whole NIK, which live mode asks for: the API's own example has 14 digits, so training only warns. */
export const wholeNationalIdRule = (text: string): OpeningRule | undefined =>
  text.length === NATIONAL_ID_DIGITS ? undefined : 'nik-length'

/** @param today the outlet's day */
export function birthDateRule(text: string, today: BusinessDate): OpeningRule | undefined {
  const date = readDate(text)
  return date && date > today ? 'date-future' : undefined
}

/** The shortest of the same: what a field becomes when the teller leaves it. Changes nothing that breaks its rule anyway. */
export function tidied(field: OpeningField, text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  if (field === 'mobilePhone' || field === 'homePhone') return trimmed.replace(/[\s().-]/g, '')
  if (field === 'nationalId') return trimmed.replace(/[\s.-]/g, '')
  if (field === 'rt' || field === 'rw') return /^\d{1,2}$/.test(trimmed) ? trimmed.padStart(3, '0') : trimmed
  if (field === 'birthDate') return spellDate(readDate(trimmed)) ?? trimmed
  return trimmed
}

/**
 * Reads a date as people write it: `1-8-1997`, `01/08/1997`, `01 08 1997`, `01081997`, and the form of computers `1997-08-01`.
 * @returns `YYYY-MM-DD`; undefined for a day that no calendar has, or a year before 1900
 */
export function readDate(text: string): BusinessDate | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const [, day = '', month = '', year = ''] = iso
    ? [undefined, iso[3], iso[2], iso[1]]
    : (/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? [])
  if (Number(year) < 1900 || !existsInCalendar(Number(year), Number(month), Number(day))) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as BusinessDate
}

/** `01-08-1997`, the form on identity cards. */
export const spellDate = (date: BusinessDate | undefined): string | undefined =>
  date?.split('-').reverse().join('-')

/** What looks wrong and may be right: shown beside the field, refuses nothing. Keys under `opening.warnings`. */
export type OpeningWarning = 'nik-short' | 'nik-odd' | 'nik-birth-date' | 'nik-gender' | 'under-age'

/** From here on people have an identity card (law 24/2013, article 63): younger ones are asked about. */
const ADULT_YEARS = 17

/** @param today the outlet's day */
export function openingWarnings(
  entries: Pick<OpeningEntries, 'nationalId' | 'birthDate' | 'gender'>,
  today: BusinessDate,
): Partial<Record<OpeningField, OpeningWarning>> {
  const { gender } = entries
  const date = readDate(entries.birthDate)
  const facts = readNationalId(entries.nationalId)
  const warnings: Partial<Record<OpeningField, OpeningWarning>> = {}
  if (/^\d+$/.test(entries.nationalId)) {
    if (entries.nationalId.length < NATIONAL_ID_DIGITS) warnings.nationalId = 'nik-short'
    else if (!facts) warnings.nationalId = 'nik-odd'
  }
  if (date && isYoungerThan(ADULT_YEARS, date, today)) warnings.birthDate = 'under-age'
  if (facts && date && !isBornOn(facts, date)) warnings.birthDate = 'nik-birth-date'
  if (facts && gender !== '' && facts.gender !== gender) warnings.gender = 'nik-gender'
  return warnings
}

function isBornOn({ day, month, year }: { day: number; month: number; year: number }, date: BusinessDate) {
  const [dateYear, dateMonth, dateDay] = date.split('-').map(Number)
  return day === dateDay && month === dateMonth && year === Number(dateYear) % 100
}

function isYoungerThan(years: number, born: BusinessDate, today: BusinessDate): boolean {
  const [year = '', ...rest] = born.split('-')
  return [String(Number(year) + years), ...rest].join('-') > today
}
