import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ZONES } from '#shared/time.ts'
import { loopback, settings, type Setting, type Settings } from './settings.ts'
import type { UpdatePlan } from './update-plan.ts'

/**
 * The settings of docs/operations.md. In order of precedence: environment (development builds only), the machine-wide
 * outlet.json that only an administrator can write, outlet.json in the profile folder, the default.
 */
export interface Config {
  mode: 'training' | 'live'
  /** somebody chose the mode; else a packaged build asks on its set-up screen */
  modeChosen: boolean
  /** undefined only in training mode, which asks its embedded sandbox */
  apiUrl: string | undefined
  /** PEM file of the bank's own certificate authority; undefined: those that the program brings along */
  apiCa: string | undefined
  /** public keys that the API's server may have; empty = any with a valid certificate */
  apiPins: string[]
  /** undefined: nobody set one, so training asks its own; empty: none, so no status check is promised */
  switcherUrl: string | undefined
  /** the one host beyond this machine that the switcher may be asked at over plain http, in a network of the bank's own */
  switcherHttpHost: string | undefined
  /** always empty: kept so that one outlet.json serves every version */
  hubUrl: string
  bankPhone: string
  /** undefined: nobody set one, so training uses its virtual printer and live has none */
  printer: string | undefined
  paperColumns: 32 | 48
  language: 'id' | 'en'
  requestTimeoutMs: number
  idleLockMinutes: number
  zone: (typeof ZONES)[number]
  /** 2: a second sheet, marked LEMBAR AGEN, with every original */
  receiptCopies: 1 | 2
  paperCut: 'none' | 'partial' | 'full'
  /** blank lines between the last line and the cutter */
  paperFeedLines: number
  /** the cash drawer opens with the receipt of cash that was taken */
  drawer: boolean
  /** for how long a confirmed transaction makes the same one ask for a reason; 0 = never */
  repeatMinutes: number
  /** whole rupiah; from here on the account's last four digits are typed again; 0 = never */
  rekeyAmount: number
  /** whole rupiah; an agent's balance below it is warned of */
  lowBalance: number
  /** whole rupiah; a drawer that is off by more waits for a second person at the day close */
  varianceLimit: number
  /** where the photos of new customers are handed over to the bank; empty = they stay on this PC */
  photoFolder: string
  /** PEM file of the bank's public key, to which they are sealed before they are handed over; undefined: they are handed over open */
  photoPublicKey: string | undefined
  /** for how long this PC keeps them, sealed, before they are shredded */
  photoKeepDays: number
  /** PEM file of the public key of the bank that the journal's keys are sealed to; undefined: nobody's */
  journalKeyEscrow: string | undefined
  /** for how long the journal keeps customers' data after a transaction was settled; 0 = for ever */
  journalRetentionDays: number
  /** undefined: newer versions come by whoever installs programs here */
  update: UpdatePlan | undefined
  /** by field of a new account: what the bank is told instead of the form's word, where its lists and its API disagree */
  bankWords: Record<'maritalStatus' | 'lastEducation' | 'profession' | 'province', Record<string, string>>
}

/** The settings' file, in the profile folder and in the machine-wide one. */
const OUTLET = 'outlet.json'

/** Where an editor finds what the file may hold; it is no setting. */
const SCHEMA = '$schema'

export const DEFAULTS = {
  mode: 'training',
  apiUrl: undefined,
  apiCa: undefined,
  apiPins: [],
  switcherUrl: undefined,
  switcherHttpHost: undefined,
  hubUrl: '',
  bankPhone: '',
  printer: undefined,
  paperColumns: 32,
  language: 'id',
  requestTimeoutMs: 30_000,
  idleLockMinutes: 5,
  zone: 'WIB',
  receiptCopies: 1,
  paperCut: 'full',
  paperFeedLines: 4,
  drawer: false,
  repeatMinutes: 10,
  rekeyAmount: 5_000_000,
  lowBalance: 500_000,
  varianceLimit: 10_000,
  photoFolder: '',
  photoPublicKey: undefined,
  photoKeepDays: 30,
  journalKeyEscrow: undefined,
  journalRetentionDays: 0,
  update: undefined,
  bankWords: { maritalStatus: {}, lastEducation: {}, profession: {}, province: {} },
} satisfies Omit<Config, 'modeChosen'>

/** A setting that does not parse stops the start; the words for people are under `startup` in the locales. */
export class SettingError extends Error {
  readonly setting: string
  readonly value: string
  readonly expected: string
  /** what else was refused in the same place */
  readonly others: SettingError[] = []

  constructor(setting: string, value: string, expected: string) {
    super(`${setting} = ${value}: expected ${expected}`)
    this.setting = setting
    this.value = value
    this.expected = expected
  }
}

/**
 * @param environment the process environment, or {} in a packaged build, which takes no settings from it
 * @param fallbackRuntime whether the stand-in for the official Electron runs us: then no bank but one on this machine is called
 * @throws SettingError naming the setting, its value and what was expected
 */
