// Builds out/ with electron-vite when the sources have changed since the last build.
//   node scripts/build.mjs   does all set-up that is missing, then builds
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24Path } from './node24.mjs'
import { inProject, isProgram, lastLines, main, run, SetupError } from './project.mjs'
import { setup } from './setup.mjs'

const FOLDERS = ['src', 'resources']
const FILES = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json']
const RESULTS = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']
const STAMP = inProject('out/build-stamp')

/**
 * Builds unless out/ comes from exactly these sources.
 * @throws {SetupError} with what electron-vite says
 */
export async function ensureBuild() {
  if (isBuilt()) return 'ok (cached)'
  const sources = hashOfSources()
  rmSync(STAMP, { force: true })
  // A NODE_ENV of the caller's would put the development builds of the libraries in.
  const env = { ...process.env, NODE_ENV: 'production' }
  const builder = inProject('node_modules/electron-vite/bin/electron-vite.js')
  const { code, stdout, stderr } = await run(node24Path(), [builder, 'build'], { env })
  if (code !== 0) throw new SetupError(`The build failed:\n${lastLines(stdout, 10)}\n${lastLines(stderr)}`)
  writeFileSync(STAMP, sources)
  return 'built'
}

/** Whether out/ holds what exactly these sources make. */
export function isBuilt() {
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  return stamp === hashOfSources() && RESULTS.every((file) => existsSync(inProject('out', file)))
}

function hashOfSources() {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const hash = createHash('sha256')
  for (const path of [...FILES.map((file) => inProject(file)), ...inFolders.sort()]) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

if (isProgram(import.meta.url)) await main(() => setup())
