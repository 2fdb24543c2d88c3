import { expect, test } from 'playwright/test'
import { contract, type Method } from '../../src/shared/contract.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

const methods = Object.keys(contract) as Method[]

interface Answer {
  ok: boolean
  failure?: { code: string; reason?: string; rule?: string }
}

/** In the page: `window.teller` is there, the types of the renderer are not. */
type Page = { teller: { invoke(method: string, input: unknown): Promise<Answer> } }

test.describe('the border between window and main', () => {
  let profile: string
  let teller: Teller

  test.beforeAll(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
  })
  test.afterAll(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const invoke = (method: string, input: unknown) =>
    teller.page.evaluate(
      ([name, value]) => (globalThis as unknown as Page).teller.invoke(name as string, value),
      [method, input],
    )

  for (const method of methods) {
    test(`${method} refuses bad input and an extra key`, async () => {
      for (const input of [
        null,
        'text',
        7,
        [],
        { extra: 1 },
        { __proto__: { polluted: true }, constructor: 1 },
      ]) {
        const answer = await invoke(method, input)
        expect(answer, `${method} with ${JSON.stringify(input)}`).toMatchObject({
          ok: false,
          failure: { code: 'INVALID_INPUT' },
        })
      }
    })
  }

  test('every method refuses a page that is not ours, with a failure and not with silence', async () => {
    const answers = await teller.electron.evaluate(async ({ BrowserWindow, app }, names) => {
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true },
      })
      await foreign.loadURL('about:blank')
      const calls = names.map((name) => `window.teller.invoke(${JSON.stringify(name)}, {})`)
      const results: unknown = await foreign.webContents.executeJavaScript(
        `Promise.all([${calls.join(',')}])`,
      )
      foreign.destroy()
      return results
    }, methods)
    expect(answers).toEqual(
      methods.map(() => ({ ok: false, failure: { code: 'FORBIDDEN', reason: 'sender' } })),
    )
  })

  test('a method that is not in the contract is answered with an error', async () => {
    await expect(invoke('no.such-method', {})).rejects.toThrow(/no handler/i)
  })

  test('the page has no Node, no network and no second window', async () => {
    const found = await teller.page.evaluate(async () => ({
      require: typeof (globalThis as Record<string, unknown>)['require'],
      process: typeof (globalThis as Record<string, unknown>)['process'],
      opened: (globalThis as unknown as { open(url: string): unknown }).open('https://127.0.0.1/') === null,
      fetched: await fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      ),
    }))
    expect(found).toEqual({ require: 'undefined', process: 'undefined', opened: true, fetched: false })
  })

  test('navigation away is refused', async () => {
    // Asked through main: the page object itself waits for a navigation that never comes.
    const url = await teller.electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const refused = new Promise((done) => window!.webContents.once('will-frame-navigate', done))
      await window!.webContents.executeJavaScript(`location.href = 'https://127.0.0.1/'`)
      await refused
      return window!.webContents.getURL()
    })
    expect(url).toMatch(/^app:\/\/teller\//)
  })
})
