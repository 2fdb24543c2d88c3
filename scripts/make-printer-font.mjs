/**
 * Draws the virtual printer's dot fonts from IBM Plex Mono and writes src/sandbox/printer/font.ts.
 *
 * Needed only to change the looks of the printed paper; its result is committed. It wants FreeType, whose automatic hinting
 * keeps stems of two dots two dots wide everywhere, and which is no dependency of the project:
 *
 *   npm install --prefix DIR @julusian/freetype2@1.3.1
 *   node scripts/make-printer-font.mjs DIR
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'

const FIRST = 0x20
const LAST = 0x7e
/** Characters that three-dot stems would fill or push out of the cell of Font A: bold, too, they have stems of two. */
const TOO_NARROW_FOR_BOLD = 'WY'

/** Cells as in page.ts; `large` stands in for Font A of double width and height. Sizes in dots, weights as CSS numbers them. */
const FACES = [
  { width: 12, height: 24, emWidth: 20, emHeight: 22, baseline: 18, regular: 500, bold: 600 },
  { width: 9, height: 17, emWidth: 15, emHeight: 16, baseline: 14, regular: 400, bold: 600 },
  { width: 24, height: 48, emWidth: 40, emHeight: 44, baseline: 37, regular: 500, bold: 700 },
]

const toolFolder = process.argv[2]
if (toolFolder === undefined)
  throw new Error('usage: node scripts/make-printer-font.mjs DIR (see the head of the script)')
const freetype = createRequire(path.resolve(toolFolder, 'package.json'))('@julusian/freetype2')

const root = path.resolve(import.meta.dirname, '..')
const rows = FACES.flatMap((face) => [drawFace(face, face.regular), drawFace(face, face.bold)])
writeFileSync(
  path.join(root, 'src/sandbox/printer/font.ts'),
  moduleSource(deflateSync(Buffer.concat(rows), { level: 9 })),
)

/** All characters of one face and weight: rows from the top, each padded to whole bytes, most significant bit left. */
function drawFace(face, weight) {
  const characters = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index)
  return Buffer.concat(
    characters.map((code) => {
      const narrow =
        face.width === 12 && weight === face.bold && TOO_NARROW_FOR_BOLD.includes(String.fromCharCode(code))
      return drawCharacter(face, narrow ? face.regular : weight, code)
    }),
  )
}

function drawCharacter(face, weight, code) {
  const font = freetype.NewMemoryFace(plexMono(weight))
  font.setPixelSizes(face.emWidth, face.emHeight)
  const glyph = font.loadChar(code, {
    render: true,
    forceAutohint: true,
    monochrome: true,
    loadTarget: freetype.RenderMode.MONO,
  })
  const bytesPerRow = Math.ceil(face.width / 8)
  const cell = Buffer.alloc(bytesPerRow * face.height)
  const bitmap = glyph.bitmap
  if (!bitmap) return cell
  const left = within(glyph.bitmapLeft, bitmap.width, face.width)
  const top = within(face.baseline - glyph.bitmapTop, bitmap.height, face.height)
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++) {
      if ((bitmap.buffer[y * bitmap.pitch + (x >> 3)] & (0x80 >> (x & 7))) === 0) continue
      cell[(top + y) * bytesPerRow + ((left + x) >> 3)] |= 0x80 >> ((left + x) & 7)
    }
  }
  return cell
}

/** Hinting rounds the widest characters up and out of their cell by a dot: moves them back. */
function within(start, size, cellSize) {
  if (size > cellSize) throw new Error(`a character of ${size} dots in a cell of ${cellSize}`)
  return Math.min(Math.max(start, 0), cellSize - size)
}

/** The outline font as FreeType wants it: WOFF 1.0 (W3C) is a TrueType file whose tables are deflated one by one. */
function plexMono(weight) {
  const file = `node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-${weight}-normal.woff`
  const woff = readFileSync(path.join(root, file))
  const tableCount = woff.readUInt16BE(12)
  const header = Buffer.alloc(12 + 16 * tableCount)
  woff.copy(header, 0, 4, 8)
  header.writeUInt16BE(tableCount, 4)
  const tables = []
  let offset = header.length
  for (let index = 0; index < tableCount; index++) {
    const entry = woff.subarray(44 + index * 20, 64 + index * 20)
    const [start, packedLength, length] = [4, 8, 12].map((at) => entry.readUInt32BE(at))
    const packed = woff.subarray(start, start + packedLength)
    const table = packedLength < length ? inflateSync(packed) : packed
    entry.copy(header, 12 + index * 16, 0, 4)
    entry.copy(header, 16 + index * 16, 16, 20)
    header.writeUInt32BE(offset, 20 + index * 16)
    header.writeUInt32BE(length, 24 + index * 16)
    tables.push(table, Buffer.alloc(-length & 3))
    offset += length + (-length & 3)
  }
  return Buffer.concat([header, ...tables])
}

function moduleSource(packed) {
  const lines = packed.toString('base64').match(/.{1,100}/g)
  return `// Made by scripts/make-printer-font.mjs; not written by hand.
//
// Dot patterns drawn from IBM Plex Mono, Copyright © 2017 IBM Corp. with Reserved Font Name "Plex", under the SIL Open Font
// License, Version 1.1, which is in resources/fonts/OFL.txt and covers these patterns too.

/** Cells in dots, in the order of the data; of each cell first all regular, then all bold characters, 0x20 to 0x7e. */
export const FONT_FACES = [
${FACES.map(({ width, height }) => `  { width: ${width}, height: ${height} },`).join('\n')}
] as const

/** Deflated, in base64: per character its rows from the top, each padded to whole bytes, the most significant bit left. */
export const FONT_DATA = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`
}
