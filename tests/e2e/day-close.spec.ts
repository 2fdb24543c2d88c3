import { expect, test, type Page } from 'playwright/test'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { DENOMINATIONS, worthOf } from '../../src/shared/day.ts'
import { formatRupiah, fromSen, rupiah } from '../../src/shared/money.ts'
import type { PostingKind } from '../../src/sandbox/ledger.ts'
import { postings, setFaults } from './support/bank.ts'
import { pdfText, saveTo } from './support/files.ts'
import { AGENT, signInAsAgent } from './support/pages.ts'
import { SUPERVISOR } from './support/people.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from './support/teller.ts'
import { invoke, post } from './support/transactions.ts'

const FLOAT = 500_000
const CASH_IN = 100_000
const CASH_OUT = 30_000
const SHORT = 15_000

/** One transfer between two accounts by the switcher, taken back by a second person. */
async function transferAndTakeBack(page: Page): Promise<void> {
  const { value: to } = await invoke(page, 'switcher.inquiry', {
    bank: 'BRINIDJA',
    account: '888801000003301',
  })
  const { value: sent } = await invoke(page, 'switcher.transfer', {
    ...{ attemptId: crypto.randomUUID(), inquiryId: to.inquiryId, amount: rupiah(40_000), remark: 'Uji' },
    ...{ sourceBank: 'BRINIDJA', sourceAccount: '888801000157508' },
  })
  const { value: found } = await invoke(page, 'switcher.check', { refnum: sent.reference })
  const { value: taken } = await invoke(page, 'switcher.reversal', {
    ...{ attemptId: crypto.randomUUID(), inquiryId: found.inquiryId, reason: 'Salah rekening' },
    approver: SUPERVISOR,
  })
  expect([sent.state, taken.state]).toEqual(['confirmed', 'confirmed'])
}

/** Everything of the sandbox's ledger for which a customer brought cash, by the ledger's own kinds. */
async function cashInLedger(bank: string) {
  const sumOf = async (kind: PostingKind) => {
    const found = (await postings(bank, kind)) as unknown as {
      sid: string
      amountSen: number
      feeSen: number
    }[]
    const sum = (of: (posting: { amountSen: number; feeSen: number }) => number) =>
      found.reduce((total, posting) => total + BigInt(of(posting)), 0n)
    return {
      ...{ count: found.length, amount: sum(({ amountSen }) => amountSen), fee: sum(({ feeSen }) => feeSen) },
      of: (sid: string) => found.filter((posting) => posting.sid === sid),
    }
  }
  const deposit = await sumOf('deposit')
  const intrabank = await sumOf('intrabank-transfer')
  const interbank = await sumOf('interbank-transfer')
  const total = [deposit, intrabank, interbank].reduce((sum, { amount, fee }) => sum + amount + fee, 0n)
  return { deposit, intrabank, interbank, total }
}

/** Types a count whose sum is so much, with as few pieces as there can be. */
async function typeCount(page: Page, sen: bigint): Promise<void> {
  let left = sen
  for (const one of DENOMINATIONS) {
    const pieces = left / worthOf(one)
    left -= pieces * worthOf(one)
    await expect(page.getByTestId(`day-count-${one}`)).toBeFocused()
    if (pieces > 0n) await page.keyboard.type(String(pieces))
    await page.keyboard.press('Enter')
  }
  expect(left).toBe(0n)
}

const flowing = (text: string) => text.replace(/\s+/g, ' ')

