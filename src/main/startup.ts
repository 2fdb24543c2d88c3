import { mkdirSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { startup as english } from '#shared/locales/en/startup.ts'
import { fill } from '#shared/locales/fill.ts'
import { startup as indonesian } from '#shared/locales/id/startup.ts'
import type { Messages } from '#shared/locales/id.ts'
import { readConfig, SettingError, type Config } from './config.ts'

/** Where a start finds its settings and keeps its data. */
export interface Start {
  config: Config
  profile: string
  /** the folder of this mode inside the profile */
  folder: string
}

interface Surroundings {
  /** the process environment; a packaged build takes TELLER_PROFILE_DIR alone from it */
  environment: NodeJS.ProcessEnv
  packaged: boolean
  fallbackRuntime: boolean
  /** the system's place for this program's data */
  systemFolder: string
}

/** A start that cannot be: the message is for people, in their language. */
export class StartError extends Error {}

/**
 * Reads the settings and makes the mode's folder: all that must stand before Electron is ready.
 * @throws StartError for a setting or a folder that cannot be used
 */
export function prepareStart(surroundings: Surroundings): Start {
  const { environment, packaged, fallbackRuntime } = surroundings
  const words = startupWords(environment)
  const profile = environment['TELLER_PROFILE_DIR'] || surroundings.systemFolder
  if (!isAbsolute(profile)) {
    const expected = 'the full path of a folder'
    throw new StartError(fill(words.badSetting, { name: 'TELLER_PROFILE_DIR', value: profile, expected }))
  }
  const config = readSettings(packaged ? {} : environment, profile, fallbackRuntime, words)
  const folder = join(profile, config.mode)
  try {
    mkdirSync(join(folder, 'chromium'), { recursive: true, mode: 0o700 })
  } catch {
    throw new StartError(fill(words.profileUnwritable, { path: folder }))
  }
  return { config, profile, folder }
}

type StartupWords = Messages['startup']

/** Before the settings are read there is only the environment to tell the language. */
export const startupWords = (environment: NodeJS.ProcessEnv): StartupWords =>
  environment['TELLER_LANG'] === 'en' ? english : indonesian

function readSettings(
  environment: NodeJS.ProcessEnv,
  profile: string,
  fallbackRuntime: boolean,
  words: StartupWords,
): Config {
  try {
    return readConfig(environment, profile, fallbackRuntime)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    const sentences = [error, ...error.others].map(({ setting: name, value, expected }) =>
      fill(words.badSetting, { name, value, expected }),
    )
    throw new StartError([...sentences, words.mendSettings].join('\n'), { cause: error })
  }
}
