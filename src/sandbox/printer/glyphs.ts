import { inflateSync } from 'node:zlib'
import { FONT_DATA, FONT_FACES } from './font.ts'
import type { Cell } from './page.ts'

/** Says whether a dot of a character is black; x and y in dots of the character as printed. */
export type Glyph = (x: number, y: number) => boolean

const FIRST_CODE = 0x20
const LAST_CODE = 0x7e
const [FACE_A, FACE_B, FACE_LARGE] = FONT_FACES

type Face = (typeof FONT_FACES)[number]

const BLANK = new Set([' ', '\u00a0'])

let inflated: Buffer | undefined

/**
 * The dots of a printed character. Double width and height together are drawn from a font of that size, as printers with
 * smoothing (GS b) do; other magnifications repeat dots. A character that the built-in font lacks is a hollow box.
 */
export function glyphOf(cell: Cell): Glyph {
  if (BLANK.has(cell.char)) return () => false
  const smooth = cell.font === 'A' && cell.width % 2 === 0 && cell.height % 2 === 0
  const face = smooth ? FACE_LARGE : cell.font === 'A' ? FACE_A : FACE_B
  const scaleX = smooth ? cell.width / 2 : cell.width
  const scaleY = smooth ? cell.height / 2 : cell.height
  const dots = builtIn(face, cell) ?? hollowBox(face)
  return (x, y) => dots(Math.floor(x / scaleX), Math.floor(y / scaleY))
}

function builtIn(face: Face, { char, bold }: Cell): Glyph | undefined {
  const code = char.charCodeAt(0)
  if (code < FIRST_CODE || code > LAST_CODE) return undefined
  const data = (inflated ??= inflateSync(Buffer.from(FONT_DATA, 'base64')))
  const start = faceStart(face) + (bold ? weightSize(face) : 0) + (code - FIRST_CODE) * characterSize(face)
  const rowSize = Math.ceil(face.width / 8)
  return (x, y) => ((data[start + y * rowSize + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
}

function faceStart(face: Face): number {
  const before = FONT_FACES.slice(0, FONT_FACES.indexOf(face))
  return before.reduce((sum, other) => sum + 2 * weightSize(other), 0)
}

function weightSize(face: Face): number {
  return (LAST_CODE - FIRST_CODE + 1) * characterSize(face)
}

function characterSize(face: Face): number {
  return Math.ceil(face.width / 8) * face.height
}

function hollowBox(face: Face): Glyph {
  const right = face.width - 2
  const bottom = face.height - 4
  return (x, y) => {
    const inside = x >= 1 && x <= right && y >= 3 && y <= bottom
    return inside && (x === 1 || x === right || y === 3 || y === bottom)
  }
}
