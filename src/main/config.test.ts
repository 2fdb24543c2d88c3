import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { readConfig, SettingError } from './config.ts'

/** Reads settings as a start would: from files and an environment of this test alone. */
interface Given {
  environment?: object
  machineWide?: unknown
  profile?: unknown
  fallbackRuntime?: boolean
}

function configOf(given: Given) {
  const folder = temporaryFolder()
  const machineWide = join(folder, 'etc', 'outlet.json')
  mkdirSync(join(folder, 'etc'))
  const text = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content))
  if (given.machineWide !== undefined) writeFileSync(machineWide, text(given.machineWide))
  if (given.profile !== undefined) writeFileSync(join(folder, 'outlet.json'), text(given.profile))
  return readConfig({ ...given.environment }, folder, given.fallbackRuntime ?? false, machineWide)
}

function errorOf(given: Given): SettingError {
  try {
    configOf(given)
  } catch (error) {
    if (error instanceof SettingError) return error
    throw error
  }
  throw new Error('no setting was refused')
}

describe('settings', () => {
  it('are those of a training outlet by default', () => {
    expect(configOf({})).toEqual({
      mode: 'training',
      modeChosen: false,
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
    })
  })

  it('come from the environment, then the machine, then the profile', () => {
    const profile = { language: 'en', zone: 'WIT', paperColumns: 48, idleLockMinutes: 9 }
    const machineWide = { zone: 'WITA', paperColumns: 32, idleLockMinutes: 8 }
    const environment = { TELLER_PAPER: '48', TELLER_IDLE_LOCK_MIN: '7' }
    expect(configOf({ profile })).toMatchObject(profile)
    expect(configOf({ profile, machineWide })).toMatchObject({ language: 'en', ...machineWide })
    expect(configOf({ profile, machineWide, environment })).toMatchObject({
      language: 'en',
      zone: 'WITA',
      paperColumns: 48,
      idleLockMinutes: 7,
    })
  })

  it('that are empty in the environment count as not set', () => {
    const environment = { TELLER_LANG: '', TELLER_PRINTER: '' }
    expect(configOf({ environment, profile: { language: 'en' } })).toMatchObject({
      language: 'en',
      printer: undefined,
    })
  })

  it('may say where an editor finds what they can be', () => {
    expect(configOf({ profile: { $schema: './outlet.schema.json', language: 'en' } })).toEqual(
      configOf({ profile: { language: 'en' } }),
    )
  })

  it('may begin with a byte order mark, and may say that there is no switcher', () => {
    expect(configOf({ profile: '\uFEFF{"switcherUrl": "", "hubUrl": ""}' })).toMatchObject({
      switcherUrl: '',
      hubUrl: '',
    })
  })

  it('may name the bank’s own certificate authority, and the keys of its server', () => {
    const pins = { apiPins: ['sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='] }
    expect(configOf({ profile: pins })).toMatchObject(pins)
    for (const apiPins of [[], 'sha256/AAAA', ['AAAA'], [...Array<string>(6).fill(pins.apiPins[0]!)]])
      expect(errorOf({ profile: { apiPins } }).expected).toContain('public key')
    expect(errorOf({ profile: { apiCa: 'bank.pem' } }).expected).toContain('PEM')
    expect(errorOf({ profile: { apiCa: import.meta.dirname } }).expected).toContain('PEM')
  })

  it('may keep customers’ data for a time, which is never below five years', () => {
    expect(configOf({ profile: { journalRetentionDays: 0 } }).journalRetentionDays).toBe(0)
    expect(configOf({ profile: { journalRetentionDays: 1827 } }).journalRetentionDays).toBe(1827)
    for (const journalRetentionDays of [1, 1826, 36_501, -1, 1827.5, 'never'])
      expect(errorOf({ profile: { journalRetentionDays } }).expected).toContain('1827')
  })

  it.each(['journalKeyEscrow', 'photoPublicKey'] as const)(
    'may name the bank’s public key as %s, which must be one',
    (name) => {
      const folder = temporaryFolder()
      const write = (file: string, modulusLength: number, kind: 'publicKey' | 'privateKey') => {
        const pair = generateKeyPairSync('rsa', {
          modulusLength,
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        })
        writeFileSync(join(folder, file), pair[kind])
        return join(folder, file)
      }
      const pem = write('bank.pem', 3_072, 'publicKey')
      expect(configOf({ profile: { [name]: pem } })[name]).toBe(pem)
      for (const path of [
        write('short.pem', 2_048, 'publicKey'),
        write('secret.pem', 3_072, 'privateKey'),
        ...[join(folder, 'gone.pem'), folder, 'bank.pem', ''],
      ])
        expect(errorOf({ profile: { [name]: path } }).expected).toContain('public key')
    },
  )

  it('may give the bank words of its own for some fields of a new account', () => {
    const profile = { photoFolder: resolve('foto'), bankWords: { lastEducation: { 'TANPA GELAR': 'sma' } } }
    expect(configOf({ profile })).toMatchObject(profile)
    expect(errorOf({ profile: { photoFolder: 'foto' } }).expected).toContain('path of a folder')
    expect(errorOf({ profile: { bankWords: { pob: {} } } }).expected).toContain('word of the bank')
  })

  it.each<[string, string, unknown]>([
    ['TELLER_API_URL', 'https://bank.example/bankplus', 'https://bank.example/bankplus'],
    ['TELLER_API_URL', 'http://127.0.0.1:7220/bankplus', 'http://127.0.0.1:7220/bankplus'],
    ['TELLER_API_URL', 'http://[::1]:7220', 'http://[::1]:7220'],
  ])('take %s=%s', (name, value, expected) => {
    const environment = { TELLER_MODE: 'live', [name]: value }
    expect(configOf({ environment })).toMatchObject({ mode: 'live', apiUrl: expected })
  })

  it.each([
    'none',
    'tcp://192.168.1.50:9100',
    'tcp://[::1]:9100',
    'tcp://printer.local:1',
    'file:/dev/usb/lp0',
    'file:\\\\KASIR-1\\POS58',
    'cups:RCPT',
    'winspool:POS-58 (Copy 1)',
    'winspool:\\\\SERVER\\EPSON TM-T82',
    'serial:COM3',
    'serial:/dev/rfcomm0?baud=115200',
  ])('take the printer %s', (printer) => {
    expect(configOf({ environment: { TELLER_PRINTER: printer } }).printer).toBe(printer)
  })
})

