import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { settings } from '../src/main/settings.ts'
import { meanings, outletSchema } from './outlet-schema.mjs'
import { inProject } from './project.mjs'

// The validator that Fastify brings along.
const fastify = createRequire(import.meta.url).resolve('fastify')
const compiler = createRequire(fastify).resolve('@fastify/ajv-compiler')
const { Ajv2020 } = createRequire(compiler)('ajv/dist/2020')

const page = readFileSync(inProject('docs/operations.md'), 'utf8')
const examples = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, text]) => JSON.parse(text))
const ajv = new Ajv2020()
const fits = ajv.compile(outletSchema(page))

test('the schema is one of draft 2020-12, and explains every setting', () => {
  expect(ajv.validateSchema(outletSchema(page))).toBe(true)
  expect(Object.keys(settings).filter((name) => !/[a-z]{2}/.test(meanings(page).get(name) ?? ''))).toEqual([])
})

test('a setting that the page does not explain is named', () => {
  expect(() => outletSchema(page.replace('`photoKeepDays`', '`photoDays`'))).toThrow('photoKeepDays')
})

test('the examples of the page fit it, and the program takes them', () => {
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) {
    expect(fits(example), JSON.stringify(fits.errors)).toBe(true)
    for (const [name, value] of Object.entries(example))
      if (name !== '$schema')
        expect(settings[name].schema.safeParse(value), name).toMatchObject({ success: true })
  }
})

test.each([
  [{ zone: 'GMT+8' }],
  [{ papers: 58 }],
  [{ idleLockMinutes: 0 }],
  [{ idleLockMinutes: 1.5 }],
  [{ mode: 1 }],
  [{ apiPins: [] }],
  [{ bankWords: { pob: {} } }],
  [['live']],
])('%j does not fit', (content) => {
  expect(fits(content)).toBe(false)
})
