import { readFileSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import {
  app,
  BrowserWindow,
  protocol,
  session,
  type IpcMainInvokeEvent,
  type ProtocolResponse,
} from 'electron'
import type { Language } from '#shared/locales/index.ts'
import { mayUseCamera } from './camera.ts'
import type { Log } from './log.ts'

export const ORIGIN = 'app://teller'

/** The renderer needs no network at all; tests/security counts violations of this policy. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Must run before the app is ready. `codeCache` lets V8 keep compiled scripts of app://. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** What the page shows before its scripts run: the mode's sign-in, or nothing where another screen comes first. */
export interface FirstPage {
  language: Language
  first: 'training' | 'live' | 'nothing'
}

/**
 * Answers the page's requests. `protocol.handle` would do it with streams and a fetch that Node compiles for it, which the first
 * page would wait for; the older form hands the bytes over, and reads them without the threads that a hanging keychain can occupy.
 * @param rendererFolder the built renderer; nothing outside it is served
 * @param answering resolves once main hears the page's calls: the page may paint before, but gets no script
 */
export function serveRenderer(rendererFolder: string, page: () => FirstPage, answering: Promise<void>): void {
  protocol.registerBufferProtocol('app', ({ url }, answer) => {
    const { host, pathname } = new URL(url)
    if (host !== 'teller') answer(NOT_FOUND)
    else if (pathname === '/') answer(firstPage(rendererFolder, page()))
    else if (extname(pathname) !== '.js') answer(fileAt(pathname, rendererFolder))
    else void answering.then(() => answer(fileAt(pathname, rendererFolder)))
  })
}

function firstPage(folder: string, { language, first }: FirstPage): ProtocolResponse {
  const name = language === 'en' ? '/index.en.html' : '/index.html'
  return fileAt(name, folder, (html) =>
    Buffer.from(html.toString().replace('<html ', `<html data-first="${first}" `)),
  )
}

function fileAt(pathname: string, folder: string, made = (bytes: Buffer) => bytes): ProtocolResponse {
  try {
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    const type = CONTENT_TYPES[extname(file)]
    if (!type || !file.startsWith(folder + sep)) return NOT_FOUND
    return { data: made(readFileSync(file)), headers: headersFor(type) }
  } catch {
    // An address that cannot be decoded, or a file that is not there.
    return NOT_FOUND
  }
}

const headersFor = (type: string) => ({
  'content-type': type,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

const NOT_FOUND = {
  statusCode: 404,
  data: Buffer.from('not found'),
  headers: headersFor('text/html; charset=utf-8'),
}

/** Every address that leads out of the program, or into the computer's files. */
const NETWORK = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*']

/**
 * No page, frame or worker gets a permission, a download, a device, a network or a second window (Electron security checklist). The
 * one exception is the camera, for our own page and only while camera.ts allows it.
 */
export function denyEverything(): void {
  const { defaultSession } = session
  defaultSession.webRequest.onBeforeRequest({ urls: NETWORK }, (_details, answer) => answer({ cancel: true }))
  // What is no request (WebRTC over TCP, a connection opened ahead) would have to pass this proxy, which nobody is.
  void defaultSession.setProxy({ proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' })
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(details.isMainFrame && isOurs(details.requestingUrl) && mayUseCamera(permission, mediaTypes))
  })
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame, mediaType }) =>
      isMainFrame && isOurs(origin) && mayUseCamera(permission, [mediaType]),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

const isOurs = (url: string) => url === ORIGIN || url.startsWith(`${ORIGIN}/`)

/** Opens the one window; it is shown once it has painted, and its page is loaded again after a crash. */
export function openWindow(preload: string, log: Log): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    useContentSize: true,
    show: false,
    title: app.name,
    backgroundColor: '#f4f5f7',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      navigateOnDragDrop: false,
    },
  })
  window.removeMenu()
  // The sign-in is the first screen; the page says when it may be seen (window.allowCapture). Linux has no such switch.
  window.setContentProtection(true)
  restartAfterCrash(window, log)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${ORIGIN}/`)
  return window
}

/** A page that crashes more often than this within a minute would only go on crashing. */
const CRASHES_PER_MINUTE = 3

/** Main, and with it session, journal and printing, outlives the page: the page is loaded again and shows where things stand. */
function restartAfterCrash(window: BrowserWindow, log: Log): void {
  let crashesMs: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log.error('window.crashed', { reason })
    const nowMs = performance.now()
    crashesMs = [...crashesMs.filter((atMs) => nowMs - atMs < 60_000), nowMs]
    if (crashesMs.length > CRASHES_PER_MINUTE) app.quit()
    else void window.loadURL(`${ORIGIN}/`)
  })
}

/** Whether an IPC call comes from our page in the top frame of our window, and from nothing else. */
export function isOurPage(window: BrowserWindow | undefined, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return (
    window !== undefined &&
    event.sender === window.webContents &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isOurs(frame.url)
  )
}
