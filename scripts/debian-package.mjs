// Makes the .deb from the unpacked application with the system's own dpkg-deb: electron-builder's way asks for fpm, which it fetches
// from GitHub at build time, and a build must not depend on that.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { inProject, lastLines, readJson, run, SetupError } from './project.mjs'

const NAME = 'bankplus-teller'
const HOME = `opt/${NAME}`

/** What Electron needs (electron-builder's own list), and the client of the keychain. The first of a pair is Debian 12's name. */
const DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0 | libatspi2.0-0t64',
]

/**
 * @param {string} unpacked electron-builder's folder with the program
 * @param {string} target the folder for the package
 * @returns {Promise<string>} the package's file name
 * @throws {SetupError} with dpkg-deb's reason
 */
export async function makeDebianPackage(unpacked, target) {
  const { version } = readJson(inProject('package.json'))
  const tree = join(target, 'deb')
  cpSync(unpacked, join(tree, HOME), { recursive: true, verbatimSymlinks: true })
  layOut(tree)
  writeControl(tree, version)
  const file = `${NAME}_${version}_amd64.deb`
  // zstd: a tenth of xz's time for a tenth more bytes; dpkg knows it since Debian 12 and Ubuntu 18.04.
  const args = ['--root-owner-group', '-Zzstd', '-z10', '--build', tree, join(target, file)]
  const { code, stderr } = await run('dpkg-deb', args)
  if (code !== 0) throw new SetupError(`dpkg-deb could not make the package:\n${lastLines(stderr)}`)
  rmSync(tree, { recursive: true })
  return file
}

function layOut(tree) {
  const write = (path, text, mode = 0o644) => {
    mkdirSync(join(tree, dirname(path)), { recursive: true })
    writeFileSync(join(tree, path), text, { mode })
  }
  // Chromium's helper for systems that forbid plain users to make namespaces (Ubuntu 24.04) works only as root's.
  chmodSync(join(tree, HOME, 'chrome-sandbox'), 0o4755)
  write(`usr/bin/${NAME}`, LAUNCHER, 0o755)
  write(`usr/share/applications/${NAME}.desktop`, DESKTOP_ENTRY)
  write(`usr/share/doc/${NAME}/copyright`, copyright())
  // Owned by root: here an administrator puts outlet.json (docs/operations.md).
  write('etc/bankplus-teller/README', CONFIG_README)
  for (const icon of readdirSync(inProject('resources/icons')).filter((name) => name.endsWith('.png'))) {
    const folder = `usr/share/icons/hicolor/${basename(icon, '.png')}/apps`
    mkdirSync(join(tree, folder), { recursive: true })
    cpSync(inProject('resources/icons', icon), join(tree, folder, `${NAME}.png`))
  }
}

/** No core dumps: the limit is inherited by every process of the program. */
const LAUNCHER = `#!/bin/sh
ulimit -c 0
exec /${HOME}/${NAME} "$@"
`

const DESKTOP_ENTRY = `[Desktop Entry]
Type=Application
Name=Bank+ Teller
Comment=Laku Pandai teller workstation
Comment[id]=Program loket Laku Pandai
Exec=${NAME}
Icon=${NAME}
Terminal=false
Categories=Office;Finance;
StartupWMClass=Bank+ Teller
`

const CONFIG_README = `outlet.json in this folder sets up Bank+ Teller for every user of this computer, above the file in their profiles.
The settings: /${HOME}/docs/operations.md, and outlet.schema.json beside it.
`

const copyright =
  () => `Electron and Chromium: /${HOME}/LICENSE.electron.txt and /${HOME}/LICENSES.chromium.html.

${readFileSync(inProject('resources/licences.txt'), 'utf8')}`

function writeControl(tree, version) {
  const control = `Package: ${NAME}
Version: ${version}
Architecture: amd64
Maintainer: The Bank+ Teller authors <teller@localhost>
Installed-Size: ${Math.ceil(bytesIn(tree) / 1024)}
Depends: ${DEPENDS.join(', ')}
Recommends: gnome-keyring | org.freedesktop.secrets
Section: office
Priority: optional
Description: Teller workstation for Laku Pandai outlets on the Bank+ API
 Deposits, transfers, receipts on thermal printers and monthly graphs. Journal
 and settings are in each user's profile and stay when the package is removed.
`
  mkdirSync(join(tree, 'DEBIAN'))
  writeFileSync(join(tree, 'DEBIAN/md5sums'), sums(tree))
  writeFileSync(join(tree, 'DEBIAN/control'), control)
  writeFileSync(join(tree, 'DEBIAN/conffiles'), '/etc/bankplus-teller/README\n')
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const bytesIn = (folder) => filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0)

/** What `dpkg --verify` compares the installed files with. */
const sums = (tree) =>
  filesIn(tree)
    .filter((file) => !file.startsWith(join(tree, 'DEBIAN')) && !file.startsWith(join(tree, 'etc')))
    .map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(tree, file)}\n`)
    .join('')
