import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright'
import { startVirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { depositPostings } from '../e2e/support/bank.ts'
import { openDashboard } from '../e2e/support/dashboard.ts'
import { AGENT, expectOutcome, signInAsAgent, typeDepositUpToPin } from '../e2e/support/pages.ts'
import { makeProfile, removeProfile, startTeller } from '../e2e/support/teller.ts'

/** The main job, walked through by keyboard in training mode: pictures, receipts and a summary in out/demo/. */
const OUT = resolve(import.meta.dirname, '../../out/demo')

const steps: { file: string; words: string }[] = []

async function picture(page: Page, file: string, words: string): Promise<void> {
  await page.screenshot({ path: join(OUT, file) })
  steps.push({ file, words })
  console.log(`${file}  ${words}`)
}

function summary(reference: string, paper: string): string {
  const rows = steps.map(({ file, words }) => `## ${words}\n\n![${words}](${file})\n`)
  return `# Demo\n\nReference ${reference}; the bank's ledger moved once.\n\n${rows.join('\n')}\n## Receipt\n\n\`\`\`\n${paper}\n\`\`\`\n\n![Receipt](receipt.png)\n`
}

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT, { recursive: true })
const profile = makeProfile()
const printer = await startVirtualPrinter({ port: 0 })
const teller = await startTeller(profile, {
  TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}`,
  TELLER_BANK_PHONE: '1500046',
})
try {
  const { page } = teller
  const paper = printer.nextJob()
  await picture(page, '1-sign-in.png', 'Sign in')
  await signInAsAgent(page)
  await typeDepositUpToPin(page, '14047', '25+')
  await picture(page, '2-deposit.png', 'A deposit of Rp25.000 to 14047, before the PIN')
  await page.keyboard.type(AGENT.pin)
  await page.keyboard.press('Enter')
  await expectOutcome(page, 'confirmed')
  const job = await paper
  await page.getByText('tercetak').first().waitFor()
  await picture(page, '3-confirmed.png', 'Confirmed, printed')
  const reference = await page.getByTestId('outcome-reference').innerText()
  await page.keyboard.press('F8')
  await page.getByTestId('journal-row').waitFor()
  await picture(page, '4-journal.png', 'The journal')
  await openDashboard(page)
  await picture(page, '5-dashboard.png', 'The monthly graphs, as the bank counts')

  writeFileSync(join(OUT, 'receipt.txt'), `${job.text}\n`)
  writeFileSync(join(OUT, 'receipt.png'), job.png)
  const moved = await depositPostings(teller.bankUrl)
  if (moved.length !== 1 || moved[0]?.sid !== reference)
    throw new Error('the ledger did not move exactly once')
  writeFileSync(join(OUT, 'summary.md'), summary(reference, job.text))
  console.log(`\nReceipt ${reference}, ledger moved once. Summary: out/demo/summary.md`)
} finally {
  await teller.close()
  await printer.close()
  removeProfile(profile)
}
