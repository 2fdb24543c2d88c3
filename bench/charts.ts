/// <reference lib="dom" />
import { join } from 'node:path'
import type { Page } from 'playwright'
import { monthAfter, monthOf, UNDATED_GRAPHS } from '../src/shared/graphs.ts'
import { CHARTS, openDashboard } from '../tests/e2e/support/dashboard.ts'
import { signIn } from '../tests/e2e/support/pages.ts'
import { SUPERVISOR } from '../tests/e2e/support/people.ts'
import { startTeller } from '../tests/e2e/support/teller.ts'
import { against, spread, type Figure } from './figure.ts'
import { withLiveBank } from './live-bank.ts'
import { byTurns } from './rounds.ts'

/** What the page asks the bank for its five charts, and the size of them all. */
const ASKED = {
  month: monthAfter(monthOf(new Date()), -1),
  graphs: UNDATED_GRAPHS,
  width: 1_080,
  height: 620,
}

export const charts: Figure = {
  id: 'charts',
  measure: (rounds) =>
    withLiveBank(async ({ folder, environment }) => {
      const teller = await startTeller(join(folder, 'ours'), environment)
      try {
        const { page } = teller
        await signIn(page, SUPERVISOR.username, SUPERVISOR.password)
        await page.getByTestId('nav-journal').waitFor()
        // So that the bank's past months are known, and Chromium has kept the compiled scripts.
        await openDashboard(page)
        const { first, warm, floor } = await byTurns(rounds, {
          async first() {
            await page.reload()
            await page.getByTestId('nav-journal').waitFor()
            await page.evaluate(untilIdle)
            return keyToDrawn(page)
          },
          warm: () => keyToDrawn(page),
          floor: () => page.evaluate(emptyCanvasMs, ASKED),
        })
        const unit = 'ms'
        return [
          {
            ...{ figure: 'five charts, warm: from the key to all drawn, without the floor', unit },
            value: spread(warm.map((ms, round) => ms - (floor[round] ?? NaN))),
            floorValue: spread(floor),
            floor: 'the same answers and an empty canvas of that size',
            goal: { of: 'value', atMost: 40 },
          },
          {
            ...{ figure: 'five charts, the first time after the page was loaded', unit },
            ...{ floor: 'warm', ...against(first, warm), goal: { of: 'ratio', atMost: 2 } },
          },
        ]
      } finally {
        await teller.close()
      }
    }),
}

async function keyToDrawn(page: Page): Promise<number> {
  await page.keyboard.press('F8')
  await page.getByTestId('journal-search').waitFor()
  await page.evaluate(watchCharts, [...CHARTS])
  await page.keyboard.press('F9')
  return page.evaluate(() => (globalThis as unknown as { drawnMs: Promise<number> }).drawnMs)
}

/** Runs in the page: from the key's own event until ECharts has said of each chart that it is finished. */
function watchCharts(names: string[]): void {
  const drawnMs = new Promise<number>((drawn) => {
    let pressedMs = 0
    window.addEventListener('keydown', ({ timeStamp }) => (pressedMs = timeStamp), {
      capture: true,
      once: true,
    })
    const watch = new MutationObserver(() => {
      if (names.some((name) => !document.querySelector(`[data-testid="chart-${name}"][data-ready="true"]`)))
        return
      watch.disconnect()
      drawn(performance.now() - pressedMs)
    })
    watch.observe(document.body, { childList: true, subtree: true, attributes: true })
  })
  Object.assign(globalThis, { drawnMs })
}

/** Runs in the page: what follows the sign-in when nobody presses a key. */
function untilIdle(): Promise<void> {
  return new Promise((idle) => setTimeout(() => requestIdleCallback(() => idle()), 1_000))
}

/** Runs in the page. */
async function emptyCanvasMs({ month, graphs, width, height }: typeof ASKED): Promise<number> {
  const { teller } = globalThis as unknown as {
    teller: { invoke(method: string, input: object): Promise<unknown> }
  }
  const startedMs = performance.now()
  await Promise.all([
    teller.invoke('dashboard.bsa', { month, anew: true }),
    ...graphs.map((graph) => teller.invoke('dashboard.graph', { graph })),
  ])
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1)
  document.body.append(canvas)
  await new Promise((frame) => requestAnimationFrame(frame))
  const takenMs = performance.now() - startedMs
  canvas.remove()
  return takenMs
}
