import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { openSealed } from '../../src/main/sealing.ts'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { depositPostings } from './support/bank.ts'
import { CUSTOMER, openingField, payOpening, typeOpening } from './support/opening.ts'
import { AGENT, expectOutcome, signInAsAgent, typeDeposit, unlock } from './support/pages.ts'
import { filesHolding } from './support/scan.ts'
import { startSecretService, type SecretService } from './support/secret-service.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.skip(process.platform !== 'linux', 'starts a Secret Service, which only Linux has')

test.describe('live mode against a bank, with the session in a real Secret Service', () => {
  let profile: string
  let sandbox: Sandbox
  let printer: VirtualPrinter
  let secretService: SecretService
  let teller: Teller
  /** where the bank finds the photos of new customers, and its key, which no PC has */
  let forTheBank: string
  let bankKey: string

  const start = () =>
    startTeller(profile, {
      ...secretService.environment,
      TELLER_MODE: 'live',
      TELLER_API_URL: sandbox.bankUrl,
      TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}`,
      TELLER_BANK_PHONE: '1500046',
      // Below the profile, so that what is left lying there is looked through too.
      TMPDIR: join(profile, 'tmp'),
    })

  test.beforeEach(async () => {
    profile = makeProfile()
    mkdirSync(join(profile, 'tmp'), { recursive: true })
    forTheBank = mkdtempSync(join(tmpdir(), 'for-the-bank-'))
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3_072 })
    bankKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const photoPublicKey = join(profile, 'bank-public.pem')
    writeFileSync(photoPublicKey, publicKey.export({ type: 'spki', format: 'pem' }))
    writeFileSync(join(profile, 'outlet.json'), JSON.stringify({ photoFolder: forTheBank, photoPublicKey }))
    sandbox = await createSandbox({ dbPath: ':memory:' })
    printer = await startVirtualPrinter({ port: 0 })
    secretService = await startSecretService()
    teller = await start()
  })
  test.afterEach(async () => {
    await teller.close()
    await secretService.stop()
    await printer.close()
    await sandbox.close()
    removeProfile(profile)
    rmSync(forTheBank, { recursive: true, force: true })
  })

  test('a deposit, a restart that opens locked, a new account, and no secret, name or picture left lying about', async () => {
    const paper = printer.nextJob()
    await signInAsAgent(teller.page)
    await typeDeposit(teller.page, '14047', '25000', AGENT.pin)
    await expectOutcome(teller.page, 'confirmed')
    const { text } = await paper
    expect(text).toContain('BNI014100294')
    expect(text).not.toContain('LATIHAN')
    expect(await depositPostings(sandbox.bankUrl)).toHaveLength(1)
    const reference = await teller.page.getByTestId('outcome-reference').innerText()
    expect(await teller.page.evaluate(causePrinterTrouble)).toMatchObject({
      ok: false,
      failure: { code: 'UNAVAILABLE', part: 'printer' },
    })

    const started = commandLines(teller.electron.process().pid!)
    await teller.close()
    teller = await start()
    await expect(teller.page.getByTestId('lock-screen')).toBeVisible()
    await unlock(teller.page)
    await teller.page.keyboard.press('F8')
    await expect(teller.page.getByTestId('journal-row')).toHaveAttribute('data-reference', reference)

    await typeOpening(teller.page)
    await payOpening(teller.page)
    await expectOutcome(teller.page, 'confirmed')
    await expect(openingField(teller.page, 'delivery')).toHaveAttribute('data-state', 'delivered')
    const photos = sealedPhotos(forTheBank).map((sealed) => openSealed(bankKey, sealed))
    expect(photos.map((jpeg) => [...jpeg.subarray(0, 3)])).toEqual([
      [0xff, 0xd8, 0xff],
      [0xff, 0xd8, 0xff],
    ])

    const sessionId = sandbox
      .requests()
      .map(({ headers }) => headers['sessionid'])
      .find(Boolean)
    const { ktp, mother_name: mother } = CUSTOMER.identity
    const texts = [AGENT.pin, AGENT.password, String(sessionId), 'Ardha', 'ARDHA', ktp, 'Gabymars', mother]
    const secrets = [...texts, ...photos.flatMap(piecesOf)]
    expect(String(sessionId).length).toBeGreaterThan(20)
    // What a crash leaves behind is looked through as well.
    await teller.electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const loaded = new Promise((done) => webContents.once('did-finish-load', () => done(undefined)))
      webContents.forcefullyCrashRenderer()
      await loaded
    })
    await teller.close()
    expect(filesHolding(profile, secrets)).toEqual([])
    expect(filesHolding(secretService.folder, secrets)).toEqual([])
    // The bank's folder has the NIK in the names that the API document asks for; what is in the files is sealed.
    expect(filesHolding(forTheBank, secrets).filter((found) => !found.endsWith(ktp))).toEqual([])
    for (const sealed of sealedPhotos(forTheBank)) expect(sealed.includes(ktp)).toBe(false)
    expect(texts.filter((text) => started.includes(text) || teller.output().includes(text))).toEqual([])
    // The scan finds what is there: the same look over the same folder, with secrets planted.
    const card = Buffer.from(photos[0]!)
    const planted = {
      utf16: Buffer.from(`x${AGENT.pin}x`, 'utf16le'),
      base64: Buffer.from(`xx${Buffer.concat([Buffer.from('x'), card]).toString('base64')}`),
      hex: Buffer.from(Buffer.from(ktp).toString('hex')),
      gzip: gzipSync(card),
      [`name-${ktp}`]: Buffer.alloc(0),
    }
    for (const [name, bytes] of Object.entries(planted)) {
      writeFileSync(join(profile, name), bytes)
      expect(filesHolding(profile, secrets), name).not.toEqual([])
      rmSync(join(profile, name))
    }
    expect(filesHolding(profile, secrets)).toEqual([])
  })
})

/** What the bank finds in its folder. */
const sealedPhotos = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sealed'))
    .map((name) => readFileSync(join(folder, name)))

/** Pieces of a picture that only this one has, past its head and tables. */
const piecesOf = (jpeg: Buffer) =>
  [0.3, 0.5, 0.9].map((part) => {
    const from = Math.floor(jpeg.length * part)
    return jpeg.subarray(from, from + 24)
  })

/** Runs in the page: what a trainer can do to training's printer. */
async function causePrinterTrouble(): Promise<unknown> {
  interface Page {
    teller: { invoke(method: string, input: object): Promise<unknown> }
  }
  const { teller } = globalThis as unknown as Page
  return teller.invoke('training.printerFault', { fault: 'mute', on: true })
}

/** The arguments of a process and of all that it started. */
function commandLines(pid: number): string {
  const children = readFileSync(join('/proc', String(pid), 'task', String(pid), 'children'), 'utf8').trim()
  const own = readFileSync(join('/proc', String(pid), 'cmdline'), 'utf8')
  return [
    own,
    ...children
      .split(' ')
      .filter(Boolean)
      .map((child) => commandLines(Number(child))),
  ].join('\n')
}
