import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright'
import { startVirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import type { PostingKind } from '../../src/sandbox/ledger.ts'
import { postings } from '../e2e/support/bank.ts'
import { openDashboard } from '../e2e/support/dashboard.ts'
import {
  AGENT,
  expectOutcome,
  goOnFromOutcome,
  signInAsAgent,
  typeDepositUpToPin,
  typeMoney,
} from '../e2e/support/pages.ts'
import { makeProfile, removeProfile, startTeller } from '../e2e/support/teller.ts'

/** The main job, walked through by keyboard in training mode: pictures, receipts and a summary in out/demo/. */
const OUT = resolve(import.meta.dirname, '../../out/demo')

const steps: { file: string; words: string }[] = []

async function picture(page: Page, file: string, words: string): Promise<void> {
  await page.screenshot({ path: join(OUT, file) })
  steps.push({ file, words })
  console.log(`${file}  ${words}`)
}

interface Paper {
  file: string
  text: string
}

function summary(papers: Paper[]): string {
  const rows = steps.map(({ file, words }) => `## ${words}\n\n![${words}](${file})\n`)
  const receipts = papers.map(
    ({ file, text }) => `## Receipt\n\n\`\`\`\n${text}\n\`\`\`\n\n![Receipt](${file})\n`,
  )
  return `# Demo\n\nTwo transactions; the bank's ledger moved once for each.\n\n${rows.join('\n')}\n${receipts.join('\n')}`
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
  const papers: Paper[] = []
  /** Submits what is filled in, and keeps the receipt that it prints. @returns its reference */
  const confirm = async (file: string) => {
    const paper = printer.nextJob()
    await page.keyboard.type(AGENT.pin)
    await page.keyboard.press('Enter')
    await expectOutcome(page, 'confirmed')
    const { text, png } = await paper
    await page.getByText('tercetak').first().waitFor()
    writeFileSync(join(OUT, `${file}.txt`), `${text}\n`)
    writeFileSync(join(OUT, `${file}.png`), png)
    papers.push({ file: `${file}.png`, text })
    return page.getByTestId('outcome-reference').innerText()
  }
  const assertMovedOnce = async (kind: PostingKind, reference: string) => {
    const moved = await postings(teller.bankUrl, kind)
    if (moved.length !== 1 || moved[0]?.sid !== reference)
      throw new Error(`the ledger did not move exactly once for the ${kind}`)
  }

  await picture(page, '1-sign-in.png', 'Sign in')
  await signInAsAgent(page)
  await typeDepositUpToPin(page, '14047', '25+')
  await picture(page, '2-deposit.png', 'A deposit of Rp25.000 to 14047, before the PIN')
  await assertMovedOnce('deposit', await confirm('receipt-deposit'))
  await picture(page, '3-confirmed.png', 'Confirmed, printed')

  await goOnFromOutcome(page)
  await page.keyboard.press('F3')
  await typeMoney(page, 'intrabank', { account: '14048', amount: '150+' })
  await picture(
    page,
    '4-transfer.png',
    'A transfer of Rp150.000 within the bank: the cash to take, before it is taken',
  )
  await assertMovedOnce('intrabank-transfer', await confirm('receipt-transfer'))
  await picture(page, '5-transfer-confirmed.png', 'Confirmed, printed')

  await page.keyboard.press('F8')
  await page.getByTestId('journal-row').first().waitFor()
  await picture(page, '6-journal.png', 'The journal')
  await openDashboard(page)
  await picture(page, '7-dashboard.png', 'The monthly graphs, as the bank counts')

  writeFileSync(join(OUT, 'summary.md'), summary(papers))
  console.log('\nTwo receipts, ledger moved once for each. Summary: out/demo/summary.md')
} finally {
  await teller.close()
  await printer.close()
  removeProfile(profile)
}