describe('a bad value stops the start, naming setting, value and what was expected', () => {
  const address = 'an https address, or http on this machine (127.0.0.1)'
  const printer =
    'none, tcp://host:port, file:/path, file:\\\\PC\\NAME, cups:QUEUE, winspool:NAME or serial:PORT?baud=9600'
  it.each([
    ['TELLER_MODE', 'production', 'training or live'],
    ['TELLER_API_URL', 'bank.example', address],
    ['TELLER_API_URL', 'http://bank.example/bankplus', address],
    ['TELLER_API_URL', 'http://127.0.0.1.bank.example/', address],
    ['TELLER_API_URL', 'ftp://127.0.0.1/', address],
    ['TELLER_SWITCHER_URL', '10.2.62.5:8113', 'an http or https address, or empty for none'],
    ['TELLER_HUB_URL', 'postgres://hub.example/teller', 'empty: there is no outlet hub yet'],
    ['TELLER_BANK_PHONE', '0'.repeat(33), 'text of at most 32 characters'],
    ['TELLER_PRINTER', 'lpt1', printer],
    ['TELLER_PRINTER', 'tcp://192.168.1.50', printer],
    ['TELLER_PRINTER', 'tcp://192.168.1.50:99999', printer],
    ['TELLER_PRINTER', 'tcp://192.168.1.50:0', printer],
    ['TELLER_PRINTER', 'tcp://:9100', printer],
    ['TELLER_PRINTER', 'tcp://printer:9100/queue', printer],
    ['TELLER_PRINTER', 'file:', printer],
    ['TELLER_PRINTER', 'file:lp0', printer],
    ['TELLER_PRINTER', 'file:\\\\KASIR-1', printer],
    ['TELLER_PRINTER', 'file:\\\\KASIR-1\\disk\\receipts.txt', printer],
    ['TELLER_PRINTER', 'cups:', printer],
    ['TELLER_PRINTER', 'cups:-o', printer],
    ['TELLER_PRINTER', 'cups:two words', printer],
    ['TELLER_PRINTER', 'winspool: ', printer],
    ['TELLER_PRINTER', 'serial:', printer],
    ['TELLER_PRINTER', 'serial:COM3?baud=fast', printer],
    ['TELLER_PRINTER', 'serial:COM3?parity=odd', printer],
    ['TELLER_PRINTER', 'constructor:x', printer],
    ['TELLER_PAPER', '58', '32 or 48'],
    ['TELLER_LANG', 'jv', 'id or en'],
    ['TELLER_TIMEOUT_MS', '30s', 'a whole number from 100 to 600000'],
    ['TELLER_TIMEOUT_MS', '0', 'a whole number from 100 to 600000'],
    ['TELLER_TIMEOUT_MS', '1e3', 'a whole number from 100 to 600000'],
    ['TELLER_IDLE_LOCK_MIN', '1.5', 'a whole number from 1 to 240'],
    ['TELLER_ZONE', 'GMT+7', 'WIB, WITA or WIT'],
  ])('%s=%s', (name, value, expected) => {
    const error = errorOf({ environment: { [name]: value } })
    expect(error).toMatchObject({ setting: name, value: JSON.stringify(value), expected })
    expect(error.message).toBe(`${name} = ${JSON.stringify(value)}: expected ${expected}`)
  })

  it.each<[string, unknown, string]>([
    ['mode', 1, 'training or live'],
    ['apiUrl', 7, address],
    ['bankPhone', 1500046, 'text of at most 32 characters'],
    ['printer', null, printer],
    ['paperColumns', '40', '32 or 48'],
    ['idleLockMinutes', true, 'a whole number from 1 to 240'],
    ['requestTimeoutMs', null, 'a whole number from 100 to 600000'],
    ['requestTimeoutMs', [500], 'a whole number from 100 to 600000'],
    ['zone', {}, 'WIB, WITA or WIT'],
  ])('%s: %j in a file', (name, value, expected) => {
    const error = errorOf({ machineWide: { [name]: value } })
    expect(error).toMatchObject({ value: JSON.stringify(value), expected })
    expect(error.setting).toMatch(new RegExp(`outlet\\.json: ${name}$`))
  })

  it('all of them at once, where a file has several', () => {
    const { setting, others } = errorOf({
      machineWide: { mode: 'live', zone: 'GMT', language: 'id', papers: 58 },
    })
    expect([setting, ...others.map((error) => error.setting)]).toEqual([
      expect.stringMatching(/outlet\.json: zone$/),
      expect.stringMatching(/outlet\.json: papers$/),
    ])
  })

  it.each(['apiurl', 'toString', 'hubURL'])('a setting that does not exist: %s', (name) => {
    const error = errorOf({ profile: { [name]: { a: 1 } } })
    expect(error.setting).toMatch(new RegExp(`outlet\\.json: ${name}$`))
    expect(error.value).toBe('{"a":1}')
    expect(error.expected).toContain('apiUrl')
  })

  it.each([
    ['{"mode":', 'a JSON file that this user can read'],
    ['"live"', 'a JSON object'],
    ['null', 'a JSON object'],
    ['[]', 'a JSON object'],
  ])('a file that holds %s', (profile, expected) => {
    const error = errorOf({ profile })
    expect(error.setting).toMatch(/outlet\.json$/)
    expect(error.expected).toBe(expected)
  })

  it('a file that is no JSON, with the place', () => {
    const profile = '{\n  "mode": "live",\n  "apiCa": "C:\\Pem"\n}'
    expect(errorOf({ profile }).value).toMatch(/position \d+/)
  })

  it('live mode without an address', () => {
    const error = errorOf({ environment: { TELLER_MODE: 'live' } })
    expect(error.setting).toContain('TELLER_API_URL')
  })

  it('live mode on a stand-in runtime with a bank beyond this machine', () => {
    const live = (url: string) => ({ environment: { TELLER_MODE: 'live', TELLER_API_URL: url } })
    const remote = live('https://bank.example/bankplus')
    expect(errorOf({ ...remote, fallbackRuntime: true }).expected).toContain('stand-in')
    expect(configOf(remote).apiUrl).toBe('https://bank.example/bankplus')
    expect(configOf({ ...live('http://127.0.0.1:1/bankplus'), fallbackRuntime: true }).mode).toBe('live')
  })

  it('an update server beyond this machine over plain http, or for a stand-in runtime', () => {
    const update = { url: 'https://update.example/teller' }
    expect(configOf({ machineWide: { update } }).update).toMatchObject({ install: false })
    expect(errorOf({ machineWide: { update: { url: 'http://update.example/' } } }).expected).toContain(
      'https',
    )
    expect(errorOf({ machineWide: { update }, fallbackRuntime: true }).expected).toContain('stand-in')
    const here = { TELLER_UPDATE: '{"url": "http://127.0.0.1:8080/"}' }
    expect(configOf({ environment: here, fallbackRuntime: true }).update?.url).toBe('http://127.0.0.1:8080/')
    expect(errorOf({ environment: { TELLER_UPDATE: 'https://update.example' } }).setting).toBe(
      'TELLER_UPDATE',
    )
  })

  it('an update server that no administrator named', () => {
    const update = { url: 'https://update.example/teller' }
    expect(errorOf({ profile: { update } }).expected).toContain('administrator')
  })

  it('a switcher over plain http, unless the administrator named its host', () => {
    const switcherUrl = 'http://10.2.62.5:8113'
    expect(errorOf({ profile: { switcherUrl } }).expected).toContain('switcherHttpHost')
    expect(errorOf({ profile: { switcherUrl, switcherHttpHost: '10.2.62.6' } }).value).toContain(switcherUrl)
    expect(configOf({ profile: { switcherUrl, switcherHttpHost: '10.2.62.5' } })).toMatchObject({
      switcherUrl,
    })
  })
})
