import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { depositPostings } from './support/bank.ts'
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
    mkdirSync(join(profile, 'tmp'))
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
  })

  test('a deposit, a restart that opens locked, and no secret or name left lying about', async () => {
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

    const sessionId = sandbox
      .requests()
      .map(({ headers }) => headers['sessionid'])
      .find(Boolean)
    const secrets = [AGENT.pin, AGENT.password, String(sessionId), 'Ardha', 'ARDHA']
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
    expect(secrets.filter((secret) => started.includes(secret) || teller.output().includes(secret))).toEqual(
      [],
    )
    // The scan finds what is there: the same look over the same folder, with a secret planted.
    writeFileSync(join(profile, 'planted'), Buffer.from(`x${AGENT.pin}x`, 'utf16le'))
    expect(filesHolding(profile, secrets)).toHaveLength(1)
  })
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
