/**
 * Instants are UTC; people see the outlet's zone with its name. Indonesia has three zones and no daylight saving, so a
 * zone is an offset in whole hours and no time-zone database is needed (nor trusted: the PC's own zone is never used).
 */
declare const instantBrand: unique symbol
/** A moment as ISO 8601 in UTC with milliseconds. */
export type Instant = string & { readonly [instantBrand]: true }
declare const businessDateBrand: unique symbol
/** The outlet's calendar day, `YYYY-MM-DD`. */
export type BusinessDate = string & { readonly [businessDateBrand]: true }

export const ZONES = ['WIB', 'WITA', 'WIT'] as const
export type Zone = (typeof ZONES)[number]
const OFFSET_HOURS: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 }

/** @throws RangeError for a value that is no date */
export const toInstant = (value: Date | number | string): Instant => new Date(value).toISOString() as Instant

/** The wall clock of a zone, each part padded to its usual width. */
export function wallClock(instant: Instant | Date, zone: Zone) {
  const shifted = new Date(new Date(instant).getTime() + OFFSET_HOURS[zone] * 3_600_000).toISOString()
  return {
    year: shifted.slice(0, 4),
    month: shifted.slice(5, 7),
    day: shifted.slice(8, 10),
    hour: shifted.slice(11, 13),
    minute: shifted.slice(14, 16),
    second: shifted.slice(17, 19),
    millisecond: shifted.slice(20, 23),
  }
}

export function businessDate(instant: Instant | Date, zone: Zone): BusinessDate {
  const { year, month, day } = wallClock(instant, zone)
  return `${year}-${month}-${day}` as BusinessDate
}

/** The moment at which a calendar day begins in a zone. */
export const startOfDay = (day: BusinessDate, zone: Zone): Instant =>
  toInstant(Date.parse(`${day}T00:00:00Z`) - OFFSET_HOURS[zone] * 3_600_000)

/** `16.42 WIB` (WORDS.md's clock form); with seconds `16.42.07 WIB`. */
export function formatClock(instant: Instant | Date, zone: Zone, withSeconds = false): string {
  const { hour, minute, second } = wallClock(instant, zone)
  return `${hour}.${minute}${withSeconds ? `.${second}` : ''} ${zone}`
}
