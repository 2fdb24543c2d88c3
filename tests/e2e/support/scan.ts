import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A secret to look for: a text, or a piece of a file. */
export type Needle = string | Uint8Array

const nameOf = (needle: Needle) => (typeof needle === 'string' ? needle : `${needle.length} bytes`)

/** An encoding that is shorter than this stands in any megabyte by chance. */
const TELLING_BYTES = 6

/** How a secret may lie about: as it is, as UTF-16, as hexadecimal, as Base64 wherever it begins. */
function formsOf(needle: Needle): Buffer[] {
  const plain =
    typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(needle, 'utf16le')] : [Buffer.from(needle)]
  const encoded = plain.flatMap((bytes) => {
    const hex = bytes.toString('hex')
    return [Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...[0, 1, 2].map((at) => base64(bytes, at))]
  })
  return [...plain, ...encoded.filter(({ length }) => length >= TELLING_BYTES)]
}

/** The part of a Base64 text that is the same whatever stands before (`at` bytes, modulo 3) and after. */
function base64(bytes: Buffer, at: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(at), bytes]).toString('base64')
  const whole = Math.floor((at + bytes.length) / 3) * 4
  return Buffer.from(text.slice(at === 0 ? 0 : at + 1, whole))
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])

/** A file's bytes, and what is compressed in them where it is a gzip file as a whole. */
function contentOf(path: string): Buffer[] {
  const bytes = readFileSync(path)
  if (!bytes.subarray(0, 3).equals(GZIP)) return [bytes]
  try {
    return [bytes, gunzipSync(bytes)]
  } catch {
    return [bytes]
  }
}

/** The files below a folder whose name or bytes hold one of the secrets in any form: `path: secret`. */
export function filesHolding(folder: string, needles: readonly Needle[]): string[] {
  const wanted = needles.map((needle) => ({ name: nameOf(needle), forms: formsOf(needle) }))
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const places = [Buffer.from(relative(folder, path)), ...contentOf(path)]
      const held = wanted.filter(({ forms }) =>
        forms.some((form) => places.some((place) => place.includes(form))),
      )
      return held.map(({ name }) => `${path}: ${name}`)
    })
}
