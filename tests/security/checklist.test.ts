import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FUSES } from '../../scripts/fuses.mjs'

// docs/security.md against the code: its fuses, its files and tests, and what must stand nowhere.

const PROJECT = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(PROJECT, 'docs/security.md'), 'utf8')
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8')
const sources = readdirSync(join(PROJECT, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|vue|html)$/.test(entry.name) && !entry.name.includes('.test.'))
  .map((entry) => join(entry.parentPath, entry.name))

test('the table of fuses is the one that is set', () => {
  const rows = [...page.matchAll(/^\| (\w+) +\| (on|off) +\|/gm)].map(([, name, state]) => [
    name,
    state === 'on',
  ])
  expect(Object.fromEntries(rows)).toEqual(FUSES)
})

test('every file and test that it names exists', () => {
  const named = [...page.matchAll(/`((?:src|tests|scripts|docs)\/[\w./-]+\.\w+)`/g)].map(([, path]) => path!)
  expect(named.length).toBeGreaterThan(40)
  expect([...new Set(named)].filter((path) => !existsSync(join(PROJECT, path)))).toEqual([])
})

test('all twenty items of the checklist have a place and a test', () => {
  const rows = [...page.matchAll(/^\| (\d+) +\|[^|]+\|([^|]+)\|([^|]+)\|$/gm)]
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  for (const [, number, place, shown] of rows) {
    expect(place!.trim(), number).not.toBe('')
    expect(shown, number).toMatch(/\.(spec|test)\.ts/)
  }
})

describe('stands nowhere in src', () => {
  test.each([
    [/allowRunningInsecureContent/],
    [/webSecurity/],
    [/experimentalFeatures/],
    [/enableBlinkFeatures/],
    [/allowpopups/i],
    [/<webview/i],
    [/openExternal/],
    [/nodeIntegration(InSubFrames|InWorker)?: true/],
    [/contextIsolation: false/],
    [/sandbox: false/],
    [/webviewTag: true/],
    [/@electron\/remote|enableRemoteModule/],
    [/v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    [/rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/],
    [/setCertificateVerifyProc|certificate-error/],
    [/\beval\(|new Function\(/],
    [/crashReporter/],
    [/ipcRenderer\.send\(|ipcRenderer\.sendSync|ipcMain\.on\(/],
  ])('%s', (pattern) => {
    expect(sources.filter((file) => pattern.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

test('every window says what protects it', () => {
  const windows = sources.filter((file) => /new BrowserWindow\(/.test(readFileSync(file, 'utf8')))
  expect(windows.length).toBeGreaterThan(0)
  for (const file of windows) {
    expect(readFileSync(file, 'utf8'), file).toMatch(/sandbox: true/)
    expect(readFileSync(file, 'utf8'), file).toMatch(/contextIsolation: true/)
  }
})

test('the content policy allows nothing but our own files', () => {
  const policy = [...read('src/main/window.ts').matchAll(/^ {2}"([a-z-]+) ([^"]+)",$/gm)].map(
    ([, directive, value]) => [directive, value],
  )
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
})
