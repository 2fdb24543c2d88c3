import axe, { type AxeResults, type RunOptions } from 'axe-core'
import { expect, test } from 'playwright/test'
import { findCutOff } from './support/cut-off.ts'
import { walkScreens } from './support/screens.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

/** What the tests ask of the page: their own types know no DOM. */
interface AxeWindow {
  axe: { run(options: RunOptions): Promise<AxeResults> }
}

const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
const GRAVE = ['serious', 'critical']

test.describe('every screen', () => {
  test.setTimeout(240_000)
  let profile: string
  let teller: Teller

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile, { TELLER_BANK_PHONE: '1500046' })
    await teller.page.setViewportSize({ width: 1366, height: 768 })
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  test('passes axe in both themes, without a serious finding', async () => {
    const { page } = teller
    // Evaluated and not as a script of the page: its content policy lets none in.
    await page.evaluate(axe.source)
    const found: string[] = []
    await walkScreens(teller, async (screen) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await page.evaluate(
          (options) => (globalThis as unknown as AxeWindow).axe.run(options),
          RULES,
        )
        for (const { id, impact, nodes } of violations) {
          if (!GRAVE.includes(impact ?? '')) continue
          const where = nodes.map(({ html }) => html.slice(0, 120)).join(' | ')
          found.push(`${screen} ${colorScheme}: ${id} (${impact}) ${where}`)
        }
      }
      await page.emulateMedia({ colorScheme: 'light' })
    })
    expect(found).toEqual([])
  })

  test('shows everything at 200 % zoom, and keeps to its content policy', async () => {
    const { page } = teller
    await teller.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2),
    )
    const found: string[] = []
    await walkScreens(teller, async (screen) => {
      for (const problem of await page.evaluate(findCutOff)) found.push(`${screen}: ${problem}`)
    })
    expect(found).toEqual([])
    expect(teller.policyViolations()).toEqual([])
  })
})
