import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whether the stand-in runs us that the set-up lays out where the official Electron cannot be fetched (its marker says so). */
export const onStandInRuntime = (): boolean =>
  existsSync(join(dirname(process.execPath), 'fallback-runtime.json'))
