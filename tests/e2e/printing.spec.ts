import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { extractText } from 'unpdf'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { depositPostings } from './support/bank.ts'
import { AGENT, expectOutcome, goOnFromOutcome, signInAsAgent, typeDeposit, unlock } from './support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'

const deposit = async (page: Page, amount: string) => {
  await typeDeposit(page, '14047', amount, AGENT.pin)
  await expectOutcome(page, 'confirmed')
}

const printState = (page: Page) => page.getByTestId('print-state').filter({ visible: true })

/** The paper on the screen, line by line. */
const shownLines = (page: Page) =>
  page.getByTestId('receipt-preview').filter({ visible: true }).locator('p').allInnerTexts()

/** The next save dialog is answered with this path: a system's own dialog has no page to type into. */
const answerSaveDialog = (teller: Teller, path: string) =>
  teller.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)

/**
 * The print dialog is the system's, so what would go to it is caught as a PDF of the very page that would be printed.
 * @returns reads what was caught
 */
async function catchPrint(teller: Teller): Promise<() => Promise<string>> {
  await teller.electron.evaluate(({ app }) => {
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => {
        void contents.printToPDF({}).then((pdf) => {
          Object.assign(globalThis, { caught: pdf.toString('base64') })
          done?.(true, '')
        })
      }
    })
  })
  return async () => {
    const pdf = await teller.electron.evaluate(() => (globalThis as unknown as { caught: string }).caught)
    return (await extractText(new Uint8Array(Buffer.from(pdf, 'base64')), { mergePages: true })).text
  }
}

const words = (text: string) => text.replace(/\s+/g, ' ').trim()

