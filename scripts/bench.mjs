// `npm run bench`: the program's speed as ratios to floors measured in the same run; the figures are in out/bench.json.
import { ensureDisplay } from './display.mjs'
import { runWithNode24 } from './node24.mjs'
import { main } from './project.mjs'
import { setup } from './setup.mjs'

await main(async () => {
  await setup()
  const display = await ensureDisplay()
  try {
    return await runWithNode24(['bench/cli.ts', ...process.argv.slice(2)], {
      env: { ...process.env, ...display.env },
    })
  } finally {
    await display.close()
  }
})
