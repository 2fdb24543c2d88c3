import { PNG } from 'pngjs'
import { expect, type Page } from 'playwright/test'
import { AGENT, typeField } from './pages.ts'

/** A new customer as a teller types one: by the API's field names, in the order of the form; `+` and pieces of names included. */
export const CUSTOMER = {
  identity: {
    ktp: '3515140108970001',
    name: 'Gabymars Yofie',
    pob: 'Sidoarjo',
    dob: '1-8-1997',
    gender: 'laki',
    status_nikah: 'laj',
    mother_name: 'Mamih',
  },
  address: {
    address: 'Jl. Jatikalang 12',
    rt: '2',
    rw: '1',
    state: 'jawa timur',
    city: 'sidoarjo',
    kecamatan: 'krian',
    kelurahan: 'jatikalang',
    // The bank knows it: Enter is enough.
    zip_code: '',
  },
  work: {
    profession: 'pedagang',
    last_education: 'tanpa',
    income: '1',
    jumlah_transaksi: '1',
    hp: '0899-8321-234',
    phone: '031 9909221',
    email: 'gaby@email.com',
  },
  deposit: { deposit: '100+' },
} as const

/** What the bank is told of them. */
export const CUSTOMER_SENT = {
  pin_transaksi: '******',
  name: 'Gabymars Yofie',
  email: 'gaby@email.com',
  mother_name: 'Mamih',
  profession: 'PEDAGANG',
  last_education: 'TANPA GELAR',
  status_nikah: 'Lajang',
  pob: 'Sidoarjo',
  dob: '1997-08-01',
  ktp: '3515140108970001',
  gender: 'l',
  address: 'Jl. Jatikalang 12',
  rt: '002',
  rw: '001',
  zip_code: '61262',
  kelurahan: 'Jatikalang',
  kecamatan: 'Krian',
  city: 'Kabupaten Sidoarjo',
  state: 'Jawa Timur',
  hp: '08998321234',
  phone: '0319909221',
  income: '1',
  jumlah_transaksi: '1',
  deposit: '100000',
}

export const openingField = (page: Page, name: string) => page.getByTestId(`open-account-${name}`)

/** F7, and the customer agrees. */
export async function agree(page: Page): Promise<void> {
  await page.keyboard.press('F7')
  await expect(openingField(page, 'consent')).toBeFocused()
  await page.keyboard.press('Enter')
}

/** Types the fields of a step with the keyboard alone: the focus must always be where the next key belongs. */
export async function typeStep(page: Page, step: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(step)) {
    await expect(openingField(page, name)).toBeFocused()
    if (name === 'zip_code' && text === '') await expect(openingField(page, name)).not.toHaveValue('')
    await typeField(page, text)
  }
}

/** A picture with a text in it that a scan can look for, as cameras and phones hide them in their files. */
export function photoFile(name: string, [red, green, blue]: [number, number, number], width = 900) {
  const height = Math.round(width / 1.6)
  const png = new PNG({ width, height })
  for (let at = 0; at < png.data.length; at += 4) {
    // Stripes with a grain, so that a JPEG of it is no trifle.
    const stripe = Math.floor(at / 4 / 40) % 2 ? 1 : 0.8
    const grain = (at * 2_654_435_761) % 24
    png.data.set([red * stripe + grain, green * stripe + grain, blue * stripe + grain, 255], at)
  }
  return {
    name,
    mimeType: 'image/png',
    buffer: Buffer.concat([PNG.sync.write(png), Buffer.from(PHOTO_MARK)]),
  }
}
export const PHOTO_MARK = 'taken-at-the-counter-of-a-test'

/** Both pictures from files, by the keyboard: Tab to the second button, Enter, the file, and on to the next. */
export async function choosePhotos(page: Page): Promise<void> {
  // While anybody listens the dialog is kept from opening; turned on only for each, that would race with the key.
  page.on('filechooser', () => undefined)
  for (const [kind, colour] of [
    ['image-ktp', [120, 160, 200]],
    ['image-foto', [200, 170, 150]],
  ] as const) {
    await expect(openingField(page, `${kind}-camera`)).toBeFocused()
    await page.keyboard.press('Tab')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
    await chooser.setFiles(photoFile(`${kind}.png`, [...colour]))
    await expect(openingField(page, `${kind}-state`)).toContainText('Tersimpan')
  }
  await expect(openingField(page, 'next')).toBeFocused()
  await page.keyboard.press('Enter')
}

/** Everything up to the PIN. */
export async function typeOpening(page: Page, identity: Record<string, string> = {}): Promise<void> {
  await agree(page)
  await typeStep(page, { ...CUSTOMER.identity, ...identity })
  await typeStep(page, CUSTOMER.address)
  await typeStep(page, CUSTOMER.work)
  await typeStep(page, CUSTOMER.deposit)
  await choosePhotos(page)
  await expect(openingField(page, 'pin_transaksi')).toBeFocused()
}

export const payOpening = (page: Page, pin = AGENT.pin) => typeField(page, pin)
