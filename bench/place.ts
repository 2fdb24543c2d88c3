import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder for what a figure writes, inside the project: on the disk where the program is, since a temporary folder may be
 * memory. Removed afterwards, however it ends.
 */
export async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const out = join(import.meta.dirname, '../out')
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(out, 'bench-'))
  try {
    return await body(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
