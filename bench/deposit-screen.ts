/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { INVOKE_PREFIX } from '../src/shared/channels.ts'
import { DEAF_FOR_MS } from '../src/renderer/src/composables/use-outcome-keys.ts'
import { AGENT, signInAsAgent, typeDepositUpToPin } from '../tests/e2e/support/pages.ts'
import { startTeller } from '../tests/e2e/support/teller.ts'
import { CUSTOMER } from './bank.ts'
import { barePost, median } from './deposit.ts'
import { against, spread, type Figure } from './figure.ts'
import { withLiveBank } from './live-bank.ts'
import { byTurns } from './rounds.ts'

/** Deposits of a round, and calls of a floor's. */
const DEPOSITS = 3
const CALLS = 15

export const depositOnScreen: Figure = {
  id: 'deposit-screen',
  measure: (rounds) =>
    withLiveBank(async ({ folder, environment, url }) => {
      const profile = join(folder, 'ours')
      mkdirSync(profile, { recursive: true })
      writeFileSync(join(profile, 'outlet.json'), '{ "repeatMinutes": 0, "rekeyAmount": 0 }')
      const teller = await startTeller(profile, environment)
      try {
        const { page } = teller
        await signInAsAgent(page)
        await teller.electron.evaluate(watchMain, `${INVOKE_PREFIX}deposit.submit`)
        const post = await barePost(url)
        const parts: Parts[] = []
        let amount = 10_000
        const { ours, floor } = await byTurns(rounds, {
          async ours() {
            const taken: number[] = []
            for (let deposit = 0; deposit < DEPOSITS; deposit++) {
              amount += 100
              const deposit = await enterToOutcome(page, String(amount), teller.electron)
              taken.push(deposit.toMainMs + deposit.inMainMs + deposit.toScreenMs)
              parts.push(deposit)
            }
            return spread(taken).median
          },
          floor: async () => (await page.evaluate(invokeMs, CALLS)) + (await median(post)),
        })
        return [
          {
            figure: 'deposit: Enter to its outcome on the screen',
            ...{ floor: '`invoke` of a call that does nothing + bare undici POST of a deposit', unit: 'ms' },
            ...{ ...against(ours, floor), goal: { of: 'ratio', atMost: 1.9 } },
            note: inWords(parts),
          },
        ]
      } finally {
        await teller.close()
      }
    }),
}

/** From the key's own event to main's handler, through it, and from its end to the laid-out outcome. */
type Parts = Record<'toMainMs' | 'inMainMs' | 'toScreenMs', number>

const inWords = (deposits: Parts[]): string => {
  const middle = (part: keyof Parts) => spread(deposits.map((each) => each[part])).median.toPrecision(2)
  return `${middle('toMainMs')} ms to main, ${middle('inMainMs')} in it, ${middle('toScreenMs')} from there to the screen`
}

/** Types a deposit; measured in the page, and in main by the same clock. */
async function enterToOutcome(page: Page, amount: string, electron: ElectronApplication): Promise<Parts> {
  await typeDepositUpToPin(page, CUSTOMER, amount)
  await page.keyboard.type(AGENT.pin)
  await page.evaluate(watchOutcome)
  await page.keyboard.press('Enter')
  const [pressed, shown] = await page.evaluate(
    () => (globalThis as unknown as { pressedAndShown: Promise<[number, number]> }).pressedAndShown,
  )
  const [began, ended] = await electron.evaluate(
    () => (globalThis as unknown as { beganAndEnded: [number, number] }).beganAndEnded,
  )
  await page.waitForTimeout(DEAF_FOR_MS)
  await page.keyboard.press('Enter')
  return { toMainMs: began - pressed, inMainMs: ended - began, toScreenMs: shown - ended }
}

/** Runs in main: Electron has no public way to listen to its invoke. */
function watchMain({ ipcMain }: { ipcMain: unknown }, channel: string): void {
  type Handler = (...args: unknown[]) => Promise<unknown>
  const { _invokeHandlers: handlers } = ipcMain as { _invokeHandlers: Map<string, Handler> }
  const handler = handlers.get(channel)!
  handlers.set(channel, async (...args) => {
    const began = performance.timeOrigin + performance.now()
    const answer = await handler(...args)
    Object.assign(globalThis, { beganAndEnded: [began, performance.timeOrigin + performance.now()] })
    return answer
  })
}

/** Runs in the page. */
function watchOutcome(): void {
  const at = (ms: number) => performance.timeOrigin + ms
  const pressedAndShown = new Promise<[number, number]>((shown) => {
    let pressed = 0
    window.addEventListener('keydown', ({ timeStamp }) => (pressed = at(timeStamp)), {
      capture: true,
      once: true,
    })
    const watch = new MutationObserver(() => {
      const outcome = document.querySelector('[data-testid="outcome"][data-state="confirmed"]')
      if (!outcome) return
      watch.disconnect()
      outcome.getBoundingClientRect()
      shown([pressed, at(performance.now())])
    })
    watch.observe(document.body, { childList: true, subtree: true, attributes: true })
  })
  Object.assign(globalThis, { pressedAndShown })
}

/** Runs in the page. */
async function invokeMs(calls: number): Promise<number> {
  const { teller } = globalThis as unknown as {
    teller: { invoke(method: string, input: object): Promise<unknown> }
  }
  const taken: number[] = []
  for (let call = 0; call < calls; call++) {
    const startedMs = performance.now()
    await teller.invoke('session.current', {})
    taken.push(performance.now() - startedMs)
  }
  return taken.sort((one, other) => one - other)[Math.floor(calls / 2)]!
}
