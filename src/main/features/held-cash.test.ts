import { describe, expect, it } from 'vitest'
import { unknownReceipt } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { documentProfile, openCounter } from '../../../tests/support/counter.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { chooseCash, listHeldCash, refundCash } from './held-cash.ts'
import { journalDetail, reprint } from './journal-view.ts'

type Counter = ReturnType<typeof openCounter>

/** An unknown with its provisional slip on paper, as posting.ts leaves it. */
async function counterWithUnknown() {
  const counter = openCounter()
  const id = unknownAt(counter)
  await counter.papersConfirmed(1)
  return { counter, id }
}

function unknownAt(counter: Counter): TransactionId {
  const { id } = counter.journal.beginSending(intentOf())
  const receipt = unknownReceipt(documentDeposit)
  counter.journal.settle(id, 'lose', { evidence: 'timeout', receipt }, 'workstation')
  counter.printing.original(id, receipt)
  return id
}

const reject = ({ journal }: Counter, id: TransactionId) =>
  journal.settle(id, 'reject', { evidence: 'HTTP 200' }, 'bank')
/** The last paper as one line: its words wrap with its width. */
const lastPaper = ({ printer }: Counter) => printer.jobs.at(-1)!.toString('latin1').replace(/\s+/g, ' ')
const heldAt = (counter: Counter) => listHeldCash(counter).items.map(({ cash, owed }) => ({ cash, owed }))

