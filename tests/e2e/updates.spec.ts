import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { signInAsAgent, unlock } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.skip(process.platform === 'darwin', 'electron-updater takes packages for Windows and Debian here')

// electron-updater over Chromium's network, in the program as it is started. What a release can have wrong is in
// src/main/updater.test.ts; an installation is in tests/system/package.test.ts.

const CHANNEL = process.platform === 'win32' ? 'latest.yml' : 'latest-linux.yml'
const FILE = process.platform === 'win32' ? 'teller.exe' : 'teller.deb'
const PACKAGE = randomBytes(2_000_000)
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const KEY = `ed25519/${publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`

let profile: string
let server: Server
let teller: Teller
let given = PACKAGE

const description = () => {
  const sha512 = createHash('sha512').update(PACKAGE).digest('base64')
  return `version: 99.0.0\nfiles:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${PACKAGE.length}\n`
}

test.beforeAll(async () => {
  profile = makeProfile()
  server = createServer(({ url = '' }, response) => {
    const name = url.split('?')[0]!.slice(1)
    if (name === CHANNEL) response.end(description())
    else if (name === `${CHANNEL}.sig`)
      response.end(sign(null, Buffer.from(description()), privateKey).toString('base64'))
    else if (name === FILE) response.end(given)
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
test.afterEach(() => teller.close())
test.afterAll(() => {
  server.close()
  removeProfile(profile)
})

/** A quiet time that began some hours ago, whenever the test runs. */
async function startIn(quietHours: number): Promise<void> {
  const clock = (hours: number) => new Date(Date.now() + (7 + hours) * 3_600_000).toISOString().slice(11, 16)
  const update = {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, key: KEY },
    workingHours: `${clock(8)}-${clock(-quietHours)}`,
  }
  teller = await startTeller(profile, { TELLER_UPDATE: JSON.stringify(update) })
}

/** The section is read when it is opened. */
async function updatesShown() {
  await teller.page.keyboard.press('Alt+1')
  await teller.page.keyboard.press('F12')
  return teller.page.getByTestId('updates')
}

test('a signed release is fetched, checked, and left for whoever installs; a corrupt one is refused', async () => {
  await startIn(2)
  await signInAsAgent(teller.page)
  await expect(async () =>
    expect(await updatesShown()).toHaveAttribute('data-state', 'waiting', { timeout: 1_000 }),
  ).toPass({ timeout: 30_000 })
  const section = teller.page.getByTestId('updates')
  await expect(section).toContainText('Versi 99.0.0 sudah diperiksa, belum dipasang.')
  await expect(section).toContainText('Petugas IT memasang berkas di bawah ini.')
  const file = await section.locator('code').innerText()
  expect(readFileSync(file).equals(PACKAGE)).toBe(true)
  await teller.close()

  given = Buffer.concat([PACKAGE.subarray(1), Buffer.of(0)])
  removeProfile(file)
  await startIn(3)
  await unlock(teller.page)
  await expect(async () =>
    expect(await updatesShown()).toHaveAttribute('data-state', 'refused', { timeout: 1_000 }),
  ).toPass({ timeout: 30_000 })
  await expect(teller.page.getByTestId('updates')).toContainText(
    'Isi berkas tidak sama dengan keterangannya.',
  )
  expect(existsSync(file)).toBe(false)
})
