import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Script {
  name: string
  gzipBytes: number
}

/** The words of the default language: the one chunk that the sign-in asks for at run time. */
const WORDS = /^id-[\w-]+\.js$/

/** Every script that the built sign-in loads before it can be used: the page's own, all that they import, and the words. */
export function scriptsAtSignIn(rendererFolder: string): Script[] {
  const assets = join(rendererFolder, 'assets')
  const page = readFileSync(join(rendererFolder, 'index.html'), 'utf8')
  const found = new Set(readdirSync(assets).filter((name) => WORDS.test(name)))
  for (const [, name] of page.matchAll(/assets\/([\w.-]+\.js)"/g)) found.add(name!)
  for (const name of found)
    for (const imported of staticImports(readFileSync(join(assets, name), 'utf8'))) found.add(imported)
  return [...found].map((name) => ({ name, gzipBytes: gzipSync(readFileSync(join(assets, name))).length }))
}

/** `import … from "./x.js"` and `import "./x.js"`, as the bundler writes them; `import("./x.js")` comes later. */
export const staticImports = (code: string): string[] =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => name!)
