import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { PNG } from 'pngjs'
import { readSheet } from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { received } from './support/bank.ts'
import {
  chart,
  expectDrawn,
  openDashboard,
  saveTo,
  tableRows,
  watchDrawing,
  watchPolicy,
} from './support/dashboard.ts'
import {
  exampleOf,
  figuresOf,
  startDocumentBank,
  type DocumentBank,
  type Figure,
} from './support/document-bank.ts'
import { AGENT, expectOutcome, signIn, signInAsAgent, typeDeposit } from './support/pages.ts'
import { startSecretService, type SecretService } from './support/secret-service.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

// Each goes on where the one before it stopped: starting the program for every look would be most of the time.
test.describe.configure({ mode: 'serial' })

const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }

const counts = (rows: string[][]) =>
  Object.fromEntries(rows.map(([title = '', count = '']) => [title, count]))
const expected = (figures: Figure[]) =>
  Object.fromEntries(figures.map(({ graph_title, graph_count }) => [graph_title, String(graph_count)]))

test.describe("the graphs of the API document's examples", () => {
  test.skip(process.platform !== 'linux', 'starts a Secret Service, which only Linux has')
  let profile: string
  let bank: DocumentBank
  let secretService: SecretService
  let teller: Teller
  let page: Page

  test.beforeAll(async () => {
    profile = makeProfile()
    bank = await startDocumentBank()
    secretService = await startSecretService()
    teller = await startTeller(profile, {
      ...secretService.environment,
      ...{ TELLER_MODE: 'live', TELLER_API_URL: bank.url },
    })
    page = teller.page
    await signInAsAgent(page)
  })
  test.afterAll(async () => {
    await teller.close()
    await secretService.stop()
    await bank.close()
    removeProfile(profile)
  })

  test('are drawn as the API says, three requests at once, within the content policy', async () => {
    const violations = await watchPolicy(page)
    await openDashboard(page)
    expect(counts(await tableRows(page, 'bsa'))).toEqual({
      'Buka Rekening': '3',
      'Setor Tunai': '3',
      'Cek saldo': '9',
    })
    expect(counts(await tableRows(page, 'bill'))).toEqual(expected(figuresOf('/dashboard/bill')))
    expect(counts(await tableRows(page, 'purchase'))).toEqual(expected(figuresOf('/dashboard/purchase')))
    expect(counts(await tableRows(page, 'agent-spread'))).toEqual(
      expected(figuresOf('/dashboard/agentSpread')),
    )
    expect(await tableRows(page, 'agent-growth')).toEqual([
      ['Jan 2019', '8', ''],
      ['Feb 2019', '33', '+25'],
      ['Mar 2019', '41', '+8'],
      ['Apr 2019', '49', '+8'],
      ['Mei 2019', '44', '-5'],
    ])
    expect(await tableRows(page, 'bsa-trend')).toHaveLength(12)
    expect(bank.mostAtOnce()).toBe(3)
    // The bank's own word stays beside ours.
    await expect(chart(page, 'bsa').getByText('Customer Balance')).toBeAttached()
    expect(await violations()).toEqual([])
  })

  test('a month without data is empty, a month that cannot be read says so, and neither is drawn as zero', async () => {
    // A year that nothing is kept of yet.
    const [latest, broken, empty] = ['2021-06', '2021-03', '2021-01']
    bank.answers.set('/dashboard/bsa', ({ month }) => {
      if (month === broken) return { code: '-1', message: 'SYSTEM ERROR [96]', data: {} }
      return exampleOf('/dashboard/bsa', month === empty ? 'failed' : 'success')
    })
    await page.getByTestId('month').fill(latest)
    await expectDrawn(page)
    const rows = await tableRows(page, 'bsa-trend')
    expect(rows[8]?.slice(1)).toEqual(['', '', '', 'tidak terbaca'])
    expect(rows[6]?.slice(1)).toEqual(['', '', '', 'tidak ada data'])
    expect(rows[11]?.slice(1)).toEqual(['3', '3', '9', '15'])
    await expect(chart(page, 'bsa-trend')).toContainText('Tidak terbaca:')

    await page.getByTestId('month').fill(empty)
    await expect(chart(page, 'bsa')).toHaveAttribute('data-state', 'empty')
    await expect(chart(page, 'bsa')).toContainText('Bank tidak punya data untuk')
    await expect(chart(page, 'bill')).toHaveAttribute('data-state', 'ready')

    await page.getByTestId('month').fill(broken)
    await expect(chart(page, 'bsa')).toHaveAttribute('data-state', 'failed')
    bank.answers.delete('/dashboard/bsa')
    await chart(page, 'bsa').getByRole('button', { name: 'Coba lagi' }).click()
    await expectDrawn(page)
    await page.getByTestId('month').fill(latest)
    await expectDrawn(page)
    await expect(chart(page, 'bsa-trend')).not.toContainText('Tidak terbaca:')
  })

  test('a hundred billers, 120 months and places off the map are all there, and none runs as a formula', async () => {
    const billers = Array.from({ length: 100 }, (_, index) => ({
      graph_title: index === 0 ? '=HYPERLINK("http://x","PLN")' : `Tagihan ${index}`,
      graph_count: 1000 + index,
    }))
    const growth = Array.from({ length: 120 }, (_, index) => ({
      graph_title: `${2010 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      graph_count: index,
    }))
    const places = [...figuresOf('/dashboard/agentSpread'), { graph_title: 'Atlantis', graph_count: 12 }]
    const found = (data: Figure[]) => ({ code: '00', message: 'Data ditemukan!', data })
    bank.answers.set('/dashboard/bill', found(billers))
    bank.answers.set('/dashboard/agentGrowth', found(growth))
    bank.answers.set('/dashboard/agentSpread', found(places))
    await page.keyboard.press('F5')
    await expectDrawn(page)
    await expect(chart(page, 'agent-spread')).toContainText('Tidak ada di peta: Atlantis 12.')
    expect(counts(await tableRows(page, 'agent-spread'))['Atlantis']).toBe('12')

    await chart(page, 'bill').getByRole('button', { name: 'Tagihan', exact: true }).click()
    await expect(chart(page, 'bill')).toHaveAttribute('data-ready', 'true')
    const rows = await tableRows(page, 'bill')
    expect(rows).toHaveLength(100)
    expect(rows[0]?.slice(0, 2)).toEqual(['Tagihan 99', '1.099'])
    await chart(page, 'bill').getByRole('button', { name: 'Nama' }).click()
    expect((await tableRows(page, 'bill'))[0]?.[0]).toContain('HYPERLINK')
    await page.keyboard.press('Escape')
    await expect(chart(page, 'agent-growth')).toHaveAttribute('data-ready', 'true')
    expect(await tableRows(page, 'agent-growth')).toHaveLength(120)

    const path = join(profile, 'hundred.csv')
    await saveTo(teller, path)
    await page.getByTestId('export-csv').click()
    await expect(page.getByTestId('export-result')).toHaveText('Tersimpan: hundred.csv')
    const csv = readFileSync(path, 'utf8')
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""PLN"")",1000,`)
    expect(csv.split('\r\n').filter((line) => line.startsWith('Tagihan,'))).toHaveLength(100)
  })
})

test.describe('the dashboard of a day at the counter', () => {
  let profile: string
  let teller: Teller
  let page: Page

  test.beforeAll(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    page = teller.page
  })
  test.afterAll(async () => {
    await teller.close()
    removeProfile(profile)
  })

  /** What the sandbox itself answers, asked by the test. */
  async function askBank(path: string, body: object = {}): Promise<Figure[]> {
    const post = async (to: string, content: object, sessionid = '') =>
      (await (
        await fetch(teller.bankUrl + to, {
          method: 'POST',
          headers: { 'content-type': 'application/json', sessionid },
          body: JSON.stringify(content),
        })
      ).json()) as { data: Figure[]; session_id: string }
    const { session_id } = await post('/users/auth', SUPERVISOR)
    return (await post(path, body, session_id)).data
  }

  test('sets what this PC did beside what the bank counted, down to the row', async () => {
    await signInAsAgent(page)
    const references: string[] = []
    for (const amount of ['25000', '30000']) {
      await typeDeposit(page, '14047', amount, AGENT.pin)
      await expectOutcome(page, 'confirmed')
      references.unshift(await page.getByTestId('outcome-reference').innerText())
      await page.keyboard.press('F8')
      await page.keyboard.press('F2')
      await expect(async () => {
        await page.keyboard.press('Enter')
        await expect(page.getByTestId('deposit-account')).toBeFocused({ timeout: 500 })
      }).toPass()
    }
    await openDashboard(page)
    await page.getByTestId('month').press('PageDown')
    await expectDrawn(page)
    // The month is not over: said, and compared with nothing.
    await expect(page.getByText('masih berjalan')).toBeVisible()
    const thisMonth = await page.getByTestId('month').inputValue()
    expect(await chart(page, 'bsa').locator('thead th').allInnerTexts()).toHaveLength(3)
    await expect(page.getByTestId('open-own-counts')).toHaveText('Jurnal PC ini: 2 setor tunai ›')

    const [bankSays] = (await askBank('/dashboard/bsa', { month: thisMonth })).filter(
      ({ graph_title }) => graph_title === 'Setor Tunai',
    )
    await page.getByTestId('open-own-counts').click()
    await expect(page.getByTestId('own-counts')).toContainText('Bank menghitung semua loket dan kanal')
    expect(await page.getByTestId('own-kind').locator('th, td').allInnerTexts()).toEqual([
      ...['Setor tunai', '2', '0', String(bankSays?.graph_count)],
    ])
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('own-day')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('own-row')).toHaveCount(2)
    const shown = await page
      .getByTestId('own-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-reference')))
    expect(shown).toEqual(references)
    for (const _ of [1, 2, 3]) await page.keyboard.press('Escape')
    await expect(chart(page, 'bsa')).toBeVisible()
    await page.getByTestId('logout').click()
  })

  test("shows a supervisor the bank's figures, by keyboard, and keeps past months", async () => {
    await signIn(page, SUPERVISOR.username, SUPERVISOR.password)
    await expect(page.getByTestId('nav-dashboard')).toBeVisible()
    await openDashboard(page)
    const month = await page.getByTestId('month').inputValue()
    const bsa = await askBank('/dashboard/bsa', { month })
    const before = await askBank('/dashboard/bsa', { month: monthBefore(month, 1) })
    const rows = await tableRows(page, 'bsa')
    expect(rows.map((row) => [row[1], row[3]])).toEqual(
      bsa.map(({ graph_count }, index) => [String(graph_count), String(before[index]?.graph_count)]),
    )
    expect(counts(await tableRows(page, 'agent-spread'))).toEqual(
      expected(await askBank('/dashboard/agentSpread')),
    )
    expect((await tableRows(page, 'agent-growth')).map(([, count]) => count)).toEqual(
      (await askBank('/dashboard/agentGrowth')).map(({ graph_count }) => String(graph_count)),
    )

    const asked = async () => (await received(teller.bankUrl, '/dashboard/bsa')).length
    const sofar = await asked()
    const drawings = await watchDrawing(page)
    await page.keyboard.press('F8')
    await openDashboard(page)
    expect(await asked()).toBe(sofar)
    // The bank says the same as before, so what was drawn stays.
    expect(await drawings()).toBe(0)

    await chart(page, 'agent-spread').getByRole('button', { name: 'Sebaran agen' }).focus()
    await page.keyboard.press('Enter')
    const table = chart(page, 'agent-spread').locator('tbody tr')
    await table.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(table.nth(1)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(chart(page, 'agent-spread').getByRole('button', { name: 'Sebaran agen' })).toBeFocused()
    await expectDrawn(page)
    await drawings()
    await page.keyboard.press('Enter')
    await expect(chart(page, 'agent-spread')).toHaveClass(/large/)
    await expect(chart(page, 'agent-spread')).toHaveAttribute('data-ready', 'true')
    // One is drawn and six are given up, then the other way round: a chart that drew twice would be an eighth.
    expect(await drawings()).toBe(7)
    await page.keyboard.press('Escape')
    await expectDrawn(page)
    expect(await drawings()).toBe(7)
  })

  test('exports what is on screen: every file is opened again and says the same', async () => {
    await expectDrawn(page)
    const month = await page.getByTestId('month').inputValue()
    const save = async (format: string) => {
      const path = join(profile, `graphs.${format}`)
      await saveTo(teller, path)
      await page.getByTestId(`export-${format}`).click()
      await expect(page.getByTestId('export-result')).toHaveText(`Tersimpan: graphs.${format}`)
      return path
    }
    const onScreen = {
      bsa: await tableRows(page, 'bsa'),
      trend: await tableRows(page, 'bsa-trend'),
      bill: await tableRows(page, 'bill'),
      growth: await tableRows(page, 'agent-growth'),
    }

    const csv = readFileSync(await save('csv'), 'utf8')
    const lines = csv.split('\r\n').map((line) => line.split(','))
    const ofBill = lines
      .filter(([name]) => name === 'Tagihan')
      .map(([, , title = '', count = '']) => [title, count])
    expect(Object.fromEntries(ofBill)).toEqual(counts(onScreen.bill))
    const ofMonth = lines.filter(([name, period]) => name === 'BSA' && period === month)
    expect(ofMonth.map((line) => line[3])).toEqual(onScreen.bsa.map((row) => row[1]))
    expect(new Set(lines.filter(([name]) => name === 'BSA').map(([, period]) => period)).size).toBe(12)

    const workbook = readFileSync(await save('xlsx'))
    const sheet = async (number: number) =>
      (await readSheet(workbook, number)).map((row) => row.map(cellText))
    expect((await sheet(2)).slice(1)).toEqual(onScreen.trend)
    expect((await sheet(3)).slice(1, -1)).toEqual(onScreen.bill)
    expect((await sheet(5)).slice(1, -1).map((row) => row.slice(0, 2))).toEqual(
      onScreen.growth.map((row) => row.slice(0, 2)),
    )

    const pdf = await getDocumentProxy(new Uint8Array(readFileSync(await save('pdf'))))
    const { text } = await extractText(pdf, { mergePages: true })
    for (const [name, count, share] of onScreen.bill)
      expect(text).toMatch(new RegExp(`${name}\\s+${count}\\s+${share}`))
    for (const [name] of onScreen.trend) expect(text).toContain(name)
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
    // A4 in points, give or take Chromium's rounding.
    expect(Math.abs(width - 595) + Math.abs(height - 842)).toBeLessThan(3)

    const picture = PNG.sync.read(readFileSync(await save('png')))
    expect(picture.width).toBeGreaterThan(2000)
    expect(new Set(picture.data.subarray(0, 4_000_000)).size).toBeGreaterThan(20)
  })

  test('a file that cannot be written is said, and nothing is left behind', async () => {
    await saveTo(teller, join(profile, 'no-such-folder', 'graphs.csv'))
    await page.getByTestId('export-csv').click()
    await expect(page.getByTestId('export-result')).toContainText('Berkas tidak tersimpan')
  })
})

const cellText = (cell: unknown): string => (cell === null ? '' : String(cell))

/** `monthBefore('2026-01', 1)` is `2025-12`. */
function monthBefore(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - count)
  return date.toISOString().slice(0, 7)
}
