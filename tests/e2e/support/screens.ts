import { expect, type Locator, type Page } from 'playwright/test'
import { id } from '../../../src/shared/locales/id.ts'
import { endSessions, setFaults } from './bank.ts'
import { choosePhotos, CUSTOMER, openingField, payOpening, typeStep } from './opening.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  keepCash,
  signIn,
  typeDeposit,
  typeDepositUpToPin,
  typeField,
  typeMoney,
  unlock,
} from './pages.ts'
import { HELPDESK, SUPERVISOR } from './people.ts'
import { moveBySwitcher } from './switcher.ts'
import type { Teller } from './teller.ts'

/**
 * Every screen of the program, once: pictures (`npm run screens`), accessibility and zoom are taken from this table. A new screen
 * is one line in it.
 */
export interface Screen {
  name: string
  /** Brings the screen up from whatever the one before it left. */
  show(page: Page, teller: Teller): Promise<void>
  /** Puts back what would be in the way of the next screen. */
  leave?(page: Page, teller: Teller): Promise<void>
}

const go = (task: string) => async (page: Page) => page.getByTestId(`nav-${task}`).click()
/** A screen that is whole as soon as its one thing is there. */
const opens = (task: string, thing: (page: Page) => Locator): Screen => ({
  name: task,
  async show(page) {
    await go(task)(page)
    await expect(thing(page).first()).toBeVisible()
  },
})
const heading = (name: string) => (page: Page) => page.getByRole('heading', { level: 1, name })
const escape = async (page: Page) => page.keyboard.press('Escape')
async function askCustomerBalance(page: Page): Promise<void> {
  await page.keyboard.press('F6')
  for (const [field, text] of Object.entries({ account: '14047', pin: AGENT.pin })) {
    await expect(page.getByTestId(`customer-balance-${field}`)).toBeFocused()
    await typeField(page, text)
  }
}
const DEPOSIT = '/bsa/depositAccount'

const SIGN_IN: Screen[] = [
  { name: 'sign-in', show: async (page) => page.getByTestId('login-username').focus() },
  {
    name: 'sign-in-refused',
    async show(page) {
      await signIn(page, AGENT.username, 'salah')
      await expect(page.getByTestId('login-error')).toBeVisible()
    },
  },
]

