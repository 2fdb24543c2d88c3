// The npm packages: exactly what package-lock.json says, without any install script.
import { existsSync, rmSync } from 'node:fs'
import { inProject, lastLines, readJson, run, runNpm, SetupError } from './project.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for on this platform, judged by the record that npm
 * leaves in node_modules after a complete install. Unlike a stamp of our own, it also knows of `npm install X`.
 */
export function packagesArePresent() {
  const record = inProject('node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  return isInstalled(readJson(inProject('package-lock.json')).packages, readJson(record).packages, process)
}

/** Compares two `packages` maps of the lockfile format (npm docs: package-lock.json). */
export function isInstalled(wanted, installed, { platform, arch }) {
  return Object.entries(wanted).every(([path, { version, optional, peer, os, cpu, libc }]) => {
    if (path === '') return true
    if (installed[path]) return installed[path].version === version
    // An optional package that names no platform may belong to one that does, and be rightly absent with it.
    const named = (os ?? cpu) !== undefined
    const forUs = named && (os ?? [platform]).includes(platform) && (cpu ?? [arch]).includes(arch)
    return Boolean(peer || libc || (optional && !forUs))
  })
}

/**
 * Installs the packages where they are missing or differ from package-lock.json. Install scripts stay off: the native
 * packages carry their binaries. `checkNative` tries those once, which needs the system libraries.
 * @throws {SetupError} with npm's reason
 */
export async function ensurePackages({ checkNative = false } = {}) {
  if (packagesArePresent()) {
    unshadowNode()
    return 'ok (cached)'
  }
  const install = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error']
  const { code, stdout, stderr } = await runNpm([...install, '--no-fund', '--no-audit'])
  if (code !== 0) throw new SetupError(`npm ci failed:\n${lastLines(stderr || stdout)}`)
  unshadowNode()
  if (checkNative) await checkNativePackages()
  return 'installed'
}

/**
 * npm scripts find programs in node_modules/.bin first, so the packaged Node 24 would run them in place of the computer's Node; and on
 * Windows a Node that runs cannot be replaced by the next `npm ci`. Our scripts name the packaged one by its path.
 */
function unshadowNode() {
  for (const link of ['node', 'node.cmd', 'node.ps1'])
    rmSync(inProject('node_modules/.bin', link), { force: true })
}

async function checkNativePackages() {
  const load = "require('keytar'); require('libsql'); require('koffi'); require('serialport')"
  const { code, stderr } = await run(process.execPath, ['-e', load])
  if (code !== 0)
    throw new SetupError(`A native package does not load on this computer:\n${lastLines(stderr, 15)}`)
}
