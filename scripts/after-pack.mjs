// electron-builder's hook between copying the runtime and signing it.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setFuses } from './fuses.mjs'

const BINARIES = {
  linux: ({ executableName }) => executableName,
  win32: ({ appInfo }) => `${appInfo.productFilename}.exe`,
  darwin: ({ appInfo }) => `${appInfo.productFilename}.app`,
}

export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  // The loader that makes the fallback runtime run a project folder (scripts/fallback-app): a packed program has its archive.
  for (const leftover of ['resources/app', 'resources/default_app.asar'])
    rmSync(join(appOutDir, leftover), { recursive: true, force: true })
  const binary = join(appOutDir, BINARIES[electronPlatformName](packager))
  if (!existsSync(binary)) throw new Error(`no packed binary at ${binary}`)
  await setFuses(binary)
}
