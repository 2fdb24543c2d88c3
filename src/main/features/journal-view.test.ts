import { describe, expect, it } from 'vitest'
import { unknownReceipt } from '#shared/receipt.ts'
import { openCounter } from '../../../tests/support/counter.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { createJournalSearch } from '../journal/journal-search.ts'
import { journalTotals, listJournal } from './journal-search.ts'
import { journalDetail, reprint } from './journal-view.ts'

function counterWithUnknown() {
  const counter = openCounter()
  const { id } = counter.journal.beginSending(intentOf({ account: '888801000003301' }))
  const receipt = unknownReceipt(documentDeposit)
  counter.journal.settle(id, 'lose', { evidence: 'timeout', receipt }, 'workstation')
  return { counter, id, receipt }
}

describe('the journal as it is shown', () => {
  it('masks the account and counts the copies', async () => {
    const { counter, id, receipt } = counterWithUnknown()
    counter.printing.original(id, receipt)
    await counter.papersConfirmed(1)
    reprint(counter, id)
    await counter.papersConfirmed(2)
    const searching = {
      ...counter,
      zone: 'WIB' as const,
      journalSearch: createJournalSearch(counter.database, 'WIB'),
    }
    const { rows, next } = await listJournal(searching, { search: '', filter: {}, limit: 10 })
    expect(next).toBeUndefined()
    const first = journalTotals(searching, { search: '', filter: {} })
    const second = journalTotals(searching, { search: '3301', filter: {} })
    expect(await first).toEqual({ totals: undefined })
    expect(await second).toMatchObject({ totals: [{ state: 'unknown', count: 1 }] })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ account: '***********3301', state: 'unknown', copies: 1 })
    expect(
      JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? '' : value)),
    ).not.toContain('888801000003301')
  })

  it('has every move of a transaction, and its paper', () => {
    const { counter, id, receipt } = counterWithUnknown()
    const detail = journalDetail(counter, id)
    expect(detail).toMatchObject({ receipt, narration: 'Setor tunai' })
    expect(detail.history.map(({ from, to }) => `${from}>${to}`)).toEqual([
      '>intent',
      'intent>sending',
      'sending>unknown',
    ])
  })
})

describe('a reprint', () => {
  it('needs a receipt', () => {
    const counter = openCounter()
    const { id } = counter.journal.beginSending(intentOf())
    expect(() => reprint(counter, id)).toThrow(
      expect.objectContaining({
        failure: { code: 'INVALID_INPUT', field: 'transactionId', rule: 'no-receipt' },
      }),
    )
  })
})