export function readConfig(
  environment: NodeJS.ProcessEnv,
  profileFolder: string,
  fallbackRuntime: boolean,
  machineWide = machineWideFile(),
): Config {
  const chosen = {
    ...fromProfile(join(profileFolder, OUTLET)),
    ...fromFile(machineWide),
    ...fromEnvironment(environment),
  }
  const config: Config = { ...DEFAULTS, ...chosen, modeChosen: chosen.mode !== undefined }
  if (config.mode === 'live') assertLive(config, fallbackRuntime)
  assertSwitcherHost(config)
  if (config.update && fallbackRuntime) assertOnThisMachine('update: url (TELLER_UPDATE)', config.update.url)
  return config
}

/**
 * Writes settings into the profile's outlet.json, beside those that it has; takes effect at the next start.
 * @throws SettingError for a value that would stop that start: then the file is as it was
 */
export function saveOutlet(
  profileFolder: string,
  changes: Record<string, unknown>,
  fallbackRuntime: boolean,
): void {
  const path = join(profileFolder, OUTLET)
  const next = `${path}.new`
  const kept = existsSync(path) ? (JSON.parse(withoutMark(readFileSync(path, 'utf8'))) as object) : {}
  writeFileSync(next, `${JSON.stringify({ ...kept, ...changes }, null, 2)}\n`, { mode: 0o600, flush: true })
  try {
    const config = { ...DEFAULTS, ...fromProfile(next) }
    if (config.mode === 'live') assertLive(config, fallbackRuntime)
    assertSwitcherHost(config)
    renameSync(next, path)
  } finally {
    rmSync(next, { force: true })
  }
}

/** Windows editors put a byte order mark first. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')

function assertLive({ apiUrl }: Pick<Config, 'apiUrl'>, fallbackRuntime: boolean): void {
  const name = 'apiUrl (TELLER_API_URL)'
  if (!apiUrl) {
    throw new SettingError(name, '""', 'the address of the Bank+ API: live mode has no default')
  }
  if (fallbackRuntime) assertOnThisMachine(name, apiUrl)
}

function assertOnThisMachine(name: string, url: string): void {
  if (loopback(new URL(url).hostname)) return
  const expected = 'an address on this machine: this build runs on a stand-in for the official Electron'
  throw new SettingError(name, JSON.stringify(url), expected)
}

function assertSwitcherHost({
  switcherUrl,
  switcherHttpHost,
}: Pick<Config, 'switcherUrl' | 'switcherHttpHost'>): void {
  if (!switcherUrl) return
  const { protocol, hostname } = new URL(switcherUrl)
  if (protocol === 'https:' || loopback(hostname) || hostname === switcherHttpHost) return
  const expected = 'https, or http on this machine or on the host that switcherHttpHost names'
  throw new SettingError('switcherUrl (TELLER_SWITCHER_URL)', JSON.stringify(switcherUrl), expected)
}

/** A setting as somebody wrote it, and where. */
interface Given {
  place: string
  name: string
  value: unknown
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Settings {
  return parseAll(
    Object.entries<Setting>(settings).flatMap(([name, { env }]) => {
      const value = env && environment[env]
      return env && value ? [{ place: env, name, value }] : []
    }),
  )
}

/** An installer has an administrator's rights, so only an administrator says where it comes from. */
function fromProfile(path: string): Settings {
  const chosen = fromFile(path)
  if (!chosen.update) return chosen
  const expected = 'only in the machine-wide outlet.json, which an administrator writes'
  throw new SettingError(`${path}: update`, chosen.update.url, expected)
}

function fromFile(path: string): Settings {
  if (!existsSync(path)) return {}
  const entries = Object.entries(objectIn(path)).filter(([name]) => name !== SCHEMA)
  return parseAll(entries.map(([name, value]) => ({ place: `${path}: ${name}`, name, value })))
}

/** @throws SettingError that says where a file is no JSON, or why it cannot be read */
function objectIn(path: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(withoutMark(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new SettingError(path, (error as Error).message, 'a JSON file that this user can read')
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new SettingError(path, JSON.stringify(content), 'a JSON object')
  return content as Record<string, unknown>
}

/** @throws SettingError for the first that is refused, with all others: who mends a file wants to know them at once */
function parseAll(given: Given[]): Settings {
  const refused: SettingError[] = []
  const parsed = given.map((one) => {
    const value = parse(one)
    if (value instanceof SettingError) refused.push(value)
    return [one.name, value]
  })
  const [first, ...others] = refused
  if (!first) return Object.fromEntries(parsed) as Settings
  first.others.push(...others)
  throw first
}

function parse({ place, name, value }: Given): unknown {
  const written = JSON.stringify(value)
  if (!Object.hasOwn(settings, name))
    return new SettingError(place, written, `one of ${Object.keys(settings).join(', ')}`)
  const parsed = settings[name as keyof typeof settings].schema.safeParse(value)
  if (parsed.success) return parsed.data
  return new SettingError(place, written, parsed.error.issues[0]?.message ?? 'another value')
}

/** Only an administrator can write it. */
export function machineWideFile(): string {
  return process.platform === 'win32'
    ? join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'BankPlusTeller', OUTLET)
    : '/etc/bankplus-teller/outlet.json'
}
