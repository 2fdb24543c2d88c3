import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MADE, makeFile } from './generate.mjs'
import { inProject } from './project.mjs'

test.each(Object.keys(MADE))('%s is as it is made: else run "npm run generate"', async (path) => {
  expect(readFileSync(inProject(path), 'utf8')).toBe(await makeFile(path))
})
