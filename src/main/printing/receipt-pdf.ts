import { encodeQR } from 'qr'
import type { Line, PaperColumns } from '#shared/layout.ts'

/** `roll`: as narrow and as long as the receipt printer's paper; `a4`: the same strip on an ordinary sheet. */
export type ReceiptPage = 'a4' | 'roll'

const POINTS_PER_MM = 72 / 25.4
const A4 = { widthMm: 210, heightMm: 297 }
const ROLL_WIDTH_MM: Record<PaperColumns, number> = { 32: 58, 48: 80 }
const EDGE_MM = { a4: 20, roll: 5 }

/** Courier's characters are 0.6 of its size wide. At this size 32 columns fill the 48 mm that a 58 mm printer prints. */
const ROLL_FONT = 1.5 / 0.6
const A4_FONT = 3.6
const LEADING = 1.3
const QR_MODULE_MM = 0.75

/**
 * The receipt as a PDF of the same lines as on paper: text in the fonts that every reader has, so that nothing is embedded and
 * all of it can be searched and copied.
 */
export function receiptPdf(lines: readonly Line[], columns: PaperColumns, page: ReceiptPage): Buffer {
  const fontMm = page === 'a4' ? A4_FONT : ROLL_FONT
  const edgeMm = EDGE_MM[page]
  const placed = lines.map((line) => ({ line, heightMm: heightOf(line, fontMm) }))
  const wholeMm = placed.reduce((sum, { heightMm }) => sum + heightMm, 0)
  const size =
    page === 'a4' ? A4 : { widthMm: ROLL_WIDTH_MM[columns], heightMm: Math.ceil(wholeMm + 2 * edgeMm) }
  const leftMm = (size.widthMm - columns * fontMm * 0.6) / 2

  const pages: string[][] = [[]]
  let topMm = edgeMm
  for (const { line, heightMm } of placed) {
    if (topMm + heightMm > size.heightMm - edgeMm + 0.01) {
      pages.push([])
      topMm = edgeMm
    }
    pages.at(-1)!.push(draw(line, { leftMm, topMm, fontMm, heightMm, pageMm: size }))
    topMm += heightMm
  }
  return documentOf(
    pages.map((page) => page.join('\n')),
    size,
  )
}

/** The library wants an edge; here the lines around are white. */
const modulesOf = (data: string): boolean[][] =>
  encodeQR(data, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))

function heightOf({ large, qr }: Line, fontMm: number): number {
  if (qr !== undefined) return modulesOf(qr).length * QR_MODULE_MM
  return fontMm * LEADING * (large ? 2 : 1)
}

interface Place {
  leftMm: number
  topMm: number
  fontMm: number
  heightMm: number
  pageMm: { widthMm: number; heightMm: number }
}

function draw({ text, bold, large, qr }: Line, place: Place): string {
  if (qr !== undefined) return drawSymbol(modulesOf(qr), place)
  const { leftMm, topMm, fontMm, heightMm, pageMm } = place
  const sizeMm = large ? 2 * fontMm : fontMm
  // The base line lies above the lower edge by what letters such as g need.
  const baseMm = pageMm.heightMm - topMm - heightMm + sizeMm * 0.3
  const font = bold ? 'F2' : 'F1'
  return `BT /${font} ${points(sizeMm)} Tf ${points(leftMm)} ${points(baseMm)} Td (${escape(text)}) Tj ET`
}

function drawSymbol(modules: readonly boolean[][], { topMm, pageMm }: Place): string {
  const leftMm = (pageMm.widthMm - modules.length * QR_MODULE_MM) / 2
  const squares = modules.flatMap((row, y) =>
    row.flatMap((black, x) => {
      if (!black) return []
      const bottomMm = pageMm.heightMm - topMm - (y + 1) * QR_MODULE_MM
      const side = points(QR_MODULE_MM)
      return [`${points(leftMm + x * QR_MODULE_MM)} ${points(bottomMm)} ${side} ${side} re`]
    }),
  )
  return `${squares.join(' ')} f`
}

/** Lines are printable ASCII (layout.ts), of which three signs mean something in a PDF string. */
const escape = (text: string) => text.replace(/[\\()]/g, (sign) => `\\${sign}`)
const points = (mm: number) => (mm * POINTS_PER_MM).toFixed(2)

/** ISO 32000-1, 7.5: header, numbered objects, cross-reference table, trailer. Times and names of the maker are left out. */
function documentOf(contents: readonly string[], size: Place['pageMm']): Buffer {
  const first = 5
  const pageNumbers = contents.map((_, index) => first + 2 * index)
  const box = `[0 0 ${points(size.widthMm)} ${points(size.heightMm)}]`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (id) >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${pageNumbers.map((n) => `${n} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + 2 * index + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  const bodies = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`)
  const header = '%PDF-1.4\n'
  const offsets = bodies.map((_, index) => header.length + bodies.slice(0, index).join('').length)
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`
  const start = header.length + bodies.join('').length
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(header + bodies.join('') + table + trailer, 'latin1')
}
