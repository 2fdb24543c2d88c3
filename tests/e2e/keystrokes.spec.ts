import { readFileSync } from 'node:fs'
import { expect, test, type Page } from 'playwright/test'
import { DEAF_FOR_MS } from '../../src/renderer/src/composables/use-outcome-keys.ts'
import { countCalls } from './support/ipc-calls.ts'
import { AGENT, expectOutcome, signInAsAgent, typeField, typeMoney } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller } from './support/teller.ts'

/** What the tests ask of the page: their own types know no DOM. */
interface CountedWindow {
  keys: { opens: number; typed: number; Enter: number }
  addEventListener(event: 'keydown', listener: (event: { key: string }) => void, capture: boolean): void
}

type Count = Record<'opens' | 'typed' | 'Enter' | 'all', number>

/** The table of docs/keystrokes.md by job. */
function documented(): Record<string, Count> {
  const page = readFileSync(new URL('../../docs/keystrokes.md', import.meta.url), 'utf8')
  const rows = page
    .split('\n')
    .filter((line) => /^\|.*\d \|$/.test(line.replace(/ +\|/g, ' |')))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return Object.fromEntries(
    rows.map(([, job = '', , opens, typed, Enter, all]) => [
      job,
      { opens: Number(opens), typed: Number(typed), Enter: Number(Enter), all: Number(all) },
    ]),
  )
}

/** Hears every key before the program does. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const counted = globalThis as unknown as CountedWindow
    counted.addEventListener(
      'keydown',
      ({ key }) => {
        const { keys } = counted
        if (key === 'Enter') keys.Enter += 1
        else if (/^F\d/.test(key)) keys.opens += 1
        else if (key.length === 1) keys.typed += 1
      },
      true,
    )
  })

async function counted(page: Page, job: () => Promise<void>): Promise<Count> {
  await page.evaluate(() => {
    ;(globalThis as unknown as CountedWindow).keys = { opens: 0, typed: 0, Enter: 0 }
  })
  await job()
  const keys = await page.evaluate(() => (globalThis as unknown as CountedWindow).keys)
  return { ...keys, all: keys.opens + keys.typed + keys.Enter }
}

/** What a deposit asks main for, from its key to the empty form of the next. */
const CALLS_OF_A_DEPOSIT = ['account.check', 'deposit.submit']
/** What is asked about its paper comes at the printer's pace: at most so often, however many words the printer has for it. */
const CALLS_ABOUT_PAPER = { 'printer.settings': 3, 'print.unanswered': 2 }

test('every job takes the keys that docs/keystrokes.md says, by keyboard alone', async () => {
  const profile = makeProfile()
  const teller = await startTeller(profile)
  const { page } = teller

  const money =
    (form: 'deposit' | 'intrabank' | 'interbank', key: string, first: string, typed: object) => async () => {
      await page.keyboard.press(key)
      await typeMoney(page, form, { account: '', amount: '', pin: AGENT.pin, ...typed })
      await expectOutcome(page, 'confirmed')
      // One Enter, and so not before an outcome listens to it.
      await page.waitForTimeout(DEAF_FOR_MS)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId(first)).toBeFocused()
      await expect(page.getByTestId(first)).toHaveValue('')
    }
  const JOBS: Record<string, () => Promise<void>> = {
    deposit: money('deposit', 'F2', 'deposit-account', { account: '14047', amount: '25+' }),
    'transfer within the bank': money('intrabank', 'F3', 'intrabank-account', {
      account: '14048',
      amount: '10+',
    }),
    'transfer to another bank': money('interbank', 'F4', 'interbank-bank', {
      ...{ bank: '008', account: '114451186', amount: '10+' },
    }),
    async 'balance of a customer'() {
      await page.keyboard.press('F6')
      for (const [field, text] of Object.entries({ account: '14047', pin: AGENT.pin })) {
        await expect(page.getByTestId(`customer-balance-${field}`)).toBeFocused()
        await typeField(page, text)
      }
      await expect(page.getByTestId('customer-balance-value')).toHaveAttribute('data-shown', 'true')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('customer-balance-account')).toBeFocused()
    },
  }

  try {
    await signInAsAgent(page)
    await listen(page)
    const measured: Record<string, Count> = {}
    const calls = await countCalls(teller.electron)
    for (const [job, act] of Object.entries(JOBS)) {
      measured[job] = await counted(page, act)
      if (job !== 'deposit') continue
      const asked = await calls()
      expect(asked.filter((method) => !(method in CALLS_ABOUT_PAPER))).toEqual(CALLS_OF_A_DEPOSIT)
      for (const [method, atMost] of Object.entries(CALLS_ABOUT_PAPER))
        expect(asked.filter((each) => each === method).length).toBeLessThanOrEqual(atMost)
    }
    expect(measured).toEqual(documented())
  } finally {
    await teller.close()
    removeProfile(profile)
  }
})
