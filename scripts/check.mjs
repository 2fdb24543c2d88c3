// `npm run check`: the fast part of the tests. Lint, formatting, types, and everything that needs no window.
import { main } from './project.mjs'
import { setup } from './setup.mjs'
import { add, close, readCode, runVitest } from './suites.mjs'

await main(async () => {
  await setup({ electron: false, build: false })
  return close(add(await readCode(), await runVitest()))
})
