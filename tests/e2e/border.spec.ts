import { expect, test } from 'playwright/test'
import { contract, type Method } from '../../src/shared/contract.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

const methods = Object.keys(contract) as Method[]

interface Answer {
  ok: boolean
  failure?: { code: string; reason?: string }
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
    teller.page.evaluate(askPatiently, [method, input] as const)

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

  test('a method that is not in the contract is answered with an error', async () => {
    await expect(invoke('no.such-method', {})).rejects.toThrow(/no handler/i)
  })

  test('every method refuses a frame inside our page, even one with our own address', async () => {
    const answers = await teller.electron.evaluate(askFromFrame, methods)
    expect(answers).toEqual(
      methods.map(() => ({ ok: false, failure: { code: 'FORBIDDEN', reason: 'sender' } })),
    )
  })

  // Each page asks once for every method; `ours` is our own window, taken elsewhere and brought back.
  const PAGES = [
    ['another window', 'about:blank', false],
    ['another window with our own page', 'app://teller/', false],
    ['our window, led to another page', 'data:text/html,<p>hello', true],
    ['our window, led to a blank page', 'about:blank', true],
  ] as const
  for (const [name, address, ours] of PAGES) {
    test(`every method refuses ${name}, with a failure and not with silence`, async () => {
      const answers = await teller.electron.evaluate(askFrom, { names: methods, address, ours })
      expect(answers).toEqual(
        methods.map(() => ({ ok: false, failure: { code: 'FORBIDDEN', reason: 'sender' } })),
      )
    })
  }
})

/** Runs in the page. So many calls in so little time meet the limit, which has tests of its own: until it lets this one pass. */
async function askPatiently([method, input]: readonly [string, unknown]): Promise<Answer> {
  for (;;) {
    const answer = await (globalThis as unknown as Page).teller.invoke(method, input)
    if (answer.failure?.reason !== 'too-many') return answer
    await new Promise((later) => setTimeout(later, 50))
  }
}

/** Runs in main: loads the address in a window with our preload, and asks from there. */
async function askFrom(
  { BrowserWindow, app }: typeof import('electron'),
  { names, address, ours }: { names: string[]; address: string; ours: boolean },
): Promise<unknown> {
  const window = ours
    ? BrowserWindow.getAllWindows()[0]!
    : new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true },
      })
  await window.loadURL(address)
  const calls = names.map((name) => `window.teller.invoke(${JSON.stringify(name)}, {})`)
  const answers: unknown = await window.webContents.executeJavaScript(`Promise.all([${calls.join(',')}])`)
  if (ours) await window.loadURL('app://teller/')
  else window.destroy()
  return answers
}

/**
 * Runs in main: asks as a frame of our page would, had it stolen a way to main. A frame gets no bridge (tests/security/hostile-page.spec.ts), so
 * the handlers are called with its sender as Electron would call them.
 */
async function askFromFrame(
  { BrowserWindow, ipcMain }: typeof import('electron'),
  names: string[],
): Promise<unknown> {
  type Handler = (event: object, input: object) => Promise<unknown>
  const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
  const sender = BrowserWindow.getAllWindows()[0]!.webContents
  await sender.executeJavaScript(`document.body.append(document.createElement('iframe'))`)
  const frame = sender.mainFrame.frames[0]!
  // A blank frame is of its parent's origin; its address is set here, so that its place alone speaks against it.
  const ours = new Proxy(frame, {
    get: (target, key) => (key === 'url' ? 'app://teller/' : Reflect.get(target, key)),
  })
  return Promise.all(names.map((name) => handlers.get(`teller:${name}`)!({ sender, senderFrame: ours }, {})))
}
