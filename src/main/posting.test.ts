import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { TellerError } from '#shared/result.ts'
import { documentProfile, newAttempt, openCounter } from '../../tests/support/counter.ts'
import { contentOf, rowsOf } from '../../tests/support/journal.ts'
import type { MoneyOrder } from './posting.ts'
import type { MoneyAnswer } from './wire/client.ts'

type Answer = MoneyAnswer<{ fee?: number }>
const confirmed: Answer = { kind: 'confirmed', data: {}, evidence: 'HTTP 200' }
const refusedAs = (bankCode: string): Answer => ({
  kind: 'rejected',
  refusal: { bankCode, bankMessage: 'tidak' },
  evidence: 'HTTP 200',
})

/** A deposit whose sending the test decides on, with the number of times that it was sent. */
function orderThat(send: () => Promise<Answer>) {
  let times = 0
  const order: MoneyOrder<{ fee?: number }> = {
    kind: 'deposit',
    account: '14047',
    accountName: 'Ardha Herdianto',
    amount: rupiah(25_000),
    fee: rupiah(500),
    narration: 'Setor tunai',
    sentBody: { toAccount: '14047' },
    answers: {},
    send: () => {
      times += 1
      return send()
    },
    understand: ({ fee }) => (fee === undefined ? {} : { fee: rupiah(fee) }),
  }
  return { prepare: () => order, times: () => times }
}
const answering = (answer: Answer) => orderThat(async () => answer)

function promised<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}

const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })
const paperOf = ({ printer }: ReturnType<typeof openCounter>) =>
  printer.jobs.map((job) => job.toString('latin1'))

