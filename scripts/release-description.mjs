// What an update server tells counters of a release: the format of electron-updater's "generic" provider, which electron-builder
// writes for the Windows installer itself (latest.yml).
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * @param {string} version
 * @param {string} file the package; it is read as a whole
 * @returns {string} the text of latest-linux.yml
 */
export function describeRelease(version, file) {
  const bytes = readFileSync(file)
  const sha512 = createHash('sha512').update(bytes).digest('base64')
  return `version: ${version}
files:
  - url: ${basename(file)}
    sha512: ${sha512}
    size: ${bytes.length}
`
}
