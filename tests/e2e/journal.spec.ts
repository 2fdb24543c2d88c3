import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { rupiah } from '../../src/shared/money.ts'
import { pdfText, saveTo, sheetRows } from './support/files.ts'
import { signInAsAgent } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'
import { post } from './support/transactions.ts'

const ACCOUNT = '114451194'

test.describe('the journal', () => {
  let profile: string
  let teller: Teller

  test.beforeEach(async () => {
    profile = makeProfile()
    teller = await startTeller(profile, { TELLER_PRINTER: 'none' })
  })
  test.afterEach(async () => {
    await teller.close()
    removeProfile(profile)
  })

  test('finds, adds up, exports, shows in full on record, and takes a dispute pack along', async () => {
    const { page, electron } = teller
    await signInAsAgent(page)
    for (const whole of [25_000, 50_000, 75_000]) await post(page, 'deposit', whole)
    const interbank = await post(page, 'interbank', 60_000)
    await post(page, 'intrabank', 40_000)
    const rejected = await post(page, 'deposit', 90_000, '000000')
    expect(rejected.state).toBe('rejected')

    await page.keyboard.press('F8')
    const rows = page.getByTestId('journal-row')
    const totals = page.getByTestId('journal-totals')
    await expect(rows).toHaveCount(6)
    await expect(totals).toHaveAttribute('data-count', '6')
    await expect(totals).toHaveAttribute('data-amount', String(rupiah(250_000)))

    const search = page.getByTestId('journal-search')
    for (const [text, references] of [
      [interbank.reference.slice(-5), [interbank.reference]],
      [ACCOUNT, [interbank.reference]],
      ['1194', [interbank.reference]],
      ['latihan 4', [interbank.reference]],
      ['60.000', [interbank.reference]],
      ['ditolak', [rejected.reference]],
      ['bnius transfer antarbank', [interbank.reference]],
      ['tidak ada orangnya', []],
    ] as const) {
      await search.fill(text)
      await expect(rows, text).toHaveCount(references.length)
      for (const reference of references) await expect(rows).toHaveAttribute('data-reference', reference)
    }
    await search.fill('')
    await expect(rows).toHaveCount(6)
    await page.getByTestId('journal-kind').selectOption('deposit')
    await expect(rows).toHaveCount(4)
    await page.getByTestId('journal-period').selectOption('yesterday')
    await expect(rows).toHaveCount(0)
    await page.getByTestId('journal-period').selectOption('today')
    await expect(totals).toHaveAttribute('data-count', '4')

    const csv = await saveTo(electron, profile, 'journal.csv')
    await page.getByTestId('export-csv').click()
    await expect(page.getByTestId('journal-saved')).toContainText('journal.csv')
    const lines = readFileSync(csv, 'utf8').trim().split('\r\n')
    const shown = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-reference')))
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(shown)
    expect(lines.slice(1).map((line) => line.split(',')[7])).toEqual(['90000', '75000', '50000', '25000'])

    const xlsx = await saveTo(electron, profile, 'journal.xlsx')
    await page.getByTestId('export-xlsx').click()
    await expect(page.getByTestId('journal-saved')).toContainText('journal.xlsx')
    const [, ...sheet] = await sheetRows(xlsx)
    expect(sheet.map((row) => row[1])).toEqual(shown)
    expect(sheet.map((row) => row[7])).toEqual([90_000, 75_000, 50_000, 25_000])

    await page.getByTestId('journal-kind').selectOption('interbank')
    await expect(rows).toHaveCount(1)
    await rows.click()
    await page.getByTestId('journal-exchange').click()
    const sent = page.getByTestId('journal-sent')
    await expect(sent).toContainText('*****1194')
    await expect(page.locator('main')).not.toContainText(ACCOUNT)
    await page.getByTestId('journal-reveal').click()
    await expect(sent).toContainText(ACCOUNT)
    await expect(page.getByTestId('journal-revealed')).toContainText('BNIUS100294')

    const pack = await saveTo(electron, profile, 'pack.pdf')
    await page.keyboard.press('Control+d')
    await expect(page.getByTestId('journal-saved')).toContainText('pack.pdf')
    const text = await pdfText(pack)
    expect(text).toContain(interbank.reference)
    expect(text).toContain('reveal')
    expect(text).not.toContain(ACCOUNT)
    expect(text.replaceAll(' ', '')).toMatch(/MACterakhir[0-9a-f]{64}/)
    expect(text).toContain('Rantai audit Utuh: dihitung ulang saat berkas dibuat')
  })
})
