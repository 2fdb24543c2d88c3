// The one set-up: does what is missing, says what it does, and costs next to nothing when nothing is missing.
//   node scripts/setup.mjs [--for-tests]
import { findElectron, officialElectron } from './electron-path.mjs'
import { ensureBuild } from './build.mjs'
import { node24Path } from './node24.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject, isProgram, lastLines, main, run, SetupError } from './project.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

/**
 * Prepares a fresh clone for the command at hand.
 * @param {{ forTests?: boolean, electron?: boolean, build?: boolean }} what
 * `forTests` adds the system packages that only tests need; `electron` and `build` leave those steps out when false.
 * @throws {SetupError} in words for the user
 */
export async function setup({ forTests = false, electron = true, build = true } = {}) {
  const steps = [
    ['system libraries', () => ensureSystemLibraries({ forTests })],
    ['npm packages', () => ensurePackages({ checkNative: true })],
    ['Node 24 for the scripts', async () => `ok (${await node24Version()})`],
    ...(electron ? [['Electron', ensureElectron]] : []),
    ...(build ? [['build', ensureBuild]] : []),
  ]
  for (const [index, [name, step]] of steps.entries()) {
    process.stdout.write(`[${index + 1}/${steps.length}] ${name} … `)
    const startedMs = Date.now()
    try {
      const outcome = await step()
      const seconds = Math.round((Date.now() - startedMs) / 1000)
      console.log(seconds > 1 ? `${outcome} (${seconds} s)` : outcome)
    } catch (error) {
      console.log('stopped')
      throw error
    }
  }
}

async function node24Version() {
  const path = node24Path()
  if (path === process.execPath && !path.startsWith(inProject('node_modules')))
    return `this computer's ${process.version}`
  const { code, stdout, stderr } = await run(path, ['--version'])
  if (code !== 0) throw new SetupError(`The packaged Node 24 does not start here:\n${lastLines(stderr, 10)}`)
  return stdout.trim()
}

async function ensureElectron() {
  if (findElectron()) return `${describeElectron()} (cached)`
  console.log('downloading')
  const { code, stderr } = await run(node24Path(), [inProject('scripts/electron-runtime.mjs')], {
    show: true,
  })
  if (code !== 0) throw new SetupError(stderr.trim())
  process.stdout.write('      ')
  return describeElectron()
}

function describeElectron() {
  if (officialElectron()) return `official ${findElectron().version}`
  return `${findElectron().version} from the npm registry, as the official one could not be downloaded (delete .cache to try again)`
}

if (isProgram(import.meta.url)) {
  await main(() => setup({ forTests: process.argv.includes('--for-tests') }))
}
