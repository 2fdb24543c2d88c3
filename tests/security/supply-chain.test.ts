import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// What can be checked of the packages without a network, from the lockfile alone. Known weaknesses change daily: `npm audit` asks the
// registry for them, and CONTRIBUTING.md says when. Licences: scripts/licences.test.mjs.

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  dev?: boolean
  hasInstallScript?: boolean
}

const PROJECT = resolve(import.meta.dirname, '../..')
const json = (name: string): unknown => JSON.parse(readFileSync(join(PROJECT, name), 'utf8'))
const { packages } = json('package-lock.json') as { packages: Record<string, Locked> }
const manifest = json('package.json') as Record<string, Record<string, string>>
const installed = Object.entries(packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

test('every package has a hash that npm holds its download against', () => {
  expect(installed.length).toBeGreaterThan(200)
  expect(
    installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([])
})

test('no package comes from a git repository, a file or an address of its own', () => {
  expect(installed.filter(([, { resolved, link }]) => resolved || link).map(([path]) => path)).toEqual([])
})

test('our own packages are named with one exact version', () => {
  const wanted = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind]!),
  )
  expect(wanted.filter(([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('every install script is one that we know and do not run', () => {
  const scripted = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path))
  const allowed = manifest['allowScripts'] as unknown as Record<string, boolean>
  const named = (name: string) => (name === 'keytar' ? '@github/keytar' : name)
  expect(scripted.filter((name) => allowed[named(name)] !== false)).toEqual([])
})

test('nothing of the packages is there twice that must be one: the schema library, and the HTTP client', () => {
  for (const name of ['zod', 'undici', 'libsql', 'vue'])
    expect(
      installed.filter(([path, { dev }]) => nameOf(path) === name && !dev).length,
      name,
    ).toBeLessThanOrEqual(1)
})
