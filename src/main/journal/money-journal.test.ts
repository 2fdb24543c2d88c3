import { describe, expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import {
  contentOf,
  intentOf,
  LARGEST_AMOUNT,
  newJournalPath,
  moneyJournalOf,
  openJournal,
} from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import type { Intent } from './money-row.ts'

function newJournal() {
  const database = openJournal()
  const clock = testClock()
  const journal = moneyJournalOf(database, clock)
  const begin = (changes?: Partial<Intent>) => journal.beginSending(intentOf(changes))
  return { database, clock, journal, begin }
}

/** Every move of a transaction as `from>to by`. */
const movesOf = ({ journal }: ReturnType<typeof newJournal>, id: TransactionId) =>
  journal.moves(id).map(({ from, to, by }) => `${from}>${to} ${by}`)

describe('beginSending', () => {
  it('keeps the intent and its sending mark', () => {
    const run = newJournal()
    const intent = intentOf({ amount: LARGEST_AMOUNT, quotedFee: rupiah(1_500) })
    const row = run.journal.beginSending(intent)
    const { host: _host, ...kept } = intent
    expect(row).toEqual({
      ...kept,
      state: 'sending',
      fee: rupiah(1_500),
      evidence: '',
      refusal: undefined,
      cash: undefined,
      receipt: undefined,
      createdAt: run.clock.now().toISOString(),
    })
    expect(movesOf(run, row.id)).toEqual(['>intent BNIUS100294', 'intent>sending BNIUS100294'])
    expect(run.journal.findAttempt(intent.attemptId)).toEqual(row)
  })

  it.each(['attemptId', 'reference', 'id'] as const)('refuses a second one with the same %s', (field) => {
    const run = newJournal()
    const first = intentOf()
    run.journal.beginSending(first)
    const before = contentOf(run.database)
    expect(() => run.begin({ [field]: first[field] })).toThrow()
    expect(contentOf(run.database)).toEqual(before)
  })

  it('writes nothing at all when it cannot write everything', () => {
    const run = newJournal()
    run.database.exec('ALTER TABLE audit RENAME TO gone; CREATE TABLE audit (seq INTEGER PRIMARY KEY)')
    expect(() => run.begin()).toThrow()
    expect(run.database.prepare('SELECT count(*) AS n FROM money').get()).toMatchObject({ n: 0n })
  })
})

describe('settle', () => {
  const receipt = confirmedReceipt(documentDeposit)

  it('keeps what was proven: state, evidence, fee and receipt', () => {
    const run = newJournal()
    const { id } = run.begin()
    run.clock.pass(800)
    const row = run.journal.settle(id, 'confirm', { evidence: 'HTTP 200', fee: rupiah(500), receipt }, 'bank')
    expect(row).toMatchObject({
      state: 'confirmed',
      evidence: 'HTTP 200',
      fee: rupiah(500),
      quotedFee: 0n,
      receipt,
    })
    expect(movesOf(run, id).at(-1)).toBe('sending>confirmed bank')
    expect(run.journal.get(id)).toEqual(row)
  })

  it('keeps what it is not given', () => {
    const run = newJournal()
    const { id } = run.begin({ quotedFee: rupiah(1_500) })
    run.journal.settle(id, 'lose', { evidence: 'timeout', receipt }, 'workstation')
    const refusal = { bankCode: 'INVALID_PIN', bankMessage: 'PIN salah' }
    const row = run.journal.settle(id, 'reject', { evidence: 'HTTP 200', refusal }, 'bank')
    expect(row).toMatchObject({
      state: 'rejected-late',
      refusal,
      fee: rupiah(1_500),
      account: '14047',
      receipt,
    })
  })

  it('adds the number of an account that the bank has just opened', () => {
    const run = newJournal()
    const { id } = run.begin({ kind: 'open-account', account: '' })
    expect(run.journal.settle(id, 'confirm', { evidence: '', account: '4448' }, 'bank').account).toBe('4448')
  })

  it('cuts evidence at 4 kB', () => {
    const run = newJournal()
    const { id } = run.begin()
    const { evidence } = run.journal.settle(id, 'lose', { evidence: 'x'.repeat(100_000) }, 'workstation')
    expect(evidence).toHaveLength(4_096)
  })

  it('that moves as the states do not allow writes nothing', () => {
    const run = newJournal()
    const { id } = run.begin()
    run.journal.settle(id, 'confirm', { evidence: 'first', receipt }, 'bank')
    const before = contentOf(run.database)
    for (const event of ['confirm', 'reject', 'lose', 'prove-not-sent', 'send', 'abandon'] as const) {
      expect(() => run.journal.settle(id, event, { evidence: 'second' }, 'bank')).toThrow(/cannot/)
    }
    expect(contentOf(run.database)).toEqual(before)
  })

  it('of a transaction that is not there writes nothing', () => {
    const run = newJournal()
    const before = contentOf(run.database)
    const id = 'nobody' as TransactionId
    expect(() => run.journal.settle(id, 'confirm', { evidence: '' }, 'bank')).toThrow()
    expect(() => run.journal.get(id)).toThrow()
    expect(contentOf(run.database)).toEqual(before)
  })
})

describe('recover', () => {
  it('makes unknown what was being sent and void what never got its sending mark, and nothing else', () => {
    const path = newJournalPath()
    const crashed = openJournal(path)
    const journal = moneyJournalOf(crashed)
    const [sending, intent, done] = [intentOf(), intentOf(), intentOf()]
    for (const one of [sending, intent, done]) journal.beginSending(one)
    crashed.prepare(`UPDATE money SET state = 'intent' WHERE id = ?`).run(intent.id)
    journal.settle(done.id, 'confirm', { evidence: '' }, 'bank')
    crashed.close()

    const next = moneyJournalOf(openJournal(path))
    expect(next.recover().map(({ id, state }) => [id, state])).toEqual([[sending.id, 'unknown']])
    expect(next.get(intent.id).state).toBe('void')
    expect(next.get(done.id).state).toBe('confirmed')
    expect(next.moves(sending.id).at(-1)).toMatchObject({ from: 'sending', to: 'unknown', by: 'start-up' })
    expect(next.openUnknowns()).toBe(1)
    expect(next.recover()).toEqual([])
  })

  it('gives what became unknown its provisional slip in the same commit', () => {
    const { journal, begin } = newJournal()
    const { id } = begin()
    const [row] = journal.recover()
    expect(row).toMatchObject({ id, receipt: { kind: 'deposit-unknown' } })
    expect(journal.get(id).receipt).toEqual(row?.receipt)
  })
})

describe('chooseCash', () => {
  it('keeps where the cash of an unknown went, and who said so', () => {
    const run = newJournal()
    const { id } = run.begin()
    run.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
    expect(run.journal.chooseCash(id, 'kept', 'BNIUS100294')).toMatchObject({
      state: 'unknown',
      cash: 'kept',
    })
    expect(run.journal.chooseCash(id, 'returned', 'BNIUS100294').cash).toBe('returned')
    const entries = run.database
      .prepare(`SELECT actor, detail FROM audit WHERE event = 'cash' ORDER BY seq`)
      .all()
    expect(entries).toMatchObject([
      { actor: 'BNIUS100294', detail: '{"choice":"kept"}' },
      { actor: 'BNIUS100294', detail: '{"choice":"returned"}' },
    ])
  })

  it.each(['confirm', 'reject', 'prove-not-sent'] as const)('is no question after %s', (event) => {
    const run = newJournal()
    const { id } = run.begin()
    run.journal.settle(id, event, { evidence: '' }, 'bank')
    const before = contentOf(run.database)
    expect(() => run.journal.chooseCash(id, 'kept', 'BNIUS100294')).toThrow()
    expect(contentOf(run.database)).toEqual(before)
  })
})
