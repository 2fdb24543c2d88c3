import { basename, extname } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { TellerError } from '#shared/result.ts'
import type { Content, SaveFile } from './exports/delivery.ts'
import { writeSynced } from './sealed-files.ts'

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
    await write(path, await make())
    return basename(path)
  }
}

/** Whole or not at all: a full disk leaves the file that was there before. What fails while it is made is not the disk's fault. */
async function write(path: string, content: Content): Promise<void> {
  try {
    await writeSynced(path, content, 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause: error })
  }
}
