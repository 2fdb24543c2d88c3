/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
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
        const post = await barePost(url)
        let amount = 10_000
        const { ours, floor } = await byTurns(rounds, {
          async ours() {
            const taken: number[] = []
            for (let deposit = 0; deposit < DEPOSITS; deposit++) {
              amount += 100
              taken.push(await enterToOutcome(page, String(amount)))
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
          },
        ]
      } finally {
        await teller.close()
      }
    }),
}

/** Types a deposit; measured in the page, from the key's own event to the laid-out outcome. */
async function enterToOutcome(page: Page, amount: string): Promise<number> {
  await typeDepositUpToPin(page, CUSTOMER, amount)
  await page.keyboard.type(AGENT.pin)
  await page.evaluate(watchOutcome)
  await page.keyboard.press('Enter')
  const taken = await page.evaluate(() => (globalThis as unknown as { outcomeMs: Promise<number> }).outcomeMs)
  await page.waitForTimeout(DEAF_FOR_MS)
  await page.keyboard.press('Enter')
  return taken
}

/** Runs in the page. */
function watchOutcome(): void {
  const outcomeMs = new Promise<number>((shown) => {
    let pressedMs = 0
    window.addEventListener('keydown', ({ timeStamp }) => (pressedMs = timeStamp), {
      capture: true,
      once: true,
    })
    const watch = new MutationObserver(() => {
      const outcome = document.querySelector('[data-testid="outcome"][data-state="confirmed"]')
      if (!outcome) return
      watch.disconnect()
      outcome.getBoundingClientRect()
      shown(performance.now() - pressedMs)
    })
    watch.observe(document.body, { childList: true, subtree: true, attributes: true })
  })
  Object.assign(globalThis, { outcomeMs })
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
