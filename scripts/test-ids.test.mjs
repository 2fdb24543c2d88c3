import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from './project.mjs'

// The test ids of docs/operations.md are an interface: whoever adds one to a screen names it there.

const page = readFileSync(inProject('docs/operations.md'), 'utf8')
const table = page.slice(page.indexOf('## Test ids'))
const named = [...table.matchAll(/`([\w*…-]+)`/g)].map(([, id]) => id)
const prefixes = named.filter((id) => id.endsWith('-*')).map((id) => id.slice(0, -1))
const isNamed = (id) => named.includes(id) || prefixes.some((prefix) => id.startsWith(prefix))

const views = readdirSync(inProject('src/renderer/src'), { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.name.endsWith('.vue'),
)
const used = views.flatMap((entry) => {
  const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
  return [...text.matchAll(/(?<=\s)(?:data-testid|[a-z-]*test-id|data-testid)="([^"]+)"/g)].map(
    ([, id]) => id,
  )
})

test('every test id of the screens is on the page for operations', () => {
  expect(used.length).toBeGreaterThan(150)
  expect([...new Set(used)].filter((id) => !isNamed(id))).toEqual([])
})

test('an id that no screen has is not named', () => {
  const source = views.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n')
  const days = named.filter(
    (id) => /^(day|journal)-/.test(id) && !/-(note|coin)-|-(in|out|sent|received)$/.test(id),
  )
  expect(days.filter((id) => !source.includes(`"${id}"`))).toEqual([])
})
