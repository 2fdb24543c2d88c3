import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { TellerError } from '#shared/result.ts'
import type { SaveFile } from './exports/delivery.ts'

/** @param window whose dialog it is */
export function createSaveFile(window: () => BrowserWindow | undefined): SaveFile {
  return async (suggestedName, make) => {
    const extension = extname(suggestedName)
    const options = {
      defaultPath: suggestedName,
      filters: [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }],
    }
    const parent = window()
    const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
    if (chosen.canceled || !chosen.filePath) return undefined
    const path = extname(chosen.filePath) ? chosen.filePath : chosen.filePath + extension
    writeWhole(path, await make())
    return basename(path)
  }
}

/** Whole or not at all: a full disk leaves the file that was there before. */
function writeWhole(path: string, content: Uint8Array | string): void {
  const part = `${path}.part`
  try {
    writeFileSync(part, content, { mode: 0o600 })
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause: error })
  }
}
