import { expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { toInstant } from '#shared/time.ts'
import { openCounter } from '../../../tests/support/counter.ts'
import type { PrinterDesk } from '../printing/desk.ts'
import { createShownBalances, printBalance } from './balance-slip.ts'

function counterShowing() {
  const counter = openCounter()
  const shownBalances = createShownBalances(counter.clock)
  const parts = {
    ...counter,
    shownBalances,
    printerDesk: { queue: counter.printing } as unknown as PrinterDesk,
  }
  const at = toInstant(counter.clock.now())
  const show = (username = 'BNIUS100294') =>
    shownBalances.remember(username, 'customer', {
      ...{ account: '***47', accountName: 'Siti', balance: rupiah(1_250_000), at },
    })
  return { ...parts, parts, show }
}

it('prints what the bank said, not kept anywhere', async () => {
  const { parts, show, printer, database } = counterShowing()
  show()
  expect(await printBalance(parts, { whose: 'customer' })).toMatchObject({ state: 'confirmed' })
  const paper = printer.jobs[0]!.toString('latin1')
  expect(paper).toContain('Rp1.250.000')
  expect(paper).toContain('***47')
  expect(database.prepare('SELECT count(*) AS n FROM print_jobs').get()).toMatchObject({ n: 0n })
})

it('prints none that is hidden, of the other kind, or was shown to somebody else', async () => {
  const { parts, show, clock, printer } = counterShowing()
  const refused = expect.objectContaining({
    failure: expect.objectContaining({ rule: 'balance-hidden' }) as object,
  })
  await expect(printBalance(parts, { whose: 'customer' })).rejects.toEqual(refused)
  show('somebody-else')
  await expect(printBalance(parts, { whose: 'customer' })).rejects.toEqual(refused)
  show()
  await expect(printBalance(parts, { whose: 'agent' })).rejects.toEqual(refused)
  clock.pass(60_001)
  await expect(printBalance(parts, { whose: 'customer' })).rejects.toEqual(refused)
  expect(printer.jobs).toEqual([])
})
