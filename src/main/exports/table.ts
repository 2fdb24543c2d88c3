import { formatCount } from '#shared/counts.ts'
import { formatRupiah, type Rupiah } from '#shared/money.ts'

/** Text, a count, money in sen, or nothing. */
export type Cell = string | number | Rupiah | undefined

/** One table as it is exported: to a CSV file, a sheet of a workbook, or a page. */
export interface ExportTable {
  /** names the sheet of a workbook */
  name: string
  headings: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** As a person reads it: `1.225`, `Rp25.000`. */
export function cellWords(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  return typeof cell === 'bigint' ? formatRupiah(cell) : formatCount(cell)
}

/** Counts, money and shares stand at the right. */
export const isFigure = (cell: Cell): boolean =>
  typeof cell === 'number' ||
  typeof cell === 'bigint' ||
  (typeof cell === 'string' && /^[\d.,]+%$/.test(cell))

/** Rupiah as a plain decimal for programs: `25000`, or `25000.50` where there are sen. */
export function plainRupiah(amount: Rupiah): string {
  const absolute = amount < 0n ? -amount : amount
  const sen = absolute % 100n
  const fraction = sen === 0n ? '' : `.${sen.toString().padStart(2, '0')}`
  return `${amount < 0n ? '-' : ''}${absolute / 100n}${fraction}`
}
