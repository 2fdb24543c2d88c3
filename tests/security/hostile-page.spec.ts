import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { signInAsAgent } from '../e2e/support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from '../e2e/support/teller.ts'

// A page that was taken over tries to get out: each attempt must fail, and a listener that would hear it must hear nothing.

const IN_PAGE = join(import.meta.dirname, 'in-page')

/** The function's text, without the words that make it a module's. */
const source = (script: string) =>
  readFileSync(join(IN_PAGE, `${script}.js`), 'utf8').replace('export default ', '')

interface Network {
  results: Record<string, unknown>
  violated: string[]
}

test.describe('a hostile page', () => {
  let profile: string
  let teller: Teller
  let listener: Listener

  test.beforeAll(async () => {
    profile = makeProfile()
    listener = await listen()
    teller = await startTeller(profile)
    await signInAsAgent(teller.page)
  })
  test.afterAll(async () => {
    await teller.close()
    listener.close()
    removeProfile(profile)
  })

  test('has no network: nobody is reached, and the policy says so', async () => {
    const found = await inPage<Network>('network', { port: listener.port, udpPort: listener.udpPort })
    expect(found.results).toEqual({
      ...{ fetch: true, file: true, socket: 'refused' },
      ...{ image: 'refused', fileImage: 'refused', script: 'refused', style: 'refused' },
    })
    expect(found.violated).toEqual(
      expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'style-src-elem']),
    )
    expect(listener.heard()).toEqual([])
  })

  test('the listener hears: main reaches it, so its silence above means something', async () => {
    await teller.electron.evaluate(async (_electron, port) => {
      await fetch(`http://127.0.0.1:${port}/main`).catch(() => undefined)
    }, listener.port)
    expect(listener.heard()).toEqual(['tcp'])
  })

  test('runs no code that it did not come with', async () => {
    const found = await inPage('code')
    expect(found).toEqual({
      ...{ evaluated: false, constructed: false, planted: false, node: [], replaced: false },
      bridge: ['invoke', 'on'],
    })
  })

  test('opens no second window, frame or file, and goes nowhere', async () => {
    const attempts = [
      `window.open('https://127.0.0.1:${listener.port}/') === null`,
      `window.open('app://teller/') === null`,
      `window.open('file:///etc/passwd') === null`,
      `window.open('about:blank') === null`,
    ]
    for (const attempt of attempts) expect(await run(attempt), attempt).toBe(true)
    for (const target of [
      `http://127.0.0.1:${listener.port}/`,
      'file:///etc/passwd',
      'data:text/html,x',
      'app://other/',
    ])
      expect(await whereAfter(`location.href = ${JSON.stringify(target)}`), target).toBe('app://teller/')
    const framed = await run(`new Promise((done) => {
      const frame = document.createElement('iframe')
      frame.src = 'http://127.0.0.1:${listener.port}/frame'
      document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true })
      document.body.append(frame)
    })`)
    expect(framed).toBe('frame-src')
    expect(await run(`fetch('../../../etc/passwd').then((a) => a.status, () => 'refused')`)).toBe('refused')
    expect(await windows()).toBe(1)
  })

  test('gets no permission and no download', async () => {
    const found = await inPage('permissions')
    expect(found).toEqual({
      camera: 'denied',
      microphone: 'denied',
      screen: expect.stringMatching(/Error$/),
      place: 'Error',
      notification: 'denied',
      clipboard: 'NotAllowedError',
      stored: false,
      devices: expect.anything(),
    })
    expect(existsSync(join(profile, 'stolen.txt'))).toBe(false)
    expect(
      readdirSync(profile, { recursive: true }).filter((name) => String(name).includes('stolen')),
    ).toEqual([])
  })

  test('a child frame has no bridge to main', async () => {
    await run(`document.body.append(Object.assign(document.createElement('iframe'), { id: 'child' }))`)
    const inFrames = await teller.electron.evaluate(async ({ BrowserWindow }) => {
      const { mainFrame } = BrowserWindow.getAllWindows()[0]!.webContents
      return Promise.all(
        mainFrame.framesInSubtree
          .filter((frame) => frame !== mainFrame)
          .map((frame) => frame.executeJavaScript('typeof window.teller')),
      )
    })
    expect(inFrames.length).toBeGreaterThan(0)
    expect(new Set(inFrames)).toEqual(new Set(['undefined']))
  })

  test('crashed, it is loaded again, and finds everything as it was', async () => {
    await teller.electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const loaded = new Promise((done) => webContents.once('did-finish-load', () => done(undefined)))
      webContents.forcefullyCrashRenderer()
      await loaded
    })
    const answer = await run(`window.teller.invoke('session.current', {}).then(({ value }) => value.state)`)
    expect(answer).toBe('signed-in')
  })

  /** Runs a function of in-page/: plain scripts, since the page's world is not the tests'. */
  const inPage = <T>(script: string, given: object = {}): Promise<T> =>
    run(`(${source(script)})(${JSON.stringify(given)})`) as Promise<T>
  const run = (code: string): Promise<unknown> =>
    teller.electron.evaluate(
      ({ BrowserWindow }, script) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script, true),
      code,
    )
  /** The page's address once the navigation that the code asks for has been refused. */
  const whereAfter = (code: string): Promise<string> =>
    teller.electron.evaluate(async ({ BrowserWindow }, script) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      // Chromium itself refuses some before Electron is asked; a turn of the page then shows it.
      await webContents
        .executeJavaScript(`${script}; new Promise((done) => setTimeout(done, 50))`)
        .catch(() => undefined)
      return webContents.getURL()
    }, code)
  const windows = () => teller.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
})

interface Listener {
  port: number
  udpPort: number
  /** one entry for each connection or datagram */
  heard(): string[]
  close(): void
}

async function listen(): Promise<Listener> {
  const heard: string[] = []
  const tcp = createServer((socket) => {
    heard.push('tcp')
    socket.destroy()
  })
  const udp = createSocket('udp4', () => heard.push('udp'))
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done))
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done))
  return {
    port: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    heard: () => [...heard],
    close() {
      tcp.close()
      udp.close()
    },
  }
}
