import { plainRupiah, type Cell, type ExportTable } from './table.ts'

/** Excel takes a file for UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\uFEFF'

/** What a spreadsheet would read as the beginning of a formula (OWASP: CSV injection), full-width forms included. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/**
 * A table as CSV (RFC 4180: commas, CRLF), UTF-8 with a byte order mark. Figures are plain (`25000.50`), so that programs read
 * them whatever the country; text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function csvOf({ headings, rows }: Pick<ExportTable, 'headings' | 'rows'>): string {
  return BYTE_ORDER_MARK + linesOf([headings, ...rows])
}

/** The same, a piece at a time, for a list of any length. */
export async function* csvPieces(
  headings: readonly string[],
  pages: AsyncIterable<ExportTable['rows']>,
): AsyncGenerator<string> {
  yield csvOf({ headings, rows: [] })
  for await (const rows of pages) yield linesOf(rows)
}

const linesOf = (rows: ExportTable['rows']): string =>
  rows.map((cells) => `${cells.map(field).join(',')}\r\n`).join('')

function field(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'bigint') return plainRupiah(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
