import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { FUSES, readFuses } from '../../scripts/fuses.mjs'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { machineWideFile } from '../../src/main/config.ts'
import { migrations } from '../../src/main/journal/migrations/index.ts'
import { sampleUsers } from '../../src/sandbox/server.ts'
import { postings, received } from '../e2e/support/bank.ts'
import { loadUpdater } from '../../src/main/updater.ts'
import { coreLimits, giveTo, PLAIN_USER, sandboxOfPage } from '../support/plain-user.ts'
import { nodeNetwork } from '../support/node-network.ts'
import { startHttpServer } from '../support/http-server.ts'
import { startDesktop, type Desktop } from '../support/desktop.ts'

// The program as an outlet gets it: packed, installed with apt over an older version, worked by keyboard, removed. Its inspect fuse
// is off, so no driver looks inside: the sandbox's ledger, the virtual printer and the journal's file are the judges. It runs as a plain
// user within Chromium's sandbox, as at an outlet. Installs and removes a system package, hence only where CI is set.

const PROJECT = resolve(import.meta.dirname, '../..')

function reasonToSkip(): string | undefined {
  if (!process.env['CI']) return 'CI is not set (it installs a system package)'
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return 'not a Debian'
  if (process.getuid?.() !== 0) return 'not root'
  return existsSync(join(PROJECT, 'out/build-stamp')) ? undefined : 'there is no build to pack'
}
const reason = reasonToSkip()
if (reason) console.log(`installing the package skipped: ${reason}`)

const NAME = 'bankplus-teller'
const OLDER = '0.0.9'
const MINUTES = 60_000
const run = promisify(execFile)
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
// Somebody else may be installing something just now.
const apt = (...args: string[]) =>
  run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', '-y', ...args], { env })

