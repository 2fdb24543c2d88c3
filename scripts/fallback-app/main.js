// Stands in for Electron's own default_app, which the fallback runtime lacks: loads the project named on the command line.
// An ES module with top-level await, because Electron waits for it before it is ready: the project can still register
// its protocol schemes. `setVersion` and `setAppPath` are what the default_app itself calls; Electron has no public ones.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (named === undefined) {
  console.log(`Electron ${process.versions.electron}. Usage: electron FOLDER`)
  app.exit(2)
} else {
  const project = resolve(named)
  const about = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  process.defaultApp = true
  app.name = about.productName ?? about.name
  app.setVersion(about.version)
  app.setAppPath(project)
  await import(pathToFileURL(join(project, about.main)).href)
}