const AGENT_SCREENS: Screen[] = [
  { name: 'deposit', show: go('deposit') },
  {
    name: 'deposit-account-refused',
    async show(page) {
      await expect(page.getByTestId('deposit-account')).toBeFocused()
      await typeField(page, '99999')
      await expect(page.getByTestId('deposit-account')).toHaveAttribute('aria-invalid', 'true')
    },
    leave: escape,
  },
  {
    name: 'deposit-filled',
    async show(page) {
      await typeDepositUpToPin(page, '14047', '25+')
      await page.keyboard.type('35')
    },
    leave: escape,
  },
  {
    name: 'deposit-waiting',
    async show(page, { bankUrl }) {
      await setFaults(bankUrl, [{ match: { path: DEPOSIT, nth: 1 }, kind: 'delay', ms: 5_000 }])
      await typeField(page, AGENT.pin)
      await expect(page.getByText(/^Menunggu jawaban bank/)).toBeVisible()
    },
    leave: async (page) => expectOutcome(page, 'confirmed'),
  },
  { name: 'deposit-confirmed', show: async (page) => expectOutcome(page, 'confirmed') },
  {
    name: 'deposit-rejected',
    async show(page) {
      await goOnFromOutcome(page)
      await typeDeposit(page, '1404900025', '1250+', '000000')
      await expectOutcome(page, 'rejected')
    },
  },
  {
    name: 'deposit-unknown',
    async show(page, { bankUrl }) {
      await goOnFromOutcome(page)
      await setFaults(bankUrl, [{ match: { path: DEPOSIT, nth: 1 }, kind: 'drop-before' }])
      await typeField(page, AGENT.pin)
      await expectOutcome(page, 'unknown')
    },
  },
  {
    name: 'deposit-unknown-kept',
    show: keepCash,
    leave: goOnFromOutcome,
  },
  {
    name: 'intrabank',
    async show(page) {
      await page.keyboard.press('F3')
      await typeMoney(page, 'intrabank', { account: '14048', amount: '750+' })
    },
  },
  {
    name: 'interbank-list',
    async show(page) {
      await page.keyboard.press('F4')
      await expect(page.getByTestId('interbank-bank')).toBeFocused()
      await page.keyboard.type('man')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'interbank-confirmed',
    async show(page) {
      await typeMoney(page, 'interbank', {
        ...{ bank: 'mandiri', account: '114451186' },
        ...{ amount: '100+', pin: AGENT.pin },
      })
      await expectOutcome(page, 'confirmed')
    },
    leave: goOnFromOutcome,
  },
  {
    name: 'customer-balance',
    async show(page) {
      await askCustomerBalance(page)
      await expect(page.getByTestId('customer-balance-value')).toHaveAttribute('data-shown', 'true')
    },
  },
  {
    name: 'agent-balance',
    async show(page) {
      await go('agent-balance')(page)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('agent-balance-value')).toHaveAttribute('data-shown', 'true')
    },
  },
  {
    name: 'open-account-consent',
    async show(page) {
      await page.keyboard.press('F7')
      await expect(openingField(page, 'consent')).toBeFocused()
    },
  },
  {
    name: 'open-account-identity-warned',
    async show(page) {
      await page.keyboard.press('Enter')
      await typeStep(page, { ...CUSTOMER.identity, dob: '2-8-1997', gender: 'per' })
      await expect(openingField(page, 'address')).toBeFocused()
      await escape(page)
      await expect(openingField(page, 'ktp')).toBeFocused()
    },
  },
  {
    name: 'open-account-address',
    async show(page) {
      await openingField(page, 'next').click()
      await typeStep(page, CUSTOMER.address)
      await escape(page)
      await expect(openingField(page, 'address')).toBeFocused()
    },
  },
  {
    name: 'open-account-photos',
    async show(page) {
      await openingField(page, 'next').click()
      await typeStep(page, CUSTOMER.work)
      await typeStep(page, CUSTOMER.deposit)
      await expect(openingField(page, 'image-ktp-camera')).toBeFocused()
    },
  },
  {
    name: 'open-account-review',
    async show(page) {
      await choosePhotos(page)
      await expect(openingField(page, 'pin_transaksi')).toBeFocused()
    },
  },
  {
    name: 'open-account-confirmed',
    async show(page) {
      await payOpening(page)
      await expectOutcome(page, 'confirmed')
    },
    leave: goOnFromOutcome,
  },
  {
    name: 'journal',
    async show(page) {
      await page.keyboard.press('F8')
      await expect(page.getByTestId('journal-row').first()).toBeVisible()
    },
  },
  {
    name: 'journal-detail',
    async show(page) {
      await page.getByTestId('journal-row').first().click()
      await expect(page.getByTestId('receipt-preview')).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'journal-sent-and-received',
    async show(page) {
      await page.getByTestId('journal-row').first().click()
      await page.getByTestId('journal-exchange').click()
      await expect(page.getByTestId('journal-sent')).toBeVisible()
    },
    leave: escape,
  },
  {
    name: 'day-open',
    async show(page) {
      await page.keyboard.press('F10')
      await expect(page.getByTestId('day-open-float')).toBeFocused()
    },
  },
  {
    name: 'day-overview',
    async show(page) {
      await typeField(page, '500000')
      await page.getByTestId('day-interim').click()
      await expect(page.getByTestId('receipt-preview').filter({ visible: true })).toBeVisible()
    },
  },
  {
    name: 'day-count',
    async show(page) {
      await page.getByTestId('day-count-start').click()
      await expect(page.getByTestId('day-count-note-100000')).toBeFocused()
    },
  },
  {
    name: 'day-compared',
    async show(page) {
      await page.keyboard.type('5')
      await page.getByTestId('day-count-submit').click()
      await expect(page.getByTestId('day-variance')).toBeVisible()
    },
  },
  {
    name: 'day-closed',
    async show(page) {
      await page.getByTestId('day-close-submit').click()
      await expect(page.getByTestId('day-state')).toBeVisible()
    },
  },
  { name: 'switcher', show: go('switcher') },
  {
    name: 'switcher-moved-and-checked',
    async show(page) {
      await moveBySwitcher(page, '75+')
      const said = (await page.getByTestId('switcher-transfer-result').textContent()) ?? ''
      await page.getByTestId('switcher-check-refnum').fill(/\d{16}/.exec(said)![0])
      await page.getByTestId('switcher-check-refnum').press('Enter')
      await expect(page.getByTestId('switcher-reversal-reason')).toBeFocused()
    },
  },
  {
    name: 'switcher-second-person',
    async show(page) {
      await typeField(page, 'Rekening tujuan salah')
      await expect(page.getByTestId('approval-username')).toBeFocused()
    },
    leave: escape,
  },
  {
    name: 'unknown-desk',
    async show(page) {
      await go('unknown')(page)
      await expect(page.getByTestId('unknown-row')).toBeFocused()
    },
  },
  {
    name: 'unknown-detail',
    async show(page) {
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('unknown-detail')).toBeVisible()
    },
  },
  {
    name: 'unknown-resolve',
    async show(page) {
      await page.keyboard.press('r')
      await expect(page.getByTestId('unknown-verdict-posted')).toBeFocused()
    },
  },
  {
    name: 'approval',
    async show(page) {
      await page.keyboard.press('Space')
      for (const text of ['', 'BLB-2611-7', 'Bu Rina, layanan agen']) await typeField(page, text)
      await expect(page.getByTestId('approval-username')).toBeFocused()
    },
    async leave(page) {
      for (const _overlayFormAndDetail of [1, 2, 3]) await escape(page)
    },
  },
  opens('open-account', heading(id.opening.title)),
  opens('unknown', heading(id.unknown.title)),
  opens('switcher', heading(id.switcher.title)),
  opens('day-close', heading(id.day.title)),
  {
    name: 'password',
    async show(page) {
      await go('password')(page)
      await typeField(page, AGENT.password)
      await page.keyboard.type('kopi susu gula 7')
    },
  },
  { name: 'settings', show: async (page) => page.keyboard.press('F12') },
  {
    name: 'settings-english',
    async show(page) {
      await page.getByTestId('settings-language-en').check()
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    },
  },
  { name: 'deposit-english', show: go('deposit') },
  {
    name: 'help-english',
    show: async (page) => page.keyboard.press('F1'),
    async leave(page) {
      await escape(page)
      await page.keyboard.press('F12')
      await page.getByTestId('settings-language-id').check()
    },
  },
  { name: 'finder', show: async (page) => page.keyboard.press('Control+k') },
  {
    name: 'finder-not-available',
    async show(page) {
      await expect(page.getByTestId('finder-input')).toBeFocused()
      await page.keyboard.type('tarik tunai')
      await expect(page.getByTestId('finder-answers')).toContainText('Belum tersedia')
    },
    leave: escape,
  },
  {
    name: 'deposit-offline',
    async show(page, { bankUrl }) {
      await setFaults(bankUrl, [{ kind: 'drop-before' }])
      await page.keyboard.press('F2')
      await expect(page.getByTestId('deposit-account')).toBeFocused()
      await typeField(page, '14047')
      await expect(page.getByTestId('offline-banner')).toBeVisible()
    },
    leave: async (_page, { bankUrl }) => setFaults(bankUrl, []),
  },
  {
    name: 'locked',
    show: async (page) => page.keyboard.press('Control+l'),
    leave: async (page) => unlock(page),
  },
  {
    name: 'session-ended',
    async show(page, { bankUrl }) {
      await endSessions(bankUrl)
      await askCustomerBalance(page)
      await expect(page.getByTestId('lock-screen')).toHaveAttribute('data-reason', 'session-ended')
    },
    leave: async (page) => unlock(page),
  },
]

