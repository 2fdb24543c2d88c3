import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { ZONES } from '#shared/time.ts'
import { isSealingKey } from './sealing.ts'
import { updatePlan } from './update-plan.ts'

// What each setting of docs/operations.md may be; config.ts says where they come from.

export const loopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

/** Text that fits; everything else, other types too, is met with what was expected. */
const textThat = (expected: string, fits: (text: string) => boolean) =>
  z.string(expected).refine(fits, expected)

const apiAddress = textThat('an https address, or http on this machine (127.0.0.1)', (text) => {
  const url = safeUrl(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback(url.hostname)))
})

/** The switcher's own host may speak plain http where an administrator names it: config.ts looks at both. */
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
  const number = z.int(expected).min(min, expected).max(max, expected)
  const digits = z.string().regex(/^\d{1,9}$/)
  return z.union([number, digits.transform(Number).pipe(number)], expected)
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

/** Five years with their leap days; Law 8/2010 (money laundering), article 21, as we know it: see docs/operations.md. */
const FIVE_YEARS_DAYS = 1_827
const KEPT_EXPECTED = `0 for ever, or a whole number from ${FIVE_YEARS_DAYS} to 36500`

const PINS = '["sha256/<Base64 of the SHA-256 of the public key>", …], one to five of them'

/** A setting that names a file whose text fits. */
const pathOf = (expected: string, fits: (content: string) => boolean) =>
  textThat(expected, (path) => {
    try {
      return isAbsolute(path) && fits(readFileSync(path, 'utf8'))
    } catch {
      return false
    }
  })

const publicKeyFile = pathOf(
  "the whole path of the bank's public key (PEM, RSA of 3072 bits or more) that this user can read",
  isSealingKey,
)

/** `env`: the name in a development build's environment, for the settings that have one. */
export interface Setting {
  env?: string
  schema: z.ZodType
}

/** By name: what a file or the environment may say. docs/outlet.schema.json is made from it. */
export const settings = {
  mode: { env: 'TELLER_MODE', schema: z.enum(['training', 'live'], 'training or live') },
  apiUrl: { env: 'TELLER_API_URL', schema: apiAddress },
  apiCa: {
    schema: pathOf('the whole path of a certificate file (PEM) that this user can read', (text) =>
      text.includes('-----BEGIN CERTIFICATE-----'),
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
  photoPublicKey: { schema: publicKeyFile },
  photoKeepDays: { schema: wholeNumber(1, 3_650) },
  journalKeyEscrow: { schema: publicKeyFile },
  journalRetentionDays: {
    schema: z.union([z.literal(0), wholeNumber(FIVE_YEARS_DAYS, 36_500)], KEPT_EXPECTED),
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

export type Settings = { [K in keyof typeof settings]?: z.output<(typeof settings)[K]['schema']> }

function safeUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