test.describe('a day at the till', () => {
  let profile: string
  let printer: VirtualPrinter
  let teller: Teller

  test.beforeEach(async () => {
    profile = makeProfile()
    printer = await startVirtualPrinter({ port: 0, columns: 48 })
    teller = await startTeller(profile, {
      ...{ TELLER_PRINTER: `tcp://127.0.0.1:${printer.port}`, TELLER_PAPER: '48' },
    })
  })
  test.afterEach(async () => {
    await teller.close()
    await printer.close()
    removeProfile(profile)
  })

  test('open, 30 mixed transactions, a variance, approved, printed: every sum is the ledger’s', async () => {
    const { page, bankUrl } = teller
    await signInAsAgent(page)
    await page.keyboard.press('F10')
    await expect(page.getByTestId('day-open-float')).toBeFocused()
    await page.keyboard.type(String(FLOAT))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('day-count-start')).toBeVisible()

    for (let n = 0; n < 26; n += 1) {
      const kind = (['deposit', 'deposit', 'intrabank', 'interbank'] as const)[n % 4]!
      expect((await post(page, kind, 10_000 + n * 1_700)).state).toBe('confirmed')
    }
    expect((await post(page, 'deposit', 999_000, '000000')).state).toBe('rejected')
    await transferAndTakeBack(page)
    await setFaults(bankUrl, [{ match: { path: '/bsa/depositAccount' }, kind: 'drop-after' }])
    const lost = await post(page, 'deposit', 77_700)
    expect(lost.state).toBe('unknown')
    await setFaults(bankUrl, [])
    await invoke(page, 'unknown.chooseCash', { transactionId: lost.transactionId, choice: 'kept' })

    for (const [direction, whole, reason] of [
      ['in', CASH_IN, 'Tambah uang kecil'],
      ['out', CASH_OUT, 'Setor ke bank'],
    ] as const) {
      await page.getByTestId(`day-cash-direction-${direction}`).check({ force: true })
      await page.getByTestId('day-cash-amount').fill(String(whole))
      await page.getByTestId('day-cash-reason').fill(reason)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('day-cash-row').filter({ hasText: reason })).toBeVisible()
    }

    const ledger = await cashInLedger(bankUrl)
    const [unknown] = ledger.deposit.of(lost.reference)
    const held = BigInt(unknown!.amountSen + unknown!.feeSen)
    const expected = rupiah(FLOAT + CASH_IN - CASH_OUT) + ledger.total
    const counted = expected - rupiah(SHORT)

    await expect(page.getByText(formatRupiah(fromSen(expected)))).toHaveCount(0)
    await page.getByTestId('day-count-start').click()
    await typeCount(page, counted)
    await expect(page.getByTestId('day-other-apps')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('day-expected')).toHaveAttribute('data-sen', String(expected))
    await expect(page.getByTestId('day-counted')).toHaveAttribute('data-sen', String(counted))
    await expect(page.getByTestId('day-variance')).toHaveAttribute('data-sen', String(-rupiah(SHORT)))

    await page.getByTestId('day-close-submit').click()
    await expect(page.getByTestId('day-state')).toHaveAttribute('data-waiting', 'true')
    const text = flowing(await printed(page, printer))
    expect(text).toContain('MENUNGGU PENGESAHAN')
    expect(text).toContain(`KAS SEHARUSNYA ${formatRupiah(fromSen(expected))}`)
    expect(text).toContain(`KAS DIHITUNG ${formatRupiah(fromSen(counted))}`)
    expect(text).toContain(`SELISIH -${formatRupiah(rupiah(SHORT))}`)
    expect(text).toContain(`Uang titipan (1) ${formatRupiah(fromSen(held))}`)
    expect(text).toContain(`Terima transaksi ${formatRupiah(fromSen(ledger.total - held))}`)
    expect(text).toContain('1x Ditolak Rp999.000')
    for (const [name, { count, amount }, without] of [
      ['SETOR TUNAI', ledger.deposit, unknown!],
      ['TRANSFER SESAMA BANK', ledger.intrabank, undefined],
      ['TRANSFER ANTARBANK', ledger.interbank, undefined],
    ] as const) {
      const booked = count - (without ? 1 : 0)
      const sum = amount - BigInt(without?.amountSen ?? 0)
      expect(text).toContain(`${booked}x ${name} ${formatRupiah(fromSen(sum))}`)
    }
    expect(text.replaceAll(' ', '')).toMatch(/Rantaiaudit.*[0-9a-f]{64}/)

    await page.getByTestId('day-approve-reason').fill('Salah kembalian')
    await page.getByTestId('day-approve').click()
    await agree(page, AGENT)
    await expect(page.getByTestId('approval-error')).toBeVisible()
    await agree(page, SUPERVISOR)
    await expect(page.getByTestId('day-state')).toHaveAttribute('data-waiting', 'false')
    const approved = flowing(await printed(page, printer))
    expect(approved).toContain('DISAHKAN')
    expect(approved).toContain(SUPERVISOR.username)
    expect(approved).not.toContain('SALINAN')
    expect(flowing(await printed(page, printer))).toContain('SALINAN ke-1')

    const file = await saveTo(teller.electron, profile, 'Z-1.pdf')
    await page.getByTestId('day-pdf').click()
    await expect(page.getByText('Z-1.pdf')).toBeVisible()
    const pdf = await pdfText(file)
    expect(pdf).toContain(`KAS SEHARUSNYA ${formatRupiah(fromSen(expected))}`)
    expect(pdf).toContain('DISAHKAN')

    await page.keyboard.press('Escape')
    await expect(page.getByTestId('day-open-float')).toBeVisible()
    await expect(page.getByTestId('day-report-row')).toHaveAttribute('data-number', '1')
  })
})

/** Asks for the report's paper and waits until it has come out. */
async function printed(page: Page, printer: VirtualPrinter): Promise<string> {
  await page.keyboard.press('Control+p')
  // The receipts of the day come out first.
  let { text } = await printer.nextJob()
  while (!text.includes('LAPORAN TUTUP HARI')) ({ text } = await printer.nextJob())
  await expect(page.getByTestId('day-print-state')).toHaveText('Tercetak.')
  return text
}

async function agree(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await page.getByTestId('approval-username').fill(username)
  await page.getByTestId('approval-password').fill(password)
  await page.getByTestId('approval-password').press('Enter')
}
