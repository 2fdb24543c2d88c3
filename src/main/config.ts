import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { ZONES } from '#shared/time.ts'
import { isSealingKey } from './sealing.ts'
import { updatePlan, type UpdatePlan } from './update-plan.ts'

/**
 * The settings of docs/operations.md. In order of precedence: environment (development builds only), the machine-wide
 * outlet.json that only an administrator can write, outlet.json in the profile folder, the default.
 */
const loopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

/** Text that fits; everything else, other types too, is met with what was expected. */
const textThat = (expected: string, fits: (text: string) => boolean) =>
  z.string(expected).refine(fits, expected)

const apiAddress = textThat('an https address, or http on this machine (127.0.0.1)', (text) => {
  const url = safeUrl(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback(url.hostname)))
})

/** The switcher's own host may speak plain http where an administrator names it: see {@link assertSwitcherHost}. */
const switcherAddress = textThat(
  'an http or https address, or empty for none',
  (text) => text === '' || ['http:', 'https:'].includes(safeUrl(text)?.protocol ?? ''),
)

/** By way; each tells whether what stands behind its colon is complete. */
const PRINTER_WAYS: Record<string, (address: string, whole: string) => boolean> = {
  tcp: (_address, whole) => {
    const url = safeUrl(whole)
    return url !== null && url.hostname !== '' && Number(url.port) > 0 && url.pathname.length <= 1
  },
  // A device, or a printer shared by Windows: \\PC\NAME and nothing below it, where a file could be created.
  file: (address) => /^(\/.+|\\\\[^\\/]+\\[^\\/]+)$/.test(address),
  cups: (address) => /^[^\s/#?'"<>-][^\s/#?'"<>]*$/.test(address),
  winspool: (address) => address.trim() !== '',
  serial: (address) => /^[^?\s]+(\?baud=[1-9]\d{2,6})?$/.test(address),
}

/** A `printer` setting of docs/printing.md. */
export const printerAddress = textThat(
  'none, tcp://host:port, file:/path, file:\\\\PC\\NAME, cups:QUEUE, winspool:NAME or serial:PORT?baud=9600',
  (text) => {
    if (text === 'none') return true
    const [way = '', address = ''] = text.split(/:(.*)/s)
    return Object.hasOwn(PRINTER_WAYS, way) && PRINTER_WAYS[way]!(address, text)
  },
)

/** A number in a file, digits in the environment. */
const wholeNumber = (min: number, max: number) => {
  const expected = `a whole number from ${min} to ${max}`
  const digits = z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
  return z
    .union([z.number(), digits], expected)
    .refine((n) => Number.isInteger(n) && n >= min && n <= max, expected)
}

/** What the form calls it, and what the bank wants to be told. */
const wordMap = z.record(z.string(), z.string().min(1).max(60)).default({})

/** An environment variable holds an object as JSON. */
const parsedJson = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return value
  }
}

const PINS = '["sha256/<Base64 of the SHA-256 of the public key>", …], one to five of them'

/** Empty where it cannot be read. */
const textIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const isPem = (path: string): boolean => textIn(path).includes('-----BEGIN CERTIFICATE-----')

/** `env`: the name in a development build's environment, for the settings that have one. */
interface Setting {
  env?: string
  schema: z.ZodType
}