describe('an attempt', () => {
  it('is journaled before it is sent', async () => {
    const counter = openCounter()
    const states: unknown[] = []
    const order = orderThat(async () => {
      states.push(...rowsOf(counter.database).map(({ state }) => state))
      return confirmed
    })
    await counter.posting.post(newAttempt(), order.prepare)
    expect(states).toEqual(['sending'])
  })

  it('that is submitted twice at once is sent once, and both hear the same', async () => {
    const { posting } = openCounter()
    const bank = promised<Answer>()
    const order = orderThat(() => bank.promise)
    const attemptId = newAttempt()
    const both = [posting.post(attemptId, order.prepare), posting.post(attemptId, order.prepare)]
    bank.resolve(confirmed)
    const [first, second] = await Promise.all(both)
    expect(second).toEqual(first)
    expect(order.times()).toBe(1)
  })

  it.each<[string, Answer]>([
    ['confirmed', confirmed],
    ['rejected', refusedAs('INVALID_PIN')],
    ['not-sent', { kind: 'not-sent', evidence: 'connect' }],
    ['unknown', { kind: 'unknown', evidence: 'timeout' }],
  ])('that was %s is not sent again when it is submitted again', async (state, answer) => {
    const { posting, database } = openCounter()
    const order = answering(answer)
    const attemptId = newAttempt()
    const first = await posting.post(attemptId, order.prepare)
    const again = await posting.post(attemptId, order.prepare)
    expect(first.state).toBe(state)
    expect(again).toMatchObject({ state, transactionId: first.transactionId, reference: first.reference })
    expect(order.times()).toBe(1)
    expect(rowsOf(database)).toHaveLength(1)
  })

  it('stands for one order: under another amount it is refused, not answered', async () => {
    const { posting, database } = openCounter()
    const order = answering(confirmed)
    const attemptId = newAttempt()
    await posting.post(attemptId, order.prepare)
    const other = { ...order.prepare(), sentBody: { toAccount: '14048' } }
    await expect(posting.post(attemptId, () => other)).rejects.toEqual(
      failing({ code: 'INVALID_INPUT', rule: 'attempt-used' }),
    )
    const expired = () => {
      throw new TellerError({ code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' })
    }
    expect((await posting.post(attemptId, expired)).state).toBe('confirmed')
    expect(order.times()).toBe(1)
    expect(rowsOf(database)).toHaveLength(1)
  })

  it('keeps its teller until its outcome is known', async () => {
    const { posting } = openCounter()
    const bank = promised<Answer>()
    const outcome = posting.post(newAttempt(), orderThat(() => bank.promise).prepare)
    expect(posting.sending()).toBe(true)
    const settled = posting.settled()
    bank.resolve(confirmed)
    await settled
    expect(posting.sending()).toBe(false)
    expect((await outcome).state).toBe('confirmed')
  })

  it('is another transaction when it is another attempt', async () => {
    const { posting } = openCounter()
    const order = answering(confirmed)
    const first = await posting.post(newAttempt(), order.prepare)
    const second = await posting.post(newAttempt(), order.prepare)
    expect(second.reference > first.reference).toBe(true)
    expect(order.times()).toBe(2)
  })

  it('that cannot be prepared leaves nothing behind', async () => {
    const counter = openCounter()
    const before = contentOf(counter.database)
    const refuse = () => {
      throw new TellerError({ code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' })
    }
    await expect(counter.posting.post(newAttempt(), refuse)).rejects.toEqual(
      failing({ code: 'INVALID_INPUT' }),
    )
    expect(contentOf(counter.database)).toEqual(before)
  })
})

describe('the outcome', () => {
  it('of a confirmation has the fee of the answer, beside the one that was shown', async () => {
    const counter = openCounter()
    const outcome = await counter.posting.post(
      newAttempt(),
      answering({ kind: 'confirmed', data: { fee: 1_500 }, evidence: '' }).prepare,
    )
    expect(outcome).toMatchObject({ state: 'confirmed', fee: rupiah(1_500), quotedFee: rupiah(500) })
    await counter.printer.printed(1)
    expect(paperOf(counter)[0]).toMatch(/TERIMA TUNAI[^]+Rp26\.500/)
  })

  it('of a wrong PIN asks for the PIN alone, and prints nothing', async () => {
    const counter = openCounter()
    const outcome = await counter.posting.post(newAttempt(), answering(refusedAs('INVALID_PIN')).prepare)
    expect(outcome).toMatchObject({ state: 'rejected', pinRefused: true, refusal: { bankMessage: 'tidak' } })
    expect(outcome.receipt).toBeUndefined()
    expect(outcome.printJob).toBeUndefined()
  })

  it('of an ended session is journaled as rejected and told as ended', async () => {
    const { posting, database } = openCounter()
    const order = answering(refusedAs('SESSION_NOT_FOUND'))
    await expect(posting.post(newAttempt(), order.prepare)).rejects.toEqual(
      failing({ code: 'SESSION_EXPIRED' }),
    )
    expect(rowsOf(database).map(({ state }) => state)).toEqual(['rejected'])
  })

  it('of a fault of our own while it was under way is unknown', async () => {
    const { posting, journal } = openCounter()
    const order = orderThat(() => Promise.reject(new RangeError('ours')))
    const outcome = await posting.post(newAttempt(), order.prepare)
    expect(outcome.state).toBe('unknown')
    expect(journal.get(outcome.transactionId).evidence).toBe('fault RangeError')
  })
})

describe('a disk that refuses', () => {
  it('before sending: nothing is sent, and the failure says so', async () => {
    const { posting, database } = openCounter()
    const order = answering(confirmed)
    database.exec('PRAGMA query_only = ON')
    await expect(posting.post(newAttempt(), order.prepare)).rejects.toEqual(
      failing({ code: 'UNAVAILABLE', part: 'disk' }),
    )
    expect(order.times()).toBe(0)
  })

  it.each<[string, Answer]>([
    ['a confirmation', confirmed],
    ['a refusal', refusedAs('INVALID_PIN')],
  ])('while %s is written down: the outcome is unknown, now and after a restart', async (_, answer) => {
    const { posting, database, journal } = openCounter()
    const order = orderThat(async () => {
      database.exec('PRAGMA query_only = ON')
      return answer
    })
    await expect(posting.post(newAttempt(), order.prepare)).rejects.toEqual(
      failing({ code: 'OUTCOME_UNKNOWN' }),
    )
    database.exec('PRAGMA query_only = OFF')
    expect(journal.recover().map(({ state }) => state)).toEqual(['unknown'])
    expect(order.times()).toBe(1)
  })

  it('while an answer is written down keeps the answer until it takes it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const counter = openCounter()
    const order = orderThat(async () => {
      counter.database.exec('PRAGMA query_only = ON')
      return confirmed
    })
    const attemptId = newAttempt()
    await expect(counter.posting.post(attemptId, order.prepare)).rejects.toEqual(
      failing({ code: 'OUTCOME_UNKNOWN' }),
    )
    await vi.advanceTimersByTimeAsync(10_000)
    expect(counter.posting.unwritten()).toBe(1)
    expect(counter.later).toEqual([])

    counter.database.exec('PRAGMA query_only = OFF')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(counter.posting.unwritten()).toBe(0)
    const row = counter.journal.findAttempt(attemptId)!
    expect(row.state).toBe('confirmed')
    expect(counter.later).toEqual([row.id])
    expect(order.times()).toBe(1)
  })

  it('while the paper is queued: the money stands', async () => {
    const { posting, database } = openCounter()
    database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON print_jobs BEGIN SELECT raise(ABORT, 'disk full'); END`,
    )
    const outcome = await posting.post(newAttempt(), answering(confirmed).prepare)
    expect(outcome).toMatchObject({ state: 'confirmed', printJob: undefined })
    expect(outcome.receipt).toBeDefined()
  })
})

describe('an answer that comes late', () => {
  function unknownFirst() {
    const counter = openCounter()
    const late = promised<Answer>()
    const order = answering({ kind: 'unknown', evidence: 'timeout', late: late.promise })
    return { counter, late, submit: () => counter.posting.post(newAttempt(), order.prepare) }
  }

  it('confirms, and prints one final receipt that replaces the slip', async () => {
    const { counter, late, submit } = unknownFirst()
    const told = await submit()
    expect(told).toMatchObject({ state: 'unknown', receipt: { kind: 'deposit-unknown' } })
    expect(counter.journal.openUnknowns()).toBe(1)
    await counter.printer.printed(1)

    late.resolve(confirmed)
    await counter.changed(1)
    const row = counter.journal.get(told.transactionId)
    expect(row).toMatchObject({ state: 'confirmed-late', receipt: { kind: 'deposit' } })
    expect(counter.later).toEqual([told.transactionId])
    expect(counter.journal.openUnknowns()).toBe(0)

    await counter.printer.printed(2)
    const [slip, receipt] = paperOf(counter)
    expect(slip).toContain('STATUS BELUM PASTI')
    expect(receipt).toContain('BERHASIL')
    expect(receipt).toContain('STRUK AKHIR')
    await counter.printing.close()
    expect(counter.printer.jobs).toHaveLength(2)
  })

  it('rejects, and prints nothing more', async () => {
    const { counter, late, submit } = unknownFirst()
    const told = await submit()
    late.resolve(refusedAs('INVALID_PIN'))
    await counter.changed(1)
    expect(counter.journal.get(told.transactionId).state).toBe('rejected-late')
    await counter.printer.printed(1)
    await counter.printing.close()
    expect(counter.printer.jobs).toHaveLength(1)
  })

  it('and proves nothing either changes nothing', async () => {
    const { counter, late, submit } = unknownFirst()
    const told = await submit()
    const before = counter.journal.moves(told.transactionId)
    late.resolve({ kind: 'unknown', evidence: 'broken' })
    await late.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect(counter.journal.moves(told.transactionId)).toEqual(before)
    expect(counter.later).toEqual([])
  })

  it('after somebody resolved it by hand changes nothing', async () => {
    const { counter, late, submit } = unknownFirst()
    const { transactionId } = await submit()
    counter.journal.settle(transactionId, 'resolve-by-hand', { evidence: 'BLB1' }, documentProfile.username)
    late.resolve(confirmed)
    await late.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect(counter.journal.get(transactionId).state).toBe('resolved-by-hand')
    expect(counter.later).toEqual([])
  })

  it.each<[string, boolean, Answer, string[]]>([
    ['booked, where people were told no', false, confirmed, ['otherwise-posted']],
    ['refused, where people were told yes', true, refusedAs('INVALID_PIN'), ['otherwise-refused']],
    ['booked, as people were told', true, confirmed, []],
    ['refused, as people were told', false, refusedAs('INVALID_PIN'), []],
  ])('and says %s, is on record and moves nothing', async (_, posted, answer, otherwise) => {
    const { counter, late, submit } = unknownFirst()
    const { transactionId } = await submit()
    const resolution = { posted, bankReference: 'BLB-1', reason: 'Kata bank', approver: 'BNISPV014001' }
    counter.journal.resolve(transactionId, resolution, undefined, documentProfile.username)
    const before = counter.journal.moves(transactionId)
    late.resolve(answer)
    await late.promise
    await new Promise((resolve) => setImmediate(resolve))
    expect(counter.journal.get(transactionId).state).toBe('resolved-by-hand')
    expect(
      counter.journal
        .moves(transactionId)
        .slice(before.length)
        .map(({ to, by }) => [to, by]),
    ).toEqual(otherwise.map((to) => [to, 'bank']))
    expect(counter.journal.get(transactionId).evidence).toBe(otherwise.length > 0 ? 'HTTP 200' : 'timeout')
    expect(counter.later).toEqual(otherwise.map(() => transactionId))
  })

  it('confirms on a paper that does not say that cash was taken, where it had gone back', async () => {
    const { counter, late, submit } = unknownFirst()
    const { transactionId } = await submit()
    counter.journal.chooseCash(transactionId, 'returned', documentProfile.username)
    late.resolve(confirmed)
    await counter.changed(1)
    await counter.printer.printed(2)
    const receipt = paperOf(counter)[1]!.replace(/\s+/g, ' ')
    expect(receipt).toContain('BERHASIL')
    expect(receipt).toContain('UANG TUNAI Rp25.500 DIKEMBALIKAN KE NASABAH.')
    expect(receipt).not.toContain('TERIMA TUNAI')
  })

  it('and cannot be written down leaves it unknown until it can', async () => {
    const { counter, late, submit } = unknownFirst()
    const { transactionId } = await submit()
    await counter.printer.printed(1)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    counter.database.exec('PRAGMA query_only = ON')
    late.resolve(confirmed)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(counter.later).toEqual([])
    counter.database.exec('PRAGMA query_only = OFF')
    expect(counter.journal.get(transactionId).state).toBe('unknown')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(counter.journal.get(transactionId).state).toBe('confirmed-late')
    expect(counter.later).toEqual([transactionId])
  })
})
