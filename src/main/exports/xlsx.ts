import type { SheetData } from 'write-excel-file/node'
import { cellWords, isFigure, plainRupiah, type Cell, type ExportTable } from './table.ts'

/** Spreadsheets count in doubles with 15 digits: longer money is written as text rather than rounded. */
const MAX_DIGITS = 15
const MAX_COLUMN_WIDTH = 60

/**
 * Tables as one workbook, a sheet each. Text cells stay text, whatever they begin with: a workbook says what is a formula, so
 * nothing needs an apostrophe. The library is loaded when first needed.
 */
export async function xlsxOf(tables: readonly ExportTable[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const names = sheetNames(tables.map(({ name }) => name))
  const sheets = tables.map((table, index) => ({
    data: sheetData(table),
    sheet: names[index]!,
    columns: columnWidths(table),
    stickyRowsCount: 1,
  }))
  return writeExcelFile(sheets).toBuffer()
}

function sheetData({ headings, rows }: ExportTable): SheetData {
  const head = headings.map((heading, index) => ({
    value: withoutControls(heading),
    type: String,
    fontWeight: 'bold' as const,
    ...(rows.some((row) => isFigure(row[index])) ? { align: 'right' as const } : {}),
  }))
  return [head, ...rows.map((row) => row.map(xlsxCell))]
}

function xlsxCell(cell: Cell) {
  if (cell === undefined) return null
  if (typeof cell === 'string') return { value: withoutControls(cell), type: String }
  if (typeof cell === 'number') return { value: cell, type: Number, format: '#,##0' }
  const plain = plainRupiah(cell)
  if (plain.replace(/\D/g, '').length > MAX_DIGITS) return { value: plain, type: String }
  return { value: Number(plain), type: Number, format: plain.includes('.') ? '#,##0.00' : '#,##0' }
}

const columnWidths = ({ headings, rows }: ExportTable) =>
  headings.map((heading, index) => {
    const longest = rows.reduce((most, row) => Math.max(most, cellWords(row[index]).length), heading.length)
    return { width: Math.min(longest + 2, MAX_COLUMN_WIDTH) }
  })

/** Excel takes 31 characters without `[]:*?/\` for a sheet's name, and no name twice. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, index) => {
    const clean = withoutControls(name)
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31)
    const free =
      clean && !taken.has(clean.toLowerCase()) ? clean : `${clean.slice(0, 27)} ${index + 1}`.trim()
    taken.add(free.toLowerCase())
    return free
  })
}

/** Characters that XML cannot carry would make the workbook unreadable. */
const withoutControls = (text: string) =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
