/** Reading a request's fields as the API document types them. Every reader throws a FieldProblem that names the field. */
import { FieldProblem } from './answers.ts'
import { senFromRupiah } from './wire-format.ts'

export type Fields = Record<string, unknown>

/** Ours: at most twelve digits, which keeps every sum of the ledger an exact integer in JavaScript. */
const wholeRupiahPattern = /^\d{1,12}$/
const rupiahWithSenPattern = /^\d{1,12}(\.\d{1,2})?$/

export function requireText(fields: Fields, name: string): string {
  const value = fields[name]
  if (value === undefined || value === null || value === '') throw new FieldProblem(name, 'wajib diisi')
  if (typeof value !== 'string') throw new FieldProblem(name, 'harus berupa teks')
  if (value.trim() === '') throw new FieldProblem(name, 'wajib diisi')
  return value
}

/** Absent, null and empty are the same: the document leaves several fields optional. */
export function optionalText(fields: Fields, name: string): string {
  const value = fields[name]
  return value === undefined || value === null || value === '' ? '' : requireText(fields, name)
}

/** `"25000"`: deposits and open account send their amount as text. Returns sen. */
export function requireAmountText(fields: Fields, name: string): number {
  return wholeRupiah(name, requireText(fields, name), 1)
}

/** Transfers send a number, while the parameter table says String: both are taken. Returns sen. */
export function requireAmount(fields: Fields, name: string): number {
  return wholeRupiah(name, textOrNumber(fields, name), 1)
}

/** Like an amount, but may be zero, as `admin_fee` in the document's interbank payment. Returns sen. */
export function requireFee(fields: Fields, name: string): number {
  return wholeRupiah(name, textOrNumber(fields, name), 0)
}

/** The switcher's amounts may carry sen, as its balances do. Returns sen. */
export function requireAmountWithSen(fields: Fields, name: string): number {
  const text = textOrNumber(fields, name)
  if (!rupiahWithSenPattern.test(text) || Number(text) === 0)
    throw new FieldProblem(name, 'harus berupa nominal')
  return senFromRupiah(Number(text))
}

/** `1997-08-01`, an existing day that is not after `today`. */
export function requireBirthDate(fields: Fields, name: string, today: Date): string {
  const text = requireText(fields, name)
  const day = new Date(`${text}T00:00:00Z`)
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  if (!exists || day > today) throw new FieldProblem(name, 'harus berupa tanggal YYYY-MM-DD')
  return text
}

export function requirePattern(fields: Fields, name: string, pattern: RegExp, expected: string): string {
  const text = requireText(fields, name)
  if (!pattern.test(text)) throw new FieldProblem(name, `harus berupa ${expected}`)
  return text
}

function textOrNumber(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'number' ? String(value) : requireText(fields, name)
}

function wholeRupiah(name: string, text: string, smallest: number): number {
  const rupiah = wholeRupiahPattern.test(text) ? Number(text) : -1
  if (rupiah < smallest) throw new FieldProblem(name, 'harus berupa nominal rupiah tanpa tanda baca')
  return senFromRupiah(rupiah)
}