describe.skipIf(reason)('the package', { timeout: 5 * MINUTES }, () => {
  let work: string
  let profile: string
  let desktop: Desktop
  let printer: VirtualPrinter

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'teller-package-'))
    profile = join(work, 'profile')
    await run(process.execPath, [join(PROJECT, 'scripts/pack.mjs')], { cwd: PROJECT, maxBuffer: 1e8 })
    if (!readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages'))) await apt('update')
    // What a run that was cut short left installed.
    if (existsSync(`/opt/${NAME}`)) await apt('purge', NAME)
    if (!existsSync('/usr/bin/xdotool')) await apt('install', 'xdotool')
    printer = await startVirtualPrinter()
    desktop = await startDesktop()
  }, 10 * MINUTES)
  afterAll(async () => {
    await apt('purge', NAME).catch(() => undefined)
    await desktop?.close()
    await printer?.close()
    rmSync(work, { recursive: true, force: true })
  }, MINUTES)

  const packed = () => join(PROJECT, 'dist/linux-unpacked', NAME)
  const version = () =>
    (JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string }).version
  const debFile = () => join(PROJECT, 'dist', `${NAME}_${version()}_amd64.deb`)

  test('has every fuse as the table says', async () => {
    const found = await readFuses(packed())
    const present = Object.entries(FUSES).filter(([name]) => found[name] !== 'absent')
    expect(Object.fromEntries(Object.entries(found).filter(([, state]) => state !== 'absent'))).toEqual(
      Object.fromEntries(present),
    )
    expect(present.length).toBeGreaterThanOrEqual(8)
  })

  test('carries its bill of materials, its licences, and the mark of the runtime it was made with', () => {
    const bill = JSON.parse(readFileSync(join(PROJECT, 'dist/bom.cdx.json'), 'utf8')) as Bill
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
    const names = bill.components.map(({ name }) => name)
    for (const name of ['undici', 'libsql', 'vue', 'electron']) expect(names).toContain(name)
    expect(bill.components.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([])
    for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(existsSync(join(PROJECT, 'dist/linux-unpacked', file))).toBe(true)
    const standIn = existsSync(join(PROJECT, '.cache/electron-33.2.1/fallback-runtime.json'))
    if (standIn) expect(existsSync(join(packed(), '../fallback-runtime.json'))).toBe(true)
  })

  test('carries every file that main reads beside its own code', () => {
    const archive = readFileSync(join(packed(), '../resources/app.asar'), 'latin1')
    for (const name of ['regions.txt', 'index.html', 'embedded.js', 'index.cjs', 'DebUpdater.js'])
      expect(archive).toContain(`"${name}"`)
    expect(existsSync(join(packed(), '../resources/app-update.yml'))).toBe(true)
  })

  test.each([
    ['--inspect=127.0.0.1:0', /--inspect/],
    ['--remote-debugging-port=0', /--remote-debugging-port/],
    // Chromium passes over the space.
    [' --remote-debugging-port=0', /--remote-debugging-port/],
    ['--load-extension=/tmp', /--load-extension/],
  ])('takes no %s', async (argument, words) => {
    const { code, output } = await ended(start([argument]))
    expect(code).toBe(1)
    expect(output).toMatch(words)
    expect(output).not.toMatch(/listening on ws/i)
  })

  test('takes neither NODE_OPTIONS nor ELECTRON_RUN_AS_NODE nor settings from its environment', async () => {
    const planted = join(work, 'planted.cjs')
    const mark = join(work, 'mark')
    writeFileSync(planted, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`)
    const hostile = {
      ...{ NODE_OPTIONS: `--require ${planted}`, ELECTRON_RUN_AS_NODE: '1' },
      ...{ TELLER_MODE: 'live', TELLER_API_URL: 'https://bank.example' },
    }
    const folder = join(work, 'hostile')
    setUp(folder, {})
    const program = start([], packed(), hostile, folder)
    expect(await program.ready).toContain('mode=training')
    await program.stop()
    expect(existsSync(mark)).toBe(false)
  })

  test('tests itself without a display, and says by its exit status what failed', async () => {
    const selfTest = (name: string, settings: object) => {
      const folder = join(work, name)
      setUp(folder, settings)
      const extra = { DISPLAY: '', DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(work, 'no-bus')}` }
      return ended(start(['--self-test', ...NO_DISPLAY], packed(), extra, folder))
    }
    expect(await selfTest('fit', {})).toMatchObject({ code: 0 })
    // Nobody listens on port 9, and there is no keychain: 8 and 2.
    const unfit = await selfTest('unfit', { mode: 'live', apiUrl: 'http://127.0.0.1:9/bankplus' })
    expect(unfit.code, unfit.output).toBe(10)
    expect(unfit.output).toMatch(/SELF-TEST keychain FAILED[^]*journal ok[^]*bank FAILED: not reached/)
  })

  test('backs its journal up, restores and verifies it from a script, without a display', async () => {
    const folder = join(work, 'kept')
    const place = join(work, 'backups')
    mkdirSync(place)
    setUp(folder, {})
    const program = start([], packed(), {}, folder)
    await program.ready
    await program.stop()
    const command = (argument: string) =>
      ended(start([argument, ...NO_DISPLAY], packed(), { DISPLAY: '' }, folder))
    const made = await command(`--back-up=${place}`)
    expect(made.code, made.output).toBe(0)
    const restored = await command(`--restore-journal=${join(place, readdirSync(place)[0]!)}`)
    expect(restored.code, restored.output).toBe(0)
    expect(restored.output).toContain('RESTORE done')
    const verified = await command('--verify-journal')
    expect(verified.code, verified.output).toBe(0)
  })

  test('asks the bank’s server by itself once its quiet time has come, and leaves what it fetched to whoever installs', async () => {
    const bytes = randomBytes(1_000_000)
    const sha512 = createHash('sha512').update(bytes).digest('base64')
    const files: Record<string, string | Buffer> = {
      '/latest-linux.yml': `version: 99.0.0\nfiles:\n  - url: teller.deb\n    sha512: ${sha512}\n    size: ${bytes.length}\n`,
      '/teller.deb': bytes,
    }
    const server = await startHttpServer(({ path }, response) => {
      const content = files[new URL(path, 'http://x').pathname]
      response.writeHead(content === undefined ? 404 : 200).end(content)
    })
    const folder = join(work, 'asking')
    setUp(folder, {})
    inMachineWideFile({ update: { url: `${server.url}/`, workingHours: workedUntilHoursAgo(2) } })
    const program = start([], packed(), {}, folder)
    await program.ready
    const state = await vi.waitUntil(() => waitingUpdate(folder), { timeout: MINUTES, interval: 200 })
    await program.stop()
    expect(state).toMatchObject({ version: '99.0.0', reason: 'by-hand' })
    expect(readFileSync(state.file).equals(bytes)).toBe(true)
    expect(server.requests.map(({ path }) => new URL(path, 'http://x').pathname)).toEqual([
      '/latest-linux.yml',
      '/teller.deb',
    ])
  })

  test('is installed over an older version with an older journal by its updater, takes a deposit by keyboard, and leaves the journal when removed', async () => {
    await apt('install', await olderPackage())
    expect(await installedVersion()).toBe(OLDER)
    olderJournal()
    await updateFromServer()
    expect(await installedVersion()).toBe(version())
    // dpkg compares every file with the sums that the package came with.
    await expect(run('dpkg', ['--verify', NAME])).resolves.toMatchObject({ stdout: '' })

    setUp(profile, { printer: `tcp://127.0.0.1:${printer.port}` })
    giveTo(PLAIN_USER, profile)
    const program = start([], `/usr/bin/${NAME}`, {}, profile, PLAIN_USER)
    const bankUrl = /bank=(\S+)/.exec(await program.ready)![1]!
    const paper = printer.nextJob()
    await depositByKeyboard(bankUrl)
    expect((await paper).text).toContain('25.000')
    expect(await postings(bankUrl, 'deposit')).toHaveLength(1)
    const { Max: coreBytes } = coreLimits(program.pid)
    expect(coreBytes).toBe('0')
    expect(sandboxOfPage(program.pid)).toEqual({ uid: String(PLAIN_USER), noNewRights: '1', filter: '2' })
    await program.stop()

    expect(journalRows()).toEqual({ version: BigInt(migrations.length), rows: ['older', 'deposit'] })
    const before = sumOf(join(profile, 'training/journal.db'))
    await apt('remove', NAME)
    for (const path of [`/opt/${NAME}/${NAME}`, `/usr/bin/${NAME}`]) expect(existsSync(path)).toBe(false)
    expect(sumOf(join(profile, 'training/journal.db'))).toBe(before)
  })

  /** The older version's updater finds the new package on a server of the bank's, fetches it and has dpkg install it. */
  async function updateFromServer(): Promise<void> {
    const server = await startHttpServer(({ path }, response) => {
      createReadStream(join(PROJECT, 'dist', new URL(path, 'http://x').pathname)).pipe(response)
    })
    const quit = vi.fn()
    const configFile = join(packed(), '../resources/app-update.yml')
    const program = { version: OLDER, folder: join(work, 'updates'), quit, relaunch: () => undefined }
    const updater = await loadUpdater(
      { url: `${server.url}/`, key: undefined },
      { ...program, configFile, network: nodeNetwork() },
    )
    const release = await updater.find()
    expect(release?.version).toBe(version())
    await updater.recheck(release!, await updater.fetch(release!, AbortSignal.timeout(MINUTES)))
    updater.install()
    expect(quit).toHaveBeenCalledOnce()
  }

  /** The same program under an older version number: what apt and dpkg look at. */
  async function olderPackage(): Promise<string> {
    const tree = join(work, 'older')
    await run('dpkg-deb', ['-R', debFile(), tree])
    const control = join(tree, 'DEBIAN/control')
    writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*/m, `Version: ${OLDER}`))
    // A file that the newer one no longer has, to see it go.
    writeFileSync(join(tree, 'opt', NAME, 'older-only'), '')
    const file = join(work, `${NAME}_${OLDER}_amd64.deb`)
    await run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, file])
    rmSync(tree, { recursive: true })
    return file
  }

  const installedVersion = async () => (await run('dpkg-query', ['-W', '-f', '${Version}', NAME])).stdout

  /** A journal as the first version wrote it, with one transaction. */
  function olderJournal(): void {
    const folder = join(profile, 'training')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'profile-id'), PROFILE_ID)
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ [`journal-key:${PROFILE_ID}`]: KEY }))
    const database = openFile()
    database.exec(migrations[0]!)
    database.exec('PRAGMA user_version = 1')
    database
      .prepare(
        `INSERT INTO money (id, attempt_id, reference, kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen,
           narration, teller, host, sent_body, facts, created_at, settled_at)
         VALUES ('older', 'a', '2004172040381080', 'deposit', 'rejected', '14047', 'ARDHA', 2500000, 0, 0,
           'Setor tunai', 'BNIUS100294', 'training', '{}', '{}', '2020-04-17T13:40:38.000Z', '2020-04-17T13:40:39.000Z')`,
      )
      .run()
    database.close()
  }

  function openFile() {
    // The key option exists in libsql but not in its type declarations.
    const options = { encryptionCipher: 'aes256cbc', encryptionKey: KEY } as Database.Options
    return new Database(join(profile, 'training/journal.db'), options).defaultSafeIntegers(true)
  }

  function journalRows() {
    const database = openFile()
    const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: bigint }
    const rows = database.prepare('SELECT id, kind FROM money ORDER BY created_at').all() as Row[]
    database.close()
    return { version: user_version, rows: rows.map(({ id, kind }) => (id === 'older' ? id : kind)) }
  }

  /** A screen that is not there yet swallows keys, so each step waits for what the bank was asked. */
  async function depositByKeyboard(bankUrl: string): Promise<void> {
    const asked = (path: string) => async () => {
      if ((await received(bankUrl, path)).length === 0) throw new Error(`the bank was not asked for ${path}`)
    }
    const until = async (path: string, type: () => void) => {
      await vi.waitFor(
        async () => {
          if ((await received(bankUrl, path)).length > 0) return
          type()
          await vi.waitFor(asked(path), { timeout: 4_000, interval: 100 })
        },
        { timeout: MINUTES, interval: 200 },
      )
    }
    await until(SIGN_IN, () => {
      desktop.press('ctrl+a')
      desktop.type(AGENT.username)
      desktop.press('Tab')
      desktop.press('ctrl+a')
      desktop.type(AGENT.password)
      desktop.press('Return')
    })
    await until(CHECK, () => {
      desktop.press('F2')
      desktop.press('ctrl+a')
      desktop.type('14047')
      desktop.press('Return')
    })
    await until(DEPOSIT, () => {
      desktop.press('ctrl+a')
      desktop.type('25000')
      desktop.press('Return')
      desktop.type(AGENT.pin)
      desktop.press('Return')
    })
  }

  /** @param user root, whom Chromium does not sandbox, or another */
  function start(
    args: string[],
    program = packed(),
    extra: Record<string, string> = {},
    folder = profile,
    user = 0,
  ) {
    const child = spawn(program, [...(user === 0 ? ['--no-sandbox'] : []), ...args], {
      env: { ...clean(), HOME: folder, DISPLAY: desktop.display, TELLER_PROFILE_DIR: folder, ...extra },
      cwd: '/',
      ...(user === 0 ? {} : { uid: user, gid: user }),
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const exited = new Promise<number | null>((done) => child.once('exit', done))
    const ready = vi.waitUntil(() => /^READY.*$/m.exec(output)?.[0], { timeout: MINUTES })
    // Whoever waits for the end instead does not ask for it.
    ready.catch(() => undefined)
    return {
      ...{ child, exited, ready, pid: child.pid! },
      output: () => output,
      async stop() {
        child.kill()
        await exited
      },
    }
  }

  async function ended(program: { exited: Promise<number | null>; output(): string; child: ChildProcess }) {
    return { code: await program.exited, output: program.output() }
  }
})

