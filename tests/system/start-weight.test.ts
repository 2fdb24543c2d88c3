import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isBuilt } from '../../scripts/build.mjs'
import { scriptsAtSignIn, staticImports } from '../support/scripts-at-sign-in.ts'

const OUT = join(import.meta.dirname, '../../out')

/** What `npm run bench` measures of the start, as far as it is the same on every machine: docs/performance.md. */
describe.skipIf(!isBuilt())('what a start loads', () => {
  test('the sign-in is light: Vue, words and fields, and no charts', () => {
    const scripts = scriptsAtSignIn(join(OUT, 'renderer'))
    const gzipBytes = scripts.reduce((sum, script) => sum + script.gzipBytes, 0)
    expect(gzipBytes).toBeLessThan(110_000)
    expect(gzipBytes).toBeGreaterThan(30_000)
    expect(scripts.map(({ name }) => name.replace(/-.*/, '')).sort()).toContain('id')
  })

  test('before its window main loads the settings and what checks them, and no service', () => {
    const before = loadedBefore('index.js')
    const packages = new Set(before.flatMap(({ code }) => externalImports(code)))
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual(['electron'])
    const bytes = before.reduce((sum, { code }) => sum + code.length, 0)
    expect(bytes).toBeLessThan(220_000)
    // The services are there, and are not among it: the look at the built files finds what it is to find.
    const app = before[0]!.code.match(/import\([`"]\.\/chunks\/(app-[\w-]+\.js)[`"]\)/)?.[1]
    expect(app).toBeDefined()
    const services = loadedBefore(`chunks/${app!}`)
    expect(services.flatMap(({ code }) => externalImports(code))).toContain('libsql')
    // What a request or a receipt needs, more than all of these, comes with the first of them.
    expect(services.reduce((sum, { code }) => sum + code.length, 0)).toBeLessThan(650_000)
  })
})

/** A built file of main and all that it imports statically, the file first. */
function loadedBefore(entry: string, seen = new Set<string>()): { name: string; code: string }[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  const code = readFileSync(join(OUT, 'main', entry), 'utf8')
  const imported = entry.startsWith('chunks/')
    ? staticImports(code).map((name) => `chunks/${name}`)
    : [...code.matchAll(/\bfrom ?"\.\/(chunks\/[\w.-]+\.js)"/g)].map(([, name]) => name!)
  return [{ name: entry, code }, ...imported.flatMap((name) => loadedBefore(name, seen))]
}

/** Packages and Node's own modules that a built file imports before it runs. */
const externalImports = (code: string): string[] =>
  [...code.matchAll(/\bfrom ?"([@\w][^"]*)"/g)].map(([, name]) => name!)
