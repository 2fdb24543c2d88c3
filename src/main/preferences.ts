import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES, THEMES, type Preferences } from '#shared/contract/preferences.ts'
import { TellerError } from '#shared/result.ts'
import type { Log } from './log.ts'

/** The look and language that were chosen on this PC, in `preferences.json` of the mode's folder. */
export interface PreferenceStore {
  read(): Preferences
  /** @throws TellerError UNAVAILABLE disk; what was chosen before then stays */
  save(chosen: Preferences): Preferences
}

/** What another version wrote is taken as far as it can be understood. */
const stored = z.object({
  language: z.enum(LANGUAGES).optional().catch(undefined),
  theme: z.enum(THEMES).optional().catch(undefined),
})

/** @param defaults what holds until somebody chooses: the outlet's language */
export function createPreferences(folder: string, defaults: Preferences, log: Log): PreferenceStore {
  const path = join(folder, 'preferences.json')
  let current = { ...defaults, ...readStored(path, log) }
  return {
    read: () => current,
    save(chosen) {
      try {
        // Beside it first: a full disk must not leave half a file.
        writeFileSync(`${path}.new`, JSON.stringify(chosen), { mode: 0o600 })
        renameSync(`${path}.new`, path)
      } catch (cause) {
        throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
      }
      current = chosen
      return current
    },
  }
}

/** A look that cannot be read is no reason not to start. */
function readStored(path: string, log: Log): Partial<Preferences> {
  try {
    const { language, theme } = stored.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { ...(language ? { language } : {}), ...(theme ? { theme } : {}) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn('preferences.unreadable', { error })
    return {}
  }
}