test.describe('paper', () => {
  let profile: string
  let teller: Teller
  let printer: VirtualPrinter

  test.beforeEach(async () => {
    profile = makeProfile()
    printer = await startVirtualPrinter({ port: 0, columns: 48 })
  })
  test.afterEach(async () => {
    await teller.close()
    await printer.close()
    removeProfile(profile)
  })

  test('a printer is found, tried, chosen and used, asks when it is pulled, and is replaced by PDF when it is gone', async () => {
    test.setTimeout(120_000)
    teller = await startTeller(profile)
    const { page } = teller
    await signInAsAgent(page)

    await page.keyboard.press('F12')
    await expect(page.getByTestId('printer-now')).toHaveAttribute('data-setting', 'virtual')
    await page.getByTestId('printer-test-page').click()
    await expect(page.getByTestId('printer-tested')).toHaveAttribute('data-state', 'confirmed')
    await expect(page.getByTestId('printer-abilities')).toContainText('Memastikan setiap struk')

    await page.getByTestId('printer-address').fill('8.8.8.8')
    await page.getByTestId('printer-try').click()
    await expect(page.getByTestId('printer-failure')).toContainText('jaringan loket')
    await page.getByTestId('printer-address').fill(`127.0.0.1:${printer.port}`)
    await page.getByTestId('printer-try').click()
    await page.getByTestId('printer-use').click()
    await expect(page.getByTestId('printer-now')).toHaveAttribute(
      'data-setting',
      `tcp://127.0.0.1:${printer.port}`,
    )
    await page.getByTestId('printer-paper-48').check({ force: true })
    await page.getByTestId('printer-qr').check()
    await page.getByTestId('printer-drawer').check()
    await expect(page.getByTestId('printer-drawer')).toBeChecked()
    await page.getByTestId('printer-test-page').click()
    const trial = await printer.nextJob()
    expect(trial.text).toContain('80 mm, 48 kolom')
    expect(trial.overflow).toBe(false)

    await page.keyboard.press('F2')
    await deposit(page, '25+')
    const original = await printer.nextJob()
    const reference = await page.getByTestId('outcome-reference').innerText()
    expect(original.drawerKicks).toHaveLength(1)
    expect(original.marks.flatMap((mark) => (mark.kind === 'qr' ? [mark.data] : []))).toEqual([reference])
    await expect(printState(page)).toHaveAttribute('data-state', 'confirmed')
    expect((await shownLines(page)).map((line) => line.trimEnd()).join('\n')).toBe(original.text)
    await page.keyboard.press('Control+p')
    expect((await printer.nextJob()).text).toContain('SALINAN ke-1')
    await expect(page.getByTestId('receipt-copy-count')).toContainText('1')

    // Pulled in the middle: nobody knows, so somebody is asked; what follows is a copy.
    await goOnFromOutcome(page)
    await printer.faults.set({ kind: 'resetAfterBytes', bytes: 400 })
    await deposit(page, '26+')
    await expect(page.getByTestId('print-question')).toContainText('Rp26.000')
    await expect(page.getByTestId('print-questions')).toContainText('1')
    await printer.faults.clear()
    await page.keyboard.press('Alt+t')
    await expect(page.getByTestId('print-question')).toBeHidden()
    await expect(printState(page)).toHaveAttribute('data-state', 'confirmed')
    const pulled = printer.jobs.filter(({ text }) => text.includes('Rp26.000'))
    expect(pulled.at(-1)?.text).toContain('SALINAN ke-1')
    expect(pulled.slice(0, -1).filter(({ end }) => end === 'cut')).toEqual([])

    // Gone altogether: one clear line, and another way at once.
    await goOnFromOutcome(page)
    await printer.faults.set({ kind: 'refuse' })
    await deposit(page, '27+')
    await expect(printState(page)).toHaveAttribute('data-state', 'failed-unsent')
    const file = join(profile, 'struk.pdf')
    await answerSaveDialog(teller, file)
    await page.getByTestId('receipt-pdf-a4').click()
    await expect(printState(page)).toHaveAttribute('data-state', 'sent-unverified')
    const { text } = await extractText(new Uint8Array(readFileSync(file)), { mergePages: true })
    expect(words(text)).toBe(words((await shownLines(page)).join('\n')))
    expect(text).not.toContain('SALINAN')
    await page.getByTestId('receipt-elsewhere').click()
    await page.getByTestId('receipt-pdf-roll').click()
    await expect(page.getByTestId('receipt-copy-count')).toContainText('1')
    expect((await extractText(new Uint8Array(readFileSync(file)), { mergePages: true })).text).toContain(
      'SALINAN ke-1',
    )
    const ordinary = await catchPrint(teller)
    await page.getByTestId('receipt-ordinary').click()
    await expect(page.getByTestId('receipt-copy-count')).toContainText('2')
    expect(words(await ordinary())).toBe(words((await shownLines(page)).join('\n')))
    expect(await depositPostings(teller.bankUrl)).toHaveLength(3)
    expect(printer.jobs.filter(({ text: paper }) => paper.includes('Rp27.000'))).toEqual([])
  })

  test('a crash while a receipt is under way leaves a question, and a second original is never printed', async () => {
    teller = await startTeller(profile, { TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}` })
    await signInAsAgent(teller.page)
    await printer.faults.set({ kind: 'neverRead' })
    await deposit(teller.page, '25+')
    await expect(printState(teller.page)).toHaveAttribute('data-state', 'sending')
    await teller.kill()
    await printer.faults.clear()

    teller = await startTeller(profile, { TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}` })
    const { page } = teller
    await unlock(page)
    await expect(page.getByTestId('print-question')).toContainText('Rp25.000')
    await page.getByTestId('print-answer-yes').click()
    await expect(page.getByTestId('print-question')).toBeHidden()

    // The outlet's configuration stands above the screen, whoever asks.
    await page.keyboard.press('F12')
    await expect(page.getByTestId('printer-fixed')).toContainText(`tcp://127.0.0.1:${printer.port}`)
    await expect(page.getByTestId('printer-choice-none')).toHaveCount(0)
    const refused = await page.evaluate(async () => {
      const { teller: service } = globalThis as unknown as {
        teller: {
          invoke(method: string, input: object): Promise<{ value?: { choice: object }; ok: boolean }>
        }
      }
      const { value } = await service.invoke('printer.settings', {})
      return service.invoke('printer.choose', { ...value!.choice, setting: 'none' })
    })
    expect(refused).toMatchObject({ ok: false, failure: { rule: 'set-by-administrator' } })

    await page.keyboard.press('F8')
    await page.getByTestId('journal-row').first().click()
    await page.getByTestId('journal-reprint').click()
    const paper = await printer.nextJob()
    expect(paper.text).toContain('SALINAN ke-1')
    expect(printer.jobs.filter(({ text }) => !text.includes('SALINAN'))).toEqual([])
  })

  test('a trainer makes the training printer run out of paper, and the words are those of the counter', async () => {
    teller = await startTeller(profile)
    const { page } = teller
    await signInAsAgent(page)
    await page.getByRole('button', { name: 'Kertas printer' }).click()
    await page.getByTestId('printer-fault-paper-out').click()
    await expect(page.getByTestId('printer-fault-paper-out')).toHaveAttribute('aria-pressed', 'true')
    await deposit(page, '25+')
    await expect(page.getByTestId('printer-state')).toHaveAttribute('data-state', 'paper-out')
    await page.getByRole('button', { name: 'Struk', exact: true }).click()
    await expect(page.getByText('Kertas habis. Transaksi sudah tercatat, jangan diulang.')).toBeVisible()
    await page.getByRole('button', { name: 'Kertas printer' }).click()
    await page.getByTestId('printer-fault-paper-out').click()
    await page.keyboard.press('Control+p')
    await page.getByRole('button', { name: 'Struk', exact: true }).click()
    await expect(printState(page)).toHaveAttribute('data-state', 'confirmed')
    await expect(page.getByTestId('receipt-copy-count')).toContainText('0')

    await page.keyboard.press('F6')
    await page.getByTestId('agent-balance-show').click()
    await page.getByTestId('agent-balance-print').click()
    await expect(page.getByTestId('agent-balance-printed')).toHaveAttribute('data-state', 'confirmed')
  })
})
