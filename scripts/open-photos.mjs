// Opens photos of new customers that were handed over sealed; runs at the bank, which alone has the private key:
//   node scripts/node24.mjs scripts/open-photos.mjs --key PRIVATE.pem FOLDER
// Each NAME.jpg.sealed below the folder becomes NAME.jpg beside it; the sealed ones stay. The passphrase of a locked key is read from the
// environment, BANK_KEY_PASSPHRASE. The exit status is 1 where any could not be opened.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SEALED_SUFFIX } from '../src/main/photos.ts'
import { openSealed } from '../src/main/sealing.ts'
import { isProgram, main, SetupError } from './project.mjs'

/** @returns {{ opened: string[], failed: string[] }} the paths below the folder */
export function openPhotos(folder, privateKeyPem, passphrase) {
  const opened = []
  const failed = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(SEALED_SUFFIX)) continue
    const path = join(entry.parentPath, entry.name)
    try {
      const jpeg = openSealed(privateKeyPem, readFileSync(path), passphrase)
      writeFileSync(path.slice(0, -SEALED_SUFFIX.length), jpeg, { mode: 0o600 })
      opened.push(path)
    } catch (error) {
      failed.push(`${path}: ${error.message}`)
    }
  }
  return { opened, failed }
}

if (isProgram(import.meta.url))
  await main(() => {
    const { values, positionals } = parseArgs({
      options: { key: { type: 'string' } },
      allowPositionals: true,
    })
    const [folder] = positionals
    if (!values.key || !folder)
      throw new SetupError('Usage: node scripts/node24.mjs scripts/open-photos.mjs --key PRIVATE.pem FOLDER')
    const key = readFileSync(values.key, 'utf8')
    const { opened, failed } = openPhotos(folder, key, process.env.BANK_KEY_PASSPHRASE)
    for (const one of failed) console.error(`NOT OPENED ${one}`)
    console.log(`${opened.length} opened, ${failed.length} not`)
    return failed.length === 0 ? 0 : 1
  })
