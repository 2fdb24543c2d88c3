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

/** How often the dashboard was opened since the page was loaded when it counts as warm: V8 compiles what runs often. */
const ACTS_BEFORE = 5
/** Nobody opens it more often; main's limit on calls would hold the bench back. */
const BETWEEN_MS = 300

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
        const { first, warm, answers, redrawn, colours, canvas } = await byTurns(rounds, {
          async first() {
            await page.reload()
            await page.getByTestId('nav-journal').waitFor()
            await page.evaluate(untilIdle)
            return keyToDrawn(page)
          },
          warm: () => oftenEnough(page, keyToDrawn),
          answers: () => page.evaluate(answersMs, ASKED),
          redrawn: () => oftenEnough(page, largeToAllDrawn),
          colours: () => oftenEnough(page, otherColours),
          canvas: () => page.evaluate(emptyCanvasMs, ASKED),
        })
        const unit = 'ms'
        const floor = answers.map((ms, round) => ms + (canvas[round] ?? NaN))
        const onCanvas = { floorValue: spread(canvas), floor: 'an empty canvas of that size', unit }
        const goal = { of: 'value', atMost: 40 } as const
        return [
          {
            ...{ figure: 'five charts, warm: drawn in other colours', value: spread(colours) },
            ...{ ...onCanvas, goal },
          },
          {
            ...{ figure: 'five charts, warm: cards made and drawn, answers there', value: spread(redrawn) },
            ...{ ...onCanvas, goal },
          },
          {
            ...{ figure: 'five charts, warm: from the key to all there, without the floor', unit, goal },
            value: spread(warm.map((ms, round) => ms - (floor[round] ?? NaN))),
            floorValue: spread(floor),
            floor: 'the same answers and an empty canvas of that size',
          },
          {
            ...{ figure: 'five charts, from the key, the first time after the page was loaded', unit },
            ...{ floor: 'warm: cards made and drawn', ...against(first, redrawn) },
            goal: { of: 'ratio', atMost: 2 },
          },
        ]
      } finally {
        await teller.close()
      }
    }),
}

async function oftenEnough(page: Page, act: (page: Page) => Promise<number>): Promise<number> {
  for (let before = 0; before < ACTS_BEFORE; before++) {
    await act(page)
    await page.waitForTimeout(BETWEEN_MS)
  }
  return act(page)
}

async function keyToDrawn(page: Page): Promise<number> {
  await page.keyboard.press('F8')
  await page.getByTestId('journal-search').waitFor()
  return drawnMs(page, 'F9')
}

/** One chart stands alone and large; the key back makes all of them anew, and asks nobody for anything. */
async function largeToAllDrawn(page: Page): Promise<number> {
  await openDashboard(page)
  await page.getByTestId('chart-bsa').locator('h2 button').press('Enter')
  await page.locator('[data-testid="chart-bsa"].large[data-ready="true"]').waitFor()
  return drawnMs(page, 'Escape')
}

/** Light or dark: every chart is made anew in its canvas. */
async function otherColours(page: Page): Promise<number> {
  await openDashboard(page)
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await page.evaluate(watchCharts, { names: [...CHARTS], from: 'colours' as const })
  await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' })
  return page.evaluate(() => (globalThis as unknown as { drawnMs: Promise<number> }).drawnMs)
}

async function drawnMs(page: Page, key: string): Promise<number> {
  await page.evaluate(watchCharts, { names: [...CHARTS], from: 'key' as const })
  await page.keyboard.press(key)
  return page.evaluate(() => (globalThis as unknown as { drawnMs: Promise<number> }).drawnMs)
}

/** Runs in the page: from the key's own event until each chart says that it is drawn. */
function watchCharts({ names, from }: { names: string[]; from: 'key' | 'colours' }): void {
  const drawnMs = new Promise<number>((drawn) => {
    let beganMs = 0
    const begin = ({ timeStamp }: Event) => (beganMs = timeStamp)
    if (from === 'key') window.addEventListener('keydown', begin, { capture: true, once: true })
    else matchMedia('(prefers-color-scheme: dark)').addEventListener('change', begin, { once: true })
    const watch = new MutationObserver(() => {
      if (beganMs === 0) return
      if (names.some((name) => !document.querySelector(`[data-testid="chart-${name}"][data-ready="true"]`)))
        return
      watch.disconnect()
      drawn(performance.now() - beganMs)
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
async function answersMs({ month, graphs }: typeof ASKED): Promise<number> {
  const { teller } = globalThis as unknown as {
    teller: { invoke(method: string, input: object): Promise<unknown> }
  }
  const startedMs = performance.now()
  await Promise.all([
    teller.invoke('dashboard.bsa', { month, anew: true }),
    ...graphs.map((graph) => teller.invoke('dashboard.graph', { graph })),
  ])
  return performance.now() - startedMs
}

/** Runs in the page. */
async function emptyCanvasMs({ width, height }: typeof ASKED): Promise<number> {
  const startedMs = performance.now()
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1)
  document.body.append(canvas)
  await new Promise((frame) => requestAnimationFrame(frame))
  const takenMs = performance.now() - startedMs
  canvas.remove()
  return takenMs
}
