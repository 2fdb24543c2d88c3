// A program as a first try would be: everything imported before the window, all of Element Plus and of ECharts in the first page. Its
// page is built by comparable.ts into the folder that the environment names.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import 'libsql'
import 'undici'
import 'zod'

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, show: false })
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (_event, title) => title === 'usable' && console.log('READY'))
  void window.loadFile(join(process.env.STAND_IN_PAGE, 'index.html'))
})
process.once('SIGTERM', () => app.quit())
