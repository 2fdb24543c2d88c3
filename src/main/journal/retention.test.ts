import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, newJournalPath, openAudit, openJournal, rowsOf } from '../../../tests/support/journal.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import type { MoneyEvent } from '#shared/money-states.ts'
import type { ReceiptDoc } from '#shared/receipt.ts'
import type { TransactionId } from '#shared/references.ts'
import { createJournalSearch } from './journal-search.ts'
import { createMoneyJournal } from './money-journal.ts'
import { paperOf } from './outcome.ts'
import { createRetention, startRetention } from './retention.ts'
import { expressionOf } from './search-words.ts'

const KEEP_DAYS = 1_827
const DAY_MS = 86_400_000
const NAME = 'ZZYZXQUEEN MART'
const RECEIPT: ReceiptDoc = {
  ...{ version: 1, kind: 'deposit', training: true },
  blocks: [{ type: 'text', text: NAME }],
}

/** A journal whose first transactions have had their time, once the bank has told the time. */
function outlet() {
  const clock = testClock()
  const database = openJournal(newJournalPath())
  const audit = openAudit(database, clock)
  const money = createMoneyJournal(database, clock, audit)
  const search = createJournalSearch(database, 'WIB')
  const log = eventLog()
  const retention = createRetention({ database, audit, search, clock, log }, KEEP_DAYS)
  const post = (event: MoneyEvent = 'confirm') => {
    const sent = intentOf({
      ...{ account: '14047000', accountName: NAME, narration: 'untuk rahasia', repeatReason: 'titip' },
      sentBody: { toAccount: '14047000' },
    })
    money.beginSending(sent)
    return money.settle(sent.id, event, { evidence: `{"name":"${NAME}"}`, receipt: RECEIPT }, 'bank').id
  }
  const yearsGoBy = (ms = (KEEP_DAYS + 1) * DAY_MS) => {
    clock.pass(ms)
    clock.learn(clock.now().toUTCString())
  }
  const found = (text: string) => {
    const expression = expressionOf(text, {}, 'WIB', clock.now())
    return search.catchUp().then(() => search.page(expression, undefined, 10).map(({ row }) => row.id))
  }
  return { clock, database, audit, money, search, log, retention, post, yearsGoBy, found }
}

/** Whether a word stands anywhere in the search index, tidied away or not. */
const indexHolds = (database: ReturnType<typeof openJournal>, piece: string): boolean =>
  (database.prepare('SELECT block FROM journal_words_data').all() as { block: Buffer }[]).some(({ block }) =>
    Buffer.from(block).includes(piece),
  )

const erasedIds = (database: ReturnType<typeof openJournal>) =>
  rowsOf(database)
    .filter(({ erasedAt }) => erasedAt)
    .map(({ id }) => id)

describe('a transaction that has had its time', { timeout: 30_000 }, () => {
  it('keeps what sums and chain are made of, and nothing of the customer', async () => {
    const { database, audit, money, retention, post, yearsGoBy } = outlet()
    const id = post()
    const before = money.get(id)
    yearsGoBy()
    expect(await retention.run()).toBe(1)
    const after = money.get(id)
    expect(after).toMatchObject({
      ...{ id, reference: before.reference, kind: 'deposit', state: 'confirmed', teller: before.teller },
      ...{ amount: before.amount, fee: before.fee, createdAt: before.createdAt },
      ...{ account: '', accountName: '', narration: '', sentBody: {}, evidence: '', receipt: undefined },
    })
    expect(paperOf(after)).toBeUndefined()
    expect(money.moves(id).at(-1)).toMatchObject({ to: 'erased', by: 'workstation' })
    const text = JSON.stringify(database.prepare('SELECT * FROM money').all(), (_, value: unknown) =>
      String(value),
    )
    for (const piece of [NAME, '14047000', 'rahasia', 'titip']) expect(text).not.toContain(piece)
    expect(audit.verify()).toMatchObject({ intact: true })
    expect(await retention.run()).toBe(0)
  })

  it('is no longer found by the customer’s name, of which the index keeps nothing, and still by its reference', async () => {
    const { database, money, retention, post, yearsGoBy, found } = outlet()
    const old = post()
    yearsGoBy()
    expect(await found('zzyzxqueen')).toEqual([old])
    expect(indexHolds(database, 'zyzxqueen')).toBe(true)
    await retention.run()
    expect(await found('zzyzxqueen')).toEqual([])
    expect(indexHolds(database, 'zyzxqueen')).toBe(false)
    expect(await found(money.get(old).reference)).toEqual([old])
  })

  it('is erased however many there are, and newer ones are not', async () => {
    const { database, retention, post, yearsGoBy, audit } = outlet()
    const old = Array.from({ length: 110 }, () => post())
    yearsGoBy()
    const young = post()
    expect(await retention.run()).toBe(110)
    expect(erasedIds(database).sort()).toEqual(old.sort())
    expect(rowsOf(database).find(({ id }) => id === young)?.accountName).toBe(NAME)
    expect(audit.verify()).toMatchObject({ intact: true })
  })
})

