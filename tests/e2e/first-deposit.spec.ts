import { expect, test } from 'playwright/test'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { depositPostings } from './support/bank.ts'
import { typeEarly } from './support/early-sign-in.ts'
import { expectOutcome, signInAsAgent, typeDeposit, unlock, AGENT } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

test.describe('the first deposit, in training mode', () => {
  let profile: string
  let printer: VirtualPrinter
  let teller: Teller

  test.beforeEach(async () => {
    profile = makeProfile()
    printer = await startVirtualPrinter({ port: 0 })
    teller = await startTeller(profile, { TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}` })
  })
  test.afterEach(async () => {
    await teller.close()
    await printer.close()
    removeProfile(profile)
  })

  test('from a fresh profile to paper, and still there after a restart', async () => {
    const { page } = teller
    const paper = printer.nextJob()
    await typeEarly(page, AGENT.username, AGENT.password.slice(0, 3))
    await expect(page.getByTestId('login-username')).toHaveValue(AGENT.username)
    await expect(page.getByTestId('login-password')).toBeFocused()
    await page.keyboard.type(AGENT.password.slice(3))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('deposit-account')).toBeFocused()
    await expect(page.getByTestId('mode-badge')).toBeVisible()
    await typeDeposit(page, '14047', '25+', AGENT.pin)
    await expectOutcome(page, 'confirmed')

    const { text } = await paper
    const flowing = text.replace(/\s+/g, ' ')
    expect(text).toContain('BNI014100294')
    expect(flowing).toContain('Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur')
    expect(text).toContain('Rp25.000')
    expect(text).toContain('***47')
    expect(text).toContain('LATIHAN - BUKAN BUKTI TRANSAKSI')

    const reference = await page.getByTestId('outcome-reference').innerText()
    const moved = await depositPostings(teller.bankUrl)
    expect(moved.map(({ sid }) => sid)).toEqual([reference])

    await page.keyboard.press('F8')
    const row = page.getByTestId('journal-row')
    await expect(row).toHaveAttribute('data-state', 'confirmed')
    await expect(row).toHaveAttribute('data-reference', reference)

    await teller.close()
    teller = await startTeller(profile, { TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}` })
    await expect(teller.page.getByTestId('lock-screen')).toBeVisible()
    await unlock(teller.page)
    await teller.page.keyboard.press('F8')
    await expect(teller.page.getByTestId('journal-row')).toHaveAttribute('data-reference', reference)
    expect(printer.jobs.length).toBe(1)
  })

  test('a double Enter and a held Enter make one transaction', async () => {
    const { page } = teller
    await signInAsAgent(page)
    await typeDeposit(page, '14047', '25000', AGENT.pin)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expectOutcome(page, 'confirmed')
    expect(await depositPostings(teller.bankUrl)).toHaveLength(1)
  })

  test('a printer that is off neither delays nor fails the deposit', async () => {
    const { page } = teller
    await printer.close()
    await signInAsAgent(page)
    await typeDeposit(page, '14047', '25000', AGENT.pin)
    await expectOutcome(page, 'confirmed')
    await expect(page.getByTestId('printer-state')).toContainText(/tidak|mati|terputus/i)
  })
})
