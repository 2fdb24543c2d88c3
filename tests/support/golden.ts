import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { expect } from 'vitest'

const FOLDER = join(import.meta.dirname, '../golden')

/** Compares with the committed file of tests/golden. `UPDATE_GOLDEN=1` writes the file instead: look at the diff before committing it. */
export function expectGolden(name: string, text: string): void {
  const path = join(FOLDER, name)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
}

/** As {@link expectGolden}, for a picture: dot by dot, however it was compressed. */
export function expectGoldenPicture(name: string, picture: Buffer): void {
  const path = join(FOLDER, name)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, picture)
  const [drawn, golden] = [PNG.sync.read(picture), PNG.sync.read(readFileSync(path))]
  expect([drawn.width, drawn.height]).toEqual([golden.width, golden.height])
  expect(drawn.data.equals(golden.data), `${name} looks as it did`).toBe(true)
}
