/// <reference lib="dom" />
import { expect, type Page } from 'playwright/test'
import type { Teller } from './teller.ts'

export const CHARTS = ['bsa', 'bill', 'purchase', 'agent-growth', 'agent-spread'] as const

export const chart = (page: Page, name: string) => page.getByTestId(`chart-${name}`)

/** Opens the dashboard with its key and waits until every chart is drawn. */
export async function openDashboard(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await expectDrawn(page)
}

export async function expectDrawn(page: Page): Promise<void> {
  for (const name of [...CHARTS, 'bsa-trend'])
    await expect(chart(page, name)).toHaveAttribute('data-ready', 'true')
}

/** What a chart's table says, row by row: for screen readers it is always there. */
export const tableRows = (page: Page, name: string): Promise<string[][]> =>
  chart(page, name)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.children, (cell) => (cell.firstChild?.textContent ?? '').trim())),
    )

/** Answers the save dialog with a path, as a person would: the dialog itself belongs to the system. */
export async function saveTo(teller: Teller, path: string): Promise<void> {
  await teller.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

/** Counts what the content policy refuses from now on. */
export async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { policyViolations: seen })
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    )
  })
  return () => page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations)
}

/** Counts how often a chart is drawn or given up from now on: ECharts clears its canvas each time. @returns the count since it was asked for last */
export async function watchDrawing(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const pen = CanvasRenderingContext2D.prototype
    const seen = { drawings: 0 }
    const { clearRect } = pen
    pen.clearRect = function (...rect) {
      seen.drawings++
      clearRect.apply(this, rect)
    }
    Object.assign(globalThis, { chartDrawings: seen })
  })
  return () =>
    page.evaluate(() => {
      const { chartDrawings } = globalThis as unknown as { chartDrawings: { drawings: number } }
      const { drawings } = chartDrawings
      chartDrawings.drawings = 0
      return drawings
    })
}
