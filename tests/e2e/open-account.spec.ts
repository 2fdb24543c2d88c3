import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { postings, received, setFaults } from './support/bank.ts'
import {
  agree,
  choosePhotos,
  CUSTOMER,
  CUSTOMER_SENT,
  openingField,
  payOpening,
  PHOTO_MARK,
  typeOpening,
  typeStep,
} from './support/opening.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  keepCash,
  signInAsAgent,
  typeField,
  unlock,
} from './support/pages.ts'
import { filesHolding } from './support/scan.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

const PATH = '/bsa/openAccount'
/** How a JPEG of the window begins: its mark alone is too short to be looked for in other forms, where two letters are left of it. */
const JPEG_START = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, ...Buffer.from('JFIF'))

test.describe('opening an account', () => {
  let profile: string
  let folder: string
  let teller: Teller
  let page: Page

  const start = async () => {
    // Chromium's own stand-in for a camera; whether the page may use it is still main's to say.
    teller = await startTeller(profile, {}, { switches: ['--use-fake-device-for-media-stream'] })
    page = teller.page
  }
  test.beforeEach(async () => {
    profile = makeProfile()
    folder = join(profile, 'for the bank')
    const bankWords = { lastEducation: { 'TANPA GELAR': 'sma' } }
    mkdirSync(profile, { recursive: true })
    writeFileSync(join(profile, 'outlet.json'), JSON.stringify({ photoFolder: folder, bankWords }))
    await start()
    await signInAsAgent(page)
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  /** Sealed pictures on this PC. */
  const keptPhotos = () => {
    const photos = join(profile, 'training', 'photos')
    const found = existsSync(photos) ? readdirSync(photos, { recursive: true }).map(String) : []
    return found.filter((name) => name.endsWith('.photo'))
  }
  const draftOf = () =>
    page.evaluate(async () => {
      interface Window {
        teller: {
          invoke(
            method: string,
            input: object,
          ): Promise<{ value: { draft?: { entries: Record<string, string> } } }>
        }
      }
      const { value } = await (globalThis as unknown as Window).teller.invoke('opening.current', {})
      return value.draft?.entries
    })

  test('by keyboard alone, through a power cut, every field as the document has it', async () => {
    await agree(page)
    await typeStep(page, CUSTOMER.identity)
    await typeStep(page, CUSTOMER.address)
    await typeField(page, CUSTOMER.work.profession)
    await page.keyboard.type('tan')
    await expect.poll(draftOf).toMatchObject({ profession: 'PEDAGANG', postalCode: '61262' })
    await teller.kill()

    await start()
    await unlock(page)
    await page.keyboard.press('F7')
    await expect(openingField(page, 'resumed')).toBeVisible()
    // At the first step that is not complete, with everything before it.
    await expect(openingField(page, 'profession')).toBeFocused()
    await expect(openingField(page, 'profession')).toHaveValue('PEDAGANG')
    await typeStep(page, CUSTOMER.work)
    await typeStep(page, CUSTOMER.deposit)
    await choosePhotos(page)
    expect(filesHolding(profile, [JPEG_START, PHOTO_MARK])).toEqual([])
    expect(keptPhotos()).toHaveLength(2)
    await expect(openingField(page, 'pin_transaksi')).toBeFocused()
    await expect(openingField(page, 'pin_transaksi')).toHaveValue('')
    await expect(openingField(page, 'total')).toHaveText('Rp100.000')
    await expect(page.getByTestId('receipt-preview')).toContainText('Setoran awal')
    expect(await postings(teller.bankUrl, 'open-account')).toEqual([])

    await payOpening(page)
    await expectOutcome(page, 'confirmed')
    const reference = await page.getByTestId('outcome-reference').innerText()
    const [sent, ...more] = await received(teller.bankUrl, PATH)
    expect(more).toEqual([])
    const { image, ...body } = sent!.body as { image: { ktp: string; foto: string } }
    expect(body).toEqual({ ...CUSTOMER_SENT, last_education: 'sma' })
    expect(image.ktp).toMatch(/^pendaftaran\/LMG_3515140108970001_KTP_\d{14}\.jpg$/)
    expect(image.foto).toMatch(/^pendaftaran\/LMG_3515140108970001_\d{14}\.jpg$/)
    expect(sent!.headers).toMatchObject({ sid: reference })
    expect((await postings(teller.bankUrl, 'open-account')).map(({ sid }) => sid)).toEqual([reference])
    await expect(openingField(page, 'number')).toHaveText(/^\d{4,}$/)
    await expect(page.getByTestId('receipt-preview')).toContainText('BUKA REKENING')

    await expect(openingField(page, 'delivery')).toHaveAttribute('data-state', 'delivered')
    for (const name of Object.values(image)) {
      const bytes = readFileSync(join(folder, name))
      expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
      expect(bytes.includes(PHOTO_MARK)).toBe(false)
    }
    await page.keyboard.press('F8')
    await expect(page.getByTestId('journal-row')).toHaveAttribute('data-kind', 'open-account')
    await page.keyboard.press('F7')
    await goOnFromOutcome(page)
    await expect(openingField(page, 'consent')).toBeFocused()
  })

  test('says what is wrong with a field, warns of what a NIK contradicts, and gives nothing typed away', async () => {
    await agree(page)
    await typeField(page, '35151401O8970001')
    await expect(openingField(page, 'ktp')).toBeFocused()
    await expect(openingField(page, 'ktp')).toHaveAttribute('aria-invalid', 'true')
    // Escape takes back what was typed here, then steps back; forward again, it is all still there.
    await page.keyboard.press('Escape')
    await expect(openingField(page, 'ktp')).toHaveValue('')
    await typeStep(page, { ...CUSTOMER.identity, ktp: '12345678900876', dob: '2-8-1997', gender: 'per' })
    await page.keyboard.press('Escape')
    await expect(openingField(page, 'ktp')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByText('Biasanya 16 angka. Cocokkan dengan KTP.')).toBeVisible()
    await openingField(page, 'ktp').fill(CUSTOMER.identity.ktp)
    await expect(page.getByText('Berbeda dari NIK. Cocokkan dengan KTP.')).toHaveCount(2)
    await expect(openingField(page, 'mother_name')).toHaveValue(CUSTOMER.identity.mother_name)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(openingField(page, 'consent')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('deposit-account')).toBeFocused()
    await page.keyboard.press('F7')
    await expect(openingField(page, 'consent')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(openingField(page, 'name')).toHaveValue(CUSTOMER.identity.name)
  })

  test('refused it comes back to its PIN; unknown it keeps the cash, its pictures, and this person from a second one', async () => {
    await typeOpening(page)
    await payOpening(page, '000000')
    await expectOutcome(page, 'rejected')
    await goOnFromOutcome(page)
    await expect(openingField(page, 'pin_transaksi')).toBeFocused()
    await setFaults(teller.bankUrl, [{ match: { path: PATH }, kind: 'drop-after' }])
    await payOpening(page)
    await expectOutcome(page, 'unknown')
    await keepCash(page)
    await goOnFromOutcome(page)
    await setFaults(teller.bankUrl, [])
    expect(existsSync(folder)).toBe(false)
    expect(keptPhotos()).toHaveLength(2)

    await expect(openingField(page, 'consent')).toBeFocused()
    await typeOpening(page)
    await payOpening(page)
    await expect(openingField(page, 'ktp')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByText('masih belum pasti. Jangan ulangi')).toBeVisible()
    expect(await received(teller.bankUrl, PATH)).toHaveLength(2)
    // Given up, its own pictures go; those of the unknown stay.
    expect(keptPhotos()).toHaveLength(4)
    await page.keyboard.press('F2')
    await teller.close()
    await start()
    await unlock(page)
    await page.keyboard.press('F7')
    await openingField(page, 'anew').click()
    await expect(openingField(page, 'consent')).toBeFocused()
    expect(keptPhotos()).toHaveLength(2)
  })

  test('takes pictures with the camera, which is nobody’s before and after', async () => {
    const reach = () => page.evaluate(askForCamera)
    expect(await reach()).toBe('NotAllowedError')
    await agree(page)
    await typeStep(page, CUSTOMER.identity)
    await typeStep(page, CUSTOMER.address)
    await typeStep(page, CUSTOMER.work)
    await typeStep(page, CUSTOMER.deposit)
    await expect(openingField(page, 'image-ktp-camera')).toBeFocused()
    expect(await reach()).toBe('NotAllowedError')
    await page.keyboard.press('Enter')
    await expect(page.locator('video')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('video')).toHaveCount(0)
    // Nobody watches it behind another task.
    await page.keyboard.press('Enter')
    await expect(page.locator('video')).toBeVisible()
    await page.keyboard.press('F2')
    await expect(page.getByTestId('deposit-account')).toBeFocused()
    expect(await reach()).toBe('NotAllowedError')
    await page.keyboard.press('F7')
    await expect(page.locator('video')).toHaveCount(0)
    for (const kind of ['image-ktp', 'image-foto']) {
      await expect(openingField(page, `${kind}-camera`)).toBeFocused()
      await page.keyboard.press('Enter')
      await expect
        .poll(() =>
          page.locator('video').evaluate((video) => (video as unknown as { videoWidth: number }).videoWidth),
        )
        .toBeGreaterThan(0)
      await page.keyboard.press('Enter')
      await expect(openingField(page, `${kind}-state`)).toContainText('Tersimpan')
    }
    expect(await reach()).toBe('NotAllowedError')
    await expect(openingField(page, 'next')).toBeFocused()
    await page.keyboard.press('Enter')
    await payOpening(page, AGENT.pin)
    await expectOutcome(page, 'confirmed')
  })
})

/** Runs in the page, as a foreign script in it would ask. */
function askForCamera(): Promise<string> {
  interface Devices {
    mediaDevices: { getUserMedia(wanted: object): Promise<unknown> }
  }
  return (navigator as unknown as Devices).mediaDevices.getUserMedia({ video: true }).then(
    () => 'given',
    (error: Error) => error.name,
  )
}
