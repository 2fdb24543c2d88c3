// `npm run generate`: the files of the project that are made from others. They are kept in git, and a test fails where one is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import prettier from 'prettier'
import { licencesPage, licenceTexts } from './licences.mjs'
import { outletSchema } from './outlet-schema.mjs'
import { inProject, isProgram } from './project.mjs'

const read = (path) => readFileSync(inProject(path), 'utf8')

/** By path: how each is made. */
export const MADE = {
  'docs/outlet.schema.json': () => JSON.stringify(outletSchema(read('docs/operations.md'))),
  'docs/licences.md': licencesPage,
  'resources/licences.txt': licenceTexts,
}

/** @returns {Promise<string>} what the file must hold */
export async function makeFile(path) {
  const options = await prettier.resolveConfig(inProject(path))
  const { ignored, inferredParser } = await prettier.getFileInfo(inProject(path))
  if (ignored || !inferredParser) return MADE[path]()
  return prettier.format(MADE[path](), { ...options, parser: inferredParser })
}

if (isProgram(import.meta.url))
  for (const path of Object.keys(MADE)) {
    writeFileSync(inProject(path), await makeFile(path))
    console.log(path)
  }
