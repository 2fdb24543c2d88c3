/** How the API document writes money, time and phones on the wire. Amounts inside the sandbox are sen. */
import { randomInt } from 'node:crypto'

/** WIB is UTC+7 all year: Indonesia has no daylight saving. */
const wibOffsetMs = 7 * 60 * 60 * 1000

/** The wall clock in WIB, written like an ISO time but without a zone. */
function wibClock(at: Date): string {
  return new Date(at.getTime() + wibOffsetMs).toISOString().slice(0, -1)
}

/** `2020-04-16 14:50:35`, as in the message of a customer balance. */
export function wibDateTime(at: Date): string {
  return wibClock(at).slice(0, 19).replace('T', ' ')
}

/** `2020-04`: the month that an instant falls in for the bank's books. */
export function wibMonth(at: Date): string {
  return wibClock(at).slice(0, 7)
}

/** A `referenceNumber` or `trace_code`: `BLB`, the WIB time as YYMMDDHHmmss, five digits. */
export function traceCode(at: Date): string {
  const time = wibClock(at).slice(2, 19).replace(/\D/g, '')
  return `BLB${time}${String(randomInt(100_000)).padStart(5, '0')}`
}

/** A switcher refnum, YYMMDDHHiissSSSS: the doc's examples write the milliseconds as three digits and a zero. */
export function refnum(at: Date): string {
  return `${wibClock(at).slice(2).replace(/\D/g, '')}0`
}

export function senFromRupiah(rupiah: number): number {
  return Math.round(rupiah * 100)
}

/** The number as the doc writes amounts in JSON: `25000`, or `602577171334.84`. */
export function rupiahFromSen(sen: number): number {
  return sen / 100
}

/** `25.000`: the grouped text of deposits and of the agent's balance. Whole rupiah only. */
export function groupedRupiah(sen: number): string {
  return String(rupiahFromSen(sen)).replace(/\B(?=(\d{3})+$)/g, '.')
}

/** The last four characters hidden; an empty number becomes `xxxx`, as `phone_office` in the doc. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, -4)}xxxx`
}

/** `1997-08-01` in a request comes back as `01-08-1997`. */
export function dayMonthYear(isoDate: string): string {
  return isoDate.split('-').reverse().join('-')
}
