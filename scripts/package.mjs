// `npm run package`: all set-up that is missing, then the unpacked application and its bill of materials in dist/, on Debian with
// a .deb, on Windows with the installer.
import { runWithNode24 } from './node24.mjs'
import { inProject, main } from './project.mjs'
import { setup } from './setup.mjs'

await main(async () => {
  await setup()
  return runWithNode24([inProject('scripts/pack.mjs')])
})
