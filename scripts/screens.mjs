// `npm run screens`: a picture of every screen, light and dark, in out/screens/. `npm run screens -- --guide` also makes those of
// docs/panduan-teller.md anew, in docs/pictures/.
import { ensureDisplay } from './display.mjs'
import { runWithNode24 } from './node24.mjs'
import { main } from './project.mjs'
import { setup } from './setup.mjs'

await main(async () => {
  await setup()
  const display = await ensureDisplay()
  try {
    return await runWithNode24(['tests/screens/walk.ts', ...process.argv.slice(2)], {
      env: { ...process.env, ...display.env },
    })
  } finally {
    await display.close()
  }
})
