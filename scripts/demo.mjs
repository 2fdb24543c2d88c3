// `npm run demo`: walks through the main job without a person and leaves pictures in out/demo/.
import { ensureDisplay } from './display.mjs'
import { runWithNode24 } from './node24.mjs'
import { main } from './project.mjs'
import { setup } from './setup.mjs'

await main(async () => {
  await setup()
  const display = await ensureDisplay()
  try {
    return await runWithNode24(['tests/demo/walk.ts'], { env: { ...process.env, ...display.env } })
  } finally {
    await display.close()
  }
})
