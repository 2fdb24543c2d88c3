import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { walkScreens } from '../e2e/support/screens.ts'
import { makeProfile, removeProfile, startTeller } from '../e2e/support/teller.ts'

/** A picture of every screen, light and dark, at 1366x768, in out/screens/. */
const OUT = resolve(import.meta.dirname, '../../out/screens')
const SIZE = { width: 1366, height: 768 }
const THEMES = ['light', 'dark'] as const

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
const profile = makeProfile()
const teller = await startTeller(profile, { TELLER_BANK_PHONE: '1500046' })
let pictures = 0
try {
  const { page } = teller
  await page.setViewportSize(SIZE)
  await walkScreens(teller, async (name) => {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`) })
      pictures += 1
    }
    await page.emulateMedia({ colorScheme: 'light' })
    console.log(name)
  })
  console.log(`\n${pictures} pictures in out/screens/`)
} finally {
  await teller.close()
  removeProfile(profile)
}
