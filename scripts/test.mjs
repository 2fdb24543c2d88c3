// `npm test`: all set-up that is missing, then every check and test. Its last line counts them all.
import { main } from './project.mjs'
import { setup } from './setup.mjs'
import { add, build, close, readCode, runChaos, runPlaywright, runVitest } from './suites.mjs'

await main(async () => {
  await setup({ forTests: true, build: false })
  const built = await build()
  const figures = [built, await readCode(), await runVitest(), await runChaos()]
  // What cannot run has not passed: without a build the end-to-end tests count as one failure.
  if (built.failed) console.log('\nend-to-end tests … FAILED: there is no build to drive')
  figures.push(built.failed ? built : await runPlaywright())
  return close(figures.reduce(add))
})
