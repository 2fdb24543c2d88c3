// Runs a program, the folder named after this one, with nothing between it and Electron: what it adds is one question to the page,
// when the bench has closed this process's input, about when it painted first. Started for both sides of a comparison.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const FIRST_PAINT = `new Promise((painted) =>
  new PerformanceObserver((paints) => painted(performance.timeOrigin + paints.getEntries()[0].startTime))
    .observe({ type: 'paint', buffered: true }))`

let window
app.once('browser-window-created', (_event, created) => (window = created))
process.stdin.resume().once('end', async () => {
  const atMs = await window.webContents.executeJavaScript(FIRST_PAINT)
  process.stdout.write(`FIRST-PAINT ${atMs}\n`)
})

const [, , program] = process.argv.filter((argument) => !argument.startsWith('-'))
const folder = resolve(program)
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setVersion(about.version)
app.setAppPath(folder)
await import(pathToFileURL(join(folder, about.main)).href)