describe('choosing what became of the cash', () => {
  it('kept: written down, and nothing more on paper', async () => {
    const { counter, id } = await counterWithUnknown()
    const outcome = chooseCash(counter, { transactionId: id, choice: 'kept' })
    expect(outcome).toMatchObject({ state: 'unknown', cash: 'kept', receipt: { kind: 'deposit-unknown' } })
    expect(counter.journal.get(id).cash).toBe('kept')
    await counter.printing.close()
    expect(counter.printer.jobs).toHaveLength(1)
  })

  it('returned: a slip that says so, to be signed, takes the place of the provisional one', async () => {
    const { counter, id } = await counterWithUnknown()
    const outcome = chooseCash(counter, { transactionId: id, choice: 'returned' })
    expect(outcome).toMatchObject({ cash: 'returned', receipt: { kind: 'deposit-returned-unknown' } })
    await counter.papersConfirmed(2)
    expect(lastPaper(counter)).toContain('DIKEMBALIKAN KE NASABAH')
    expect(lastPaper(counter)).toContain('BUKAN BUKTI TRANSAKSI BERHASIL')
    expect(lastPaper(counter)).not.toContain('DITERIMA AGEN')
    reprint(counter, id)
    await counter.papersConfirmed(3)
    expect(lastPaper(counter)).toContain('SALINAN ke-1')
    expect(lastPaper(counter)).not.toContain('DITERIMA AGEN')
  })

  it('after a crash prints the provisional slip that could not be printed before', async () => {
    const counter = openCounter()
    const { id } = counter.journal.beginSending(intentOf())
    const receipt = unknownReceipt(documentDeposit)
    counter.journal.settle(id, 'lose', { evidence: '', receipt }, 'start-up')
    chooseCash(counter, { transactionId: id, choice: 'kept' })
    await counter.papersConfirmed(1)
    expect(lastPaper(counter)).toContain('DITERIMA AGEN')
  })

  it('on a disk that refuses says so, and leaves the question open', async () => {
    const { counter, id } = await counterWithUnknown()
    counter.database.exec('PRAGMA query_only = ON')
    expect(() => chooseCash(counter, { transactionId: id, choice: 'kept' })).toThrow(
      expect.objectContaining({ failure: { code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' } }),
    )
    counter.database.exec('PRAGMA query_only = OFF')
    expect(counter.journal.get(id).cash).toBeUndefined()
  })

  it('after the late answer came gives its outcome and writes nothing', async () => {
    const { counter, id } = await counterWithUnknown()
    counter.journal.settle(id, 'confirm', { evidence: 'HTTP 200' }, 'bank')
    const before = counter.journal.moves(id)
    const outcome = chooseCash(counter, { transactionId: id, choice: 'returned' })
    expect(outcome.state).toBe('confirmed-late')
    expect(outcome.cash).toBeUndefined()
    expect(counter.journal.moves(id)).toEqual(before)
  })
})

describe('held cash', () => {
  it('is that of unknowns until it went back, and owed once it is certain that nothing was posted', async () => {
    const { counter, id } = await counterWithUnknown()
    expect(heldAt(counter)).toEqual([{ cash: undefined, owed: false }])
    chooseCash(counter, { transactionId: id, choice: 'kept' })
    expect(heldAt(counter)).toEqual([{ cash: 'kept', owed: false }])
    reject(counter, id)
    expect(heldAt(counter)).toEqual([{ cash: 'kept', owed: true }])
    refundCash(counter, { transactionId: id })
    expect(heldAt(counter)).toEqual([])
  })

  it('is owed as well where people settled by hand that nothing was posted, and not where it was', async () => {
    const { counter, id } = await counterWithUnknown()
    const other = unknownAt(counter)
    const resolution = { bankReference: 'BLB-1', reason: 'Kata bank', approver: 'BNISPV014001' }
    counter.journal.resolve(id, { ...resolution, posted: false }, undefined, documentProfile.username)
    counter.journal.resolve(other, { ...resolution, posted: true }, undefined, documentProfile.username)
    expect(listHeldCash(counter).items.map(({ row, owed }) => [row.transactionId, owed])).toEqual([
      [id, true],
    ])
  })

  it('is none where it was returned, confirmed, or where no cash was taken', async () => {
    const { counter, id } = await counterWithUnknown()
    chooseCash(counter, { transactionId: id, choice: 'returned' })
    counter.journal.settle(unknownAt(counter), 'confirm', { evidence: '' }, 'bank')
    const transfer = counter.journal.beginSending(intentOf({ kind: 'switcher-transfer' }))
    counter.journal.settle(transfer.id, 'lose', { evidence: 'timeout' }, 'workstation')
    expect(heldAt(counter)).toEqual([])
  })
})

describe('a refund', () => {
  it('is noted with who gave it, and prints one slip to sign', async () => {
    const { counter, id } = await counterWithUnknown()
    reject(counter, id)
    const outcome = refundCash(counter, { transactionId: id })
    expect(outcome).toMatchObject({
      state: 'rejected-late',
      cash: 'refunded',
      receipt: { kind: 'deposit-refund' },
    })
    expect(refundCash(counter, { transactionId: id }).cash).toBe('refunded')
    await counter.papersConfirmed(2)
    expect(lastPaper(counter)).toContain('BUKTI PENGEMBALIAN UANG')
    expect(journalDetail(counter, id).history.at(-1)).toMatchObject({
      to: 'cash-refunded',
      by: documentProfile.username,
    })
    await counter.printing.close()
    expect(counter.printer.jobs).toHaveLength(2)
  })

  it('never reprints the slip that says that the agent holds the cash', async () => {
    const { counter, id } = await counterWithUnknown()
    reject(counter, id)
    reprint(counter, id)
    await counter.papersConfirmed(2)
    expect(lastPaper(counter)).toContain('BUKTI PENGEMBALIAN UANG')
    expect(lastPaper(counter)).not.toContain('BELUM PASTI')
  })

  it.each(['unknown', 'returned', 'confirmed'] as const)(
    'is refused where cash is not owed: %s',
    async (what) => {
      const { counter, id } = await counterWithUnknown()
      if (what === 'returned') {
        chooseCash(counter, { transactionId: id, choice: 'returned' })
        reject(counter, id)
      }
      if (what === 'confirmed') counter.journal.settle(id, 'confirm', { evidence: '' }, 'bank')
      expect(() => refundCash(counter, { transactionId: id })).toThrow(
        expect.objectContaining({
          failure: { code: 'INVALID_INPUT', field: 'transactionId', rule: 'not-owed' },
        }),
      )
    },
  )
})
