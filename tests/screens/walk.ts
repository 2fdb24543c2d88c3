import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { walkScreens } from '../e2e/support/screens.ts'
import { makeProfile, removeProfile, startTeller } from '../e2e/support/teller.ts'
import { withPalette } from './palette-png.ts'

/** A picture of every screen, light and dark, at 1366x768, in out/screens/; with `--guide` those of the guide anew, in docs/pictures/. */
const GUIDE: Record<string, string> = {
  'nobody-sign-in': 'masuk',
  'agent-deposit-filled': 'setor',
  'agent-deposit-confirmed': 'berhasil',
  'agent-deposit-unknown': 'belum-pasti',
  'agent-interbank-confirmed': 'transfer',
  'agent-open-account-photos': 'buka-rekening',
  'agent-journal-detail': 'jurnal',
  'agent-unknown-detail': 'daftar-belum-pasti',
  'agent-day-compared': 'tutup-hari',
  'agent-locked': 'terkunci',
}
const PICTURES = resolve(import.meta.dirname, '../../docs/pictures')
const forGuide = process.argv.includes('--guide')
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
      const png = await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`) })
      pictures += 1
      if (forGuide && colorScheme === 'light' && GUIDE[name])
        writeFileSync(join(PICTURES, `${GUIDE[name]}.png`), withPalette(png))
    }
    await page.emulateMedia({ colorScheme: 'light' })
    console.log(name)
  })
  console.log(`\n${pictures} pictures in out/screens/`)
} finally {
  await teller.close()
  removeProfile(profile)
}
