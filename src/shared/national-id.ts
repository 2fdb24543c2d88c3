/**
 * NIK, the number of an identity card: province, regency, district (two digits each), date of birth DDMMYY (women: day + 40) and a
 * serial of four. It tells of the first registration and may disagree with the true date of birth: what is read here warns
 * and never refuses, and no address is derived from it.
 */
export const NATIONAL_ID_DIGITS = 16
const FEMALE_DAYS = 40

export type Gender = 'male' | 'female'

/** What a NIK says of its holder. The century is not in it. */
export interface NationalIdFacts {
  day: number
  month: number
  /** the last two digits */
  year: number
  gender: Gender
}

/** @returns undefined for a number that is not one of 16 digits with a day and a month in their place */
export function readNationalId(nationalId: string): NationalIdFacts | undefined {
  if (!/^\d{16}$/.test(nationalId)) return undefined
  const [dayPart = 0, month = 0, year = 0] = [6, 8, 10].map((at) => Number(nationalId.slice(at, at + 2)))
  const gender = dayPart > FEMALE_DAYS ? 'female' : 'male'
  const day = gender === 'female' ? dayPart - FEMALE_DAYS : dayPart
  // 2000 was a leap year: of two digits of a year nothing more can be known.
  return existsInCalendar(2000 + (year % 4), month, day) ? { day, month, year, gender } : undefined
}

/** Whether a calendar has this day. */
export function existsInCalendar(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
