import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

const FOLDER = join(import.meta.dirname, '../golden')

/** Compares with the committed file of tests/golden. `UPDATE_GOLDEN=1` writes the file instead: look at the diff before committing it. */
export function expectGolden(name: string, text: string): void {
  const path = join(FOLDER, name)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
