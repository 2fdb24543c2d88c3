/**
 * Money is a whole number of sen (1/100 rupiah) in a branded bigint: never a float, never mixed up with other numbers.
 * The fractional wire form of the switcher (602577171334.84) is why the unit is the sen and not the rupiah.
 */
declare const rupiahBrand: unique symbol
export type Rupiah = bigint & { readonly [rupiahBrand]: true }

/** The largest amount a form or the API may carry: 15 digits of rupiah, so that a JSON number stays exact (2^53 > 9 * 10^15). */
export const MAX_RUPIAH_DIGITS = 15

export const ZERO = 0n as Rupiah

/** An amount given in sen, as the journal stores it and IPC carries it. */
export const fromSen = (sen: bigint): Rupiah => sen as Rupiah

/** An amount given in whole rupiah. */
export const rupiah = (whole: number | bigint): Rupiah => (BigInt(whole) * 100n) as Rupiah

export const add = (...amounts: Rupiah[]): Rupiah =>
  amounts.reduce<bigint>((sum, amount) => sum + amount, 0n) as Rupiah
export const subtract = (a: Rupiah, b: Rupiah): Rupiah => (a - b) as Rupiah

/**
 * Reads the four forms in which the API writes money: 25000, "25000", "25.000" and 602577171334.84 (document: Deposit
 * Account, Account Balance, Switcher Inquiry). A dot before exactly three digits groups thousands when the value is a string. A
 * JSON number of more than 15 digits is refused: it may already have been rounded when it was read.
 * @throws RangeError when the value is none of these
 */
export function parseRupiah(wire: number | string): Rupiah {
  const text = typeof wire === 'number' ? String(wire) : wire.trim()
  const grouped = typeof wire === 'string' && /^-?\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(text)
  const plain = grouped ? text.replaceAll('.', '').replace(',', '.') : text
  const parts = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!parts) throw new RangeError('not an amount of money in any form that the API uses')
  const [, sign, whole = '', fraction = ''] = parts
  if (typeof wire === 'number' && whole.length + fraction.length > MAX_RUPIAH_DIGITS) {
    throw new RangeError('a number of so many digits may have been rounded')
  }
  const sen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  return (sign ? -sen : sen) as Rupiah
}

/**
 * The amount as a JSON number of whole rupiah, as the transfers send it.
 * @throws RangeError when there are sen or more than {@link MAX_RUPIAH_DIGITS} digits: the API takes neither
 */
export function toWireNumber(amount: Rupiah): number {
  if (amount % 100n !== 0n) throw new RangeError('the API takes whole rupiah')
  const whole = amount / 100n
  if (whole.toString().length > MAX_RUPIAH_DIGITS) throw new RangeError('the amount has too many digits')
  return Number(whole)
}

/** The amount as a string of whole rupiah, as a deposit sends it. */
export const toWireString = (amount: Rupiah): string => String(toWireNumber(amount))

/** `25.000`, or `25.000,50` where there are sen. */
export function formatDigits(amount: Rupiah): string {
  const absolute = amount < 0n ? -amount : amount
  const whole = (absolute / 100n).toString().replace(/\B(?=(\d{3})+$)/g, '.')
  const sen = absolute % 100n
  return (amount < 0n ? '-' : '') + whole + (sen ? ',' + sen.toString().padStart(2, '0') : '')
}

/** `Rp25.000`: no space between symbol and figures, the official Indonesian form (PUEBI). */
export function formatRupiah(amount: Rupiah): string {
  const digits = formatDigits(amount)
  return digits.startsWith('-') ? '-Rp' + digits.slice(1) : 'Rp' + digits
}