interface Bill {
  components: { name: string; licenses?: unknown[] }[]
}
interface Row {
  id: string
  kind: string
}

/** What docs/operations.md tells scripts to add. */
const NO_DISPLAY = ['--ozone-platform=headless', '--disable-gpu']
const PROFILE_ID = 'an-older-profile'
const KEY = '5e'.repeat(32)
const SIGN_IN = '/users/auth'
const CHECK = '/bsa/checkAccount'
const DEPOSIT = '/bsa/depositAccount'
const AGENT = sampleUsers.find(({ pin }) => pin !== '')!

/** The environment without what a test runner or an editor may have set. */
function clean(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TELLER_|ELECTRON_|NODE_|VITEST)/.test(name))
  return Object.fromEntries(kept) as Record<string, string>
}

/** The administrator's file, for as long as a test runs. */
function inMachineWideFile(settings: object): void {
  const path = machineWideFile()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(settings), { flag: 'wx' })
  onTestFinished(() => rmSync(path))
}

/** Working hours in the default zone (UTC+7) that ended so many hours ago and begin again in as many. */
function workedUntilHoursAgo(hours: number): string {
  const clock = (offset: number) =>
    new Date(Date.now() + (7 + offset) * 3_600_000).toISOString().slice(11, 16)
  return `${clock(hours)}-${clock(-hours)}`
}

/** What the program noted of a package that waits. */
function waitingUpdate(folder: string): { version: string; reason: string; file: string } | undefined {
  const path = join(folder, 'training/updates.json')
  if (!existsSync(path)) return undefined
  const { view } = JSON.parse(readFileSync(path, 'utf8')) as { view: { state: string } }
  return view.state === 'waiting' ? (view as never) : undefined
}

/** Answers the question of the first start beforehand, as a roll-out does. */
function setUp(folder: string, settings: object): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'outlet.json'), JSON.stringify({ mode: 'training', ...settings }))
}

const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
