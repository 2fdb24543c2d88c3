import { expect, test } from 'playwright/test'
import { signIn, signInAsAgent } from '../e2e/support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from '../e2e/support/teller.ts'

// Every task of an agent and a supervisor is opened by its key, and the violations of the content policy are counted: none. Every screen there
// is, with what comes after a task's first step, is counted in tests/e2e/accessibility.spec.ts. What the window told main about being
// seen in pictures is looked at on the way.

const KEYS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F12', 'Control+k', 'Control+l']
const NUMBERS = Array.from({ length: 9 }, (_, at) => `Alt+${at + 1}`)

test.describe('the content policy', () => {
  let profile: string
  let teller: Teller
  test.beforeAll(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    await teller.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      const told: boolean[] = []
      Object.assign(globalThis, { told })
      window.setContentProtection = (on) => void told.push(on)
    })
  })
  test.afterAll(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const screens = async (): Promise<string[]> => {
    const seen: string[] = []
    for (const key of [...KEYS.slice(1, -2), ...NUMBERS, 'F1', 'Control+k']) {
      await teller.page.keyboard.press(key)
      await teller.page.waitForLoadState()
      // Two frames: what a screen does once it is shown happens in the next.
      await teller.page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      )
      const title = teller.page.locator('h1, [role=dialog]').first()
      seen.push(`${key} ${(await title.isVisible()) ? (await title.innerText()).split('\n')[0] : ''}`)
      if (key === 'F1' || key === 'Control+k') await teller.page.keyboard.press('Escape')
    }
    return seen
  }

  test('is not violated on any screen of an agent or a supervisor', async () => {
    await signInAsAgent(teller.page)
    const ofAgent = await screens()
    await teller.page.getByTestId('logout').click()
    const { username, password } = await sampleSupervisor()
    await signIn(teller.page, username, password)
    await expect(teller.page.getByTestId('logout')).toBeVisible()
    const ofSupervisor = await screens()
    expect(
      new Set([...ofAgent, ...ofSupervisor].map((line) => line.replace(/^\S+ /, ''))).size,
    ).toBeGreaterThan(6)
    expect(teller.policyViolations()).toEqual([])
  })

  test('would have been counted: a style that it forbids is', async () => {
    await teller.page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { body: { setAttribute(n: string, v: string): void } }
      }
      document.body.setAttribute('style', 'color: red')
    })
    await expect.poll(() => teller.policyViolations().length).toBeGreaterThan(0)
  })

  test('pictures of the screen are refused again once the screen is locked', async () => {
    await teller.page.keyboard.press('F12')
    await expect.poll(told).toBe(false)
    await teller.page.keyboard.press('Control+l')
    await expect(teller.page.getByTestId('lock-screen')).toBeVisible()
    await expect.poll(told).toBe(true)
  })

  /** The last that main was told: whether the window is kept out of pictures. */
  const told = () =>
    teller.electron.evaluate(() => (globalThis as unknown as { told: boolean[] }).told.at(-1))

  async function sampleSupervisor(): Promise<{ username: string; password: string }> {
    const users = await teller.page.evaluate(async () => {
      interface Page {
        teller: { invoke(method: string, input: object): Promise<{ value: { sampleUsers: User[] } }> }
      }
      const { value } = await (globalThis as unknown as Page).teller.invoke('app.info', {})
      return value.sampleUsers
    })
    return users.find(({ pin }) => pin === '')!
  }
})

interface User {
  username: string
  password: string
  pin: string
}