it('reaches what was never printed: an outlet without a printer has nothing else', async () => {
  const { database, retention, post, yearsGoBy } = outlet()
  const id = post()
  addJob(database, id, 'failed-unsent')
  yearsGoBy()
  expect(await retention.run()).toBe(1)
  expect(erasedIds(database)).toEqual([id])
})

describe('nothing is erased', () => {
  it('before its last day is over, counted from when it was settled', async () => {
    const { money, retention, post, yearsGoBy, database } = outlet()
    const id = post('lose')
    yearsGoBy()
    money.settle(id, 'confirm', { evidence: '' }, 'bank')
    yearsGoBy(KEEP_DAYS * DAY_MS - 60_000)
    expect(await retention.run()).toBe(0)
    yearsGoBy(120_000)
    expect(await retention.run()).toBe(1)
    expect(erasedIds(database)).toEqual([id])
  })

  it('while nobody but this PC has told the time, or the PC is of another opinion', async () => {
    const { clock, retention, post, yearsGoBy } = outlet()
    post()
    clock.pass((KEEP_DAYS + 1) * DAY_MS)
    expect(await retention.run()).toBe(0)
    yearsGoBy(0)
    clock.setPc('2026-11-23T00:00:00.000Z')
    expect(await retention.run()).toBe(0)
  })

  type Opener = (outlet: ReturnType<typeof outletOf>, id: TransactionId) => void
  const outletOf = outlet
  it.each<[string, MoneyEvent, Opener]>([
    ['is unknown', 'lose', () => undefined],
    [
      'was not posted, with its cash still held for the customer',
      'lose',
      ({ money }, id) => money.settle(id, 'reject', { evidence: '' }, 'bank'),
    ],
    ['has a receipt that waits for paper', 'confirm', ({ database }, id) => addJob(database, id, 'queued')],
    [
      'has a receipt that nobody has said was printed',
      'confirm',
      ({ database }, id) => addJob(database, id, 'unknown'),
    ],
    [
      'has a picture that is still here',
      'confirm',
      ({ database }, id) =>
        void database
          .prepare(
            `INSERT INTO photos (id, kind, teller, taken_at, attempt_id) SELECT 'p', 'ktp', 'A1', 'then', attempt_id FROM money WHERE id = ?`,
          )
          .run(id),
    ],
    [
      'belongs to a day that nobody has approved',
      'confirm',
      ({ database }, id) => {
        database.exec(`INSERT INTO days VALUES (1, '2026-11-22', 'then', 'A1', 0, NULL)`)
        database.exec(`INSERT INTO day_closings VALUES (1, 'then', 'A1', 2, 1, '{}')`)
        database.prepare('INSERT INTO day_rows VALUES (?, 1, 0, 0)').run(id)
      },
    ],
  ])('of a transaction that %s', async (_, event, open) => {
    const all = outlet()
    const id = all.post(event)
    open(all, id)
    all.yearsGoBy()
    expect(await all.retention.run()).toBe(0)
    expect(rowsOf(all.database)[0]!.accountName).toBe(NAME)
  })
})

it('is looked after while the program is open, and no longer once it is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { database, audit, search, clock, log, post, yearsGoBy } = outlet()
  post()
  const stop = startRetention({ database, audit, search, clock, log }, KEEP_DAYS)
  yearsGoBy()
  vi.advanceTimersByTime(3_600_000)
  await vi.waitFor(() => expect(erasedIds(database)).toHaveLength(1))
  await vi.waitFor(() => expect(log.events).toEqual(['journal.erased']))
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

describe('the chain knows what was erased', () => {
  it.each([
    ['an erasure that it does not have', `UPDATE money SET erased_at = '2026', account = '' WHERE rowid = 2`],
    ['one that was taken back', `UPDATE money SET erased_at = NULL, account = '999' WHERE rowid = 1`],
    ['an entry of it that is gone', `DELETE FROM audit WHERE event = 'erased'`],
    [
      'an entry of it that was turned to another',
      `UPDATE audit SET subject = (SELECT id FROM money WHERE rowid = 2) WHERE event = 'erased'`,
    ],
  ])('and notices %s', async (_, forge) => {
    const { database, audit, retention, post, yearsGoBy } = outlet()
    post()
    yearsGoBy()
    post()
    await retention.run()
    // More happens after it, so that its entry is not the last.
    post()
    expect(audit.verify()).toMatchObject({ intact: true })
    database.exec(forge)
    expect(audit.verify()).toMatchObject({ intact: false })
  })
})

function addJob(database: ReturnType<typeof openJournal>, id: string, state: string): void {
  database
    .prepare(
      `INSERT INTO print_jobs (id, transaction_id, receipt_kind, part, copy, state, receipt, opens_drawer, asked_by, created_at, changed_at)
       VALUES ('job', ?, 'deposit', 'customer', 0, ?, '{}', 0, 'A1', 'then', 'then')`,
    )
    .run(id, state)
}
