import { closeSync, fsyncSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import koffi from 'koffi'

/** `POSIX_FADV_DONTNEED` of fcntl.h. */
const DONT_NEED = 4

/** Takes files, and all that lies in folders, out of the kernel's page cache, as after the PC was switched on. Linux alone. */
export function evict(paths: readonly string[]): void {
  const advise = koffi.load(null).func('int posix_fadvise(int, int64, int64, int)')
  for (const file of paths.flatMap(filesIn)) {
    const opened = openSync(file, 'r')
    // What is not yet written cannot be dropped.
    fsyncSync(opened)
    const status = advise(opened, 0, 0, DONT_NEED) as number
    closeSync(opened)
    if (status !== 0) throw new Error(`${file} stays in the page cache: error ${status}`)
  }
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
