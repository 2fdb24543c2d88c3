import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files below a folder whose bytes hold one of the texts, as UTF-8 or UTF-16: `path: text`. */
export function filesHolding(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const bytes = readFileSync(path)
      const held = texts.filter(
        (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')),
      )
      return held.map((text) => `${path}: ${text}`)
    })
}
