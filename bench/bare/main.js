// The floor of every start: a window with one line of HTML, made as soon as Electron can.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, show: false })
  window.once('ready-to-show', () => {
    window.show()
    console.log('READY')
  })
  void window.loadFile(join(import.meta.dirname, 'index.html'))
})
process.once('SIGTERM', () => app.quit())
