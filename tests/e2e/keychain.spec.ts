import { expect, test } from 'playwright/test'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { depositPostings } from './support/bank.ts'
import { AGENT, expectOutcome, signIn, signInAsAgent, typeDeposit, unlock } from './support/pages.ts'
import { startSecretService, type SecretService } from './support/secret-service.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.skip(process.platform !== 'linux', 'starts a Secret Service, which only Linux has')

// DESIGN: without a usable keychain the session lives in memory, money is off, and the screen says why. Never a hang, never a guess.

test.describe('live mode with a keychain in trouble', () => {
  let profile: string
  let sandbox: Sandbox
  let secretService: SecretService
  let teller: Teller | undefined

  const start = async (environment: Record<string, string>) => {
    teller = await startTeller(profile, {
      ...environment,
      TELLER_MODE: 'live',
      TELLER_API_URL: sandbox.bankUrl,
    })
    return teller.page
  }

  test.beforeEach(async () => {
    profile = makeProfile()
    sandbox = await createSandbox({ dbPath: ':memory:' })
    secretService = await startSecretService()
  })
  test.afterEach(async () => {
    await teller?.close()
    teller = undefined
    await secretService.stop()
    await sandbox.close()
    removeProfile(profile)
  })

  /** Money is off, in words and in fact, while the rest goes on. */
  async function expectNoMoney(page: Teller['page'], words: RegExp): Promise<void> {
    await expect(page.getByTestId('money-blocked')).toHaveText(words)
    const answer = await page.evaluate(async () => {
      interface Page {
        teller: {
          invoke(method: string, input: object): Promise<{ ok: boolean; failure?: { code: string } }>
        }
      }
      return (globalThis as unknown as Page).teller.invoke('deposit.submit', {
        ...{ attemptId: crypto.randomUUID(), inquiryId: crypto.randomUUID(), amount: 2_500_000n },
        ...{ pin: '359569', narration: 'Setor tunai' },
      })
    })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'UNAVAILABLE' } })
    expect(await depositPostings(sandbox.bankUrl)).toEqual([])
  }

  test('missing: people sign in, no money moves, the screen says what to do', async () => {
    const page = await start({
      ...secretService.environment,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus',
    })
    await signIn(page)
    await expectNoMoney(page, /kunci|IT/i)
  })

  test('locked: it is waited for once and no longer, and the window goes on', async () => {
    await secretService.lock()
    const page = await start(secretService.environment)
    await signIn(page)
    await expectNoMoney(page, /kunci|IT/i)
  })

  test('crashed in the middle of the day: the journal that is open goes on, and a new sign-in says it', async () => {
    const page = await start(secretService.environment)
    await signInAsAgent(page)
    await secretService.crash()
    await typeDeposit(page, '14047', '25000', AGENT.pin)
    await expectOutcome(page, 'confirmed')
    expect(await depositPostings(sandbox.bankUrl)).toHaveLength(1)
    await page.keyboard.press('Control+l')
    await unlock(page)
    await expect(page.getByTestId('money-blocked')).toBeVisible()
  })

  test('changed: a journal whose key is gone is kept, and money waits for a decision', async () => {
    const page = await start(secretService.environment)
    await signInAsAgent(page)
    await teller!.close()
    await secretService.stop()
    secretService = await startSecretService()
    const again = await start(secretService.environment)
    await signIn(again)
    await expectNoMoney(again, /supervisor/i)
  })
})