const OFFICE_SCREENS: Screen[] = [
  { name: 'journal', show: async (page) => page.keyboard.press('F8') },
  opens('dashboard', (page) => page.locator('[data-testid="chart-bsa"][data-ready="true"]')),
  opens('unknown', heading(id.unknown.title)),
  opens('switcher', heading(id.switcher.title)),
  {
    name: 'finder-not-for-role',
    async show(page) {
      await page.keyboard.press('Control+k')
      await expect(page.getByTestId('finder-input')).toBeFocused()
      await page.keyboard.type('setor tunai')
      await expect(page.getByTestId('finder-answers')).toContainText('bukan untuk peran')
    },
    leave: escape,
  },
]

const PEOPLE = [
  { name: 'agent', who: AGENT, screens: AGENT_SCREENS },
  { name: 'supervisor', who: SUPERVISOR, screens: OFFICE_SCREENS },
  { name: 'helpdesk', who: HELPDESK, screens: OFFICE_SCREENS },
] as const

/**
 * Walks through all screens, as everyone who may see them.
 * @param visit called while a screen is up; what it changes (theme, zoom) it puts back
 */
export async function walkScreens(teller: Teller, visit: (name: string) => Promise<void>): Promise<void> {
  const { page } = teller
  const walk = async (person: string, screens: readonly Screen[]) => {
    for (const { name, show, leave } of screens) {
      await show(page, teller)
      await visit(`${person}-${name}`)
      await leave?.(page, teller)
    }
  }
  await walk('nobody', SIGN_IN)
  for (const { name, who, screens } of PEOPLE) {
    await signIn(page, who.username, who.password)
    await expect(page.getByTestId('nav-home')).toBeVisible()
    await walk(name, screens)
    await page.getByTestId('logout').click()
    await expect(page.getByTestId('login-username')).toBeFocused()
  }
}
