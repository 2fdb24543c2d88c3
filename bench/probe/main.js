// Runs a program, the folder named after this one, with nothing between it and Electron: what it adds is to note the time of what
// Electron says anyway and, when the bench has closed this process's input, one question to the page about its own times. Started for
// both sides of a comparison.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, ipcMain } from 'electron'

/** Epoch milliseconds of each moment; the first counts where one comes again. */
const marks = {}
const mark = (moment) => (marks[moment] ??= performance.timeOrigin + performance.now())

const PAGE_TIMES = `new Promise((told) =>
  new PerformanceObserver((paints) => {
    const [page] = performance.getEntriesByType('navigation')
    const times = {
      'page received': page.responseEnd,
      'page parsed': page.domInteractive,
      "page's scripts run": page.domContentLoadedEventStart,
      'first paint': paints.getEntries()[0].startTime,
    }
    told(Object.fromEntries(Object.entries(times).map(([moment, ms]) => [moment, performance.timeOrigin + ms])))
  }).observe({ type: 'paint', buffered: true }))`

let window
mark('first line of main')
app.once('ready', () => mark('Electron ready'))
app.once('browser-window-created', (_event, created) => {
  mark('window made')
  window = created
})
const { handle } = ipcMain
ipcMain.handle = (channel, answer) =>
  handle.call(ipcMain, channel, async (...args) => {
    mark('first question to main')
    const answered = await answer(...args)
    mark('first answer of main')
    return answered
  })
process.stdin.resume().once('end', async () => {
  const times = { ...marks, ...(await window.webContents.executeJavaScript(PAGE_TIMES)) }
  process.stdout.write(`TIMES ${JSON.stringify(times)}\n`)
})

const [, , program] = process.argv.filter((argument) => !argument.startsWith('-'))
const folder = resolve(program)
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setVersion(about.version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, about.main)).href)
mark('first file of main run')
