// The system libraries that Electron, the keychain and the tests need on Linux.
import { existsSync } from 'node:fs'
import { lastLines, run, SetupError } from './project.mjs'

const TO_RUN = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libnotify4', 'libsecret-1-0']
const WITHOUT_DISPLAY = ['xvfb']
const FOR_TESTS = ['xvfb', 'dbus', 'dbus-x11', 'gnome-keyring', 'strace']

/** Debian 13 and Ubuntu 24.04 renamed these when their 64-bit time type came, with glibc 2.38 or later. */
const RENAMED = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64' }

export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Makes sure that the libraries are there. As root they are installed; a plain user is told the one command.
 * Returns what to say about it.
 * @throws {SetupError} naming everything that is missing
 */
export async function ensureSystemLibraries({ forTests }) {
  if (process.platform !== 'linux') return 'nothing needed here'
  const wanted = [
    ...new Set([...TO_RUN, ...(hasDisplay() ? [] : WITHOUT_DISPLAY), ...(forTests ? FOR_TESTS : [])]),
  ]
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get'))
    return `not a Debian system: see to the counterparts of ${wanted.join(' ')}`
  const missing = missingPackages(wanted, await askDpkg(wanted))
  if (missing.length === 0) return 'ok (cached)'
  if (process.getuid() !== 0) throw new SetupError(askForPackages(missing))
  await install(missing)
  return `installed ${missing.join(' ')}`
}

/** One line `name status version` for each package that dpkg knows of. */
async function askDpkg(wanted) {
  const names = [...wanted, ...Object.values(RENAMED), 'libc6']
  const format = '${Package} ${db:Status-Status} ${Version}\n'
  return (await run('dpkg-query', ['-W', '-f', format, ...names])).stdout
}

/** @returns {string[]} those of the wanted packages that dpkg's lines do not call installed, by the names they have on this system */
export function missingPackages(wanted, lines) {
  const known = lines.split('\n').map((line) => line.split(' '))
  const installed = new Map(
    known.filter(([, status]) => status === 'installed').map(([name, , version]) => [name, version]),
  )
  const [major, minor] = (installed.get('libc6') ?? '2.36').split(/[.-]/).map(Number)
  const current = (name) => (major > 2 || minor >= 38 ? (RENAMED[name] ?? name) : name)
  return wanted.filter((name) => !installed.has(name) && !installed.has(RENAMED[name])).map(current)
}

export const askForPackages = (
  missing,
) => `Some system packages are missing. An administrator installs them once with

  sudo apt-get install --no-install-recommends ${missing.join(' ')}

Then run the same command again.`

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update', '-q'], { env })
  const result = await run('apt-get', ['install', '-qy', '--no-install-recommends', ...packages], { env })
  if (result.code === 0) return
  const reason = lastLines(update.stderr + result.stderr, 15)
  throw new SetupError(`apt-get could not install ${packages.join(' ')}:\n${reason}`)
}