const settings = {
  mode: { env: 'TELLER_MODE', schema: z.enum(['training', 'live'], 'training or live') },
  apiUrl: { env: 'TELLER_API_URL', schema: apiAddress },
  apiCa: {
    schema: textThat(
      'the whole path of a certificate file (PEM) that this user can read',
      (text) => isAbsolute(text) && isPem(text),
    ),
  },
  apiPins: {
    schema: z
      .array(
        textThat(PINS, (text) => /^sha256\/[A-Za-z0-9+/]{43}=$/.test(text)),
        PINS,
      )
      .min(1, PINS)
      .max(5, PINS),
  },
  switcherUrl: { env: 'TELLER_SWITCHER_URL', schema: switcherAddress },
  switcherHttpHost: { schema: textThat('a host name or address', (text) => text !== '') },
  hubUrl: {
    env: 'TELLER_HUB_URL',
    schema: textThat('empty: there is no outlet hub yet', (text) => text === ''),
  },
  bankPhone: {
    env: 'TELLER_BANK_PHONE',
    schema: textThat('text of at most 32 characters', (text) => text.length <= 32),
  },
  printer: { env: 'TELLER_PRINTER', schema: printerAddress },
  paperColumns: {
    env: 'TELLER_PAPER',
    schema: z
      .union([z.literal(['32', 32]), z.literal(['48', 48])], '32 or 48')
      .transform((n) => Number(n) as 32 | 48),
  },
  language: { env: 'TELLER_LANG', schema: z.enum(['id', 'en'], 'id or en') },
  requestTimeoutMs: { env: 'TELLER_TIMEOUT_MS', schema: wholeNumber(100, 600_000) },
  idleLockMinutes: { env: 'TELLER_IDLE_LOCK_MIN', schema: wholeNumber(1, 240) },
  zone: { env: 'TELLER_ZONE', schema: z.enum(ZONES, 'WIB, WITA or WIT') },
  receiptCopies: { schema: z.union([z.literal(1), z.literal(2)], '1, or 2 for a sheet of the agent too') },
  paperCut: { schema: z.enum(['none', 'partial', 'full'], 'none, partial or full') },
  paperFeedLines: { schema: wholeNumber(0, 20) },
  drawer: { schema: z.boolean('true or false') },
  repeatMinutes: { schema: wholeNumber(0, 1_440) },
  rekeyAmount: { schema: wholeNumber(0, 999_999_999) },
  lowBalance: { schema: wholeNumber(0, 999_999_999) },
  varianceLimit: { schema: wholeNumber(0, 999_999_999) },
  photoFolder: {
    schema: textThat('empty, or the whole path of a folder', (text) => text === '' || isAbsolute(text)),
  },
  photoKeepDays: { schema: wholeNumber(1, 3_650) },
  journalKeyEscrow: {
    schema: textThat(
      "the whole path of the bank's public key (PEM, RSA of 3072 bits or more) that this user can read",
      (text) => isAbsolute(text) && isSealingKey(textIn(text)),
    ),
  },
  update: {
    env: 'TELLER_UPDATE',
    schema: z.preprocess(
      parsedJson,
      updatePlan((text) => apiAddress.safeParse(text).success),
    ),
  },
  bankWords: {
    schema: z.strictObject(
      { maritalStatus: wordMap, lastEducation: wordMap, profession: wordMap, province: wordMap },
      '{"maritalStatus" | "lastEducation" | "profession" | "province": {"word of the form": "word of the bank"}}',
    ),
  },
} as const satisfies Record<string, Setting>

type Settings = { [K in keyof typeof settings]?: z.output<(typeof settings)[K]['schema']> }

export interface Config {
  mode: 'training' | 'live'
  /** somebody chose the mode; else a packaged build asks on its set-up screen */
  modeChosen: boolean
  /** undefined only in training mode, which asks its embedded sandbox */
  apiUrl: string | undefined
  /** PEM file of the bank's own certificate authority; undefined: the system's authorities */
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
  /** for how long this PC keeps them, sealed, before they are shredded */
  photoKeepDays: number
  /** PEM file of the public key of the bank that the journal's keys are sealed to; undefined: nobody's */
  journalKeyEscrow: string | undefined
  /** undefined: newer versions come by whoever installs programs here */
  update: UpdatePlan | undefined
  /** by field of a new account: what the bank is told instead of the form's word, where its lists and its API disagree */
  bankWords: Record<'maritalStatus' | 'lastEducation' | 'profession' | 'province', Record<string, string>>
}

/** The settings' file, in the profile folder and in the machine-wide one. */
const OUTLET = 'outlet.json'

const DEFAULTS = {
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
  photoKeepDays: 30,
  journalKeyEscrow: undefined,
  update: undefined,
  bankWords: { maritalStatus: {}, lastEducation: {}, profession: {}, province: {} },
} satisfies Omit<Config, 'modeChosen'>

/** A setting that does not parse stops the start; the words for people are under `startup` in the locales. */
export class SettingError extends Error {
  readonly setting: string
  readonly value: string
  readonly expected: string

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

function fromEnvironment(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.entries<Setting>(settings).flatMap(([name, { env, schema }]) => {
    const value = env && environment[env]
    return env && value ? [[name, parse(env, value, schema)]] : []
  })
  return Object.fromEntries(given) as Settings
}

/** An installer has an administrator's rights, so only an administrator says where it comes from. */
function fromProfile(path: string): Settings {
  const settings = fromFile(path)
  if (!settings.update) return settings
  const expected = 'only in the machine-wide outlet.json, which an administrator writes'
  throw new SettingError(`${path}: update`, settings.update.url, expected)
}

function fromFile(path: string): Settings {
  if (!existsSync(path)) return {}
  let content: unknown
  try {
    content = JSON.parse(withoutMark(readFileSync(path, 'utf8')))
  } catch {
    throw new SettingError(path, '…', 'a JSON file that this user can read')
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new SettingError(path, '…', 'a JSON object')
  const entries = Object.entries(content).map(([name, value]) => {
    if (!Object.hasOwn(settings, name))
      throw new SettingError(`${path}: ${name}`, JSON.stringify(value), Object.keys(settings).join(', '))
    return [name, parse(`${path}: ${name}`, value, settings[name as keyof typeof settings].schema)]
  })
  return Object.fromEntries(entries) as Settings
}

function parse(name: string, value: unknown, schema: z.ZodType): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SettingError(name, JSON.stringify(value), parsed.error.issues[0]?.message ?? 'another value')
}

/** Only an administrator can write it. */
export function machineWideFile(): string {
  return process.platform === 'win32'
    ? join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'BankPlusTeller', OUTLET)
    : '/etc/bankplus-teller/outlet.json'
}

function safeUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
