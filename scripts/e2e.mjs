// `npm run e2e -- NAME`: the tests that drive the built program, those whose file's name holds NAME; builds what changed first.
import { ensureDisplay } from './display.mjs'
import { runWithNode24 } from './node24.mjs'
import { main } from './project.mjs'
import { setup } from './setup.mjs'

await main(async () => {
  await setup()
  const display = await ensureDisplay()
  try {
    const args = ['node_modules/playwright/cli.js', 'test', ...process.argv.slice(2)]
    return await runWithNode24(args, { env: { ...process.env, ...display.env } })
  } finally {
    await display.close()
  }
})
