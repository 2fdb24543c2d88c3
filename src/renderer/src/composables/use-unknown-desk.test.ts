import { describe, expect, it } from 'vitest'
import type { HeldCash, JournalDetail, UnknownItem } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import type { TransactionId } from '#shared/references.ts'
import { failed, ok, type Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useUnknownDesk } from './use-unknown-desk.ts'

const FIRST = '5f0c2c3e-1111-4111-8111-111111111111' as TransactionId
const OWED = '5f0c2c3e-2222-4222-8222-222222222222' as TransactionId

const row = (transactionId: TransactionId, state: 'unknown' | 'rejected-late') =>
  ({ transactionId, state, kind: 'deposit', amount: rupiah(25_000), fee: rupiah(2_500) }) as HeldCash['row']
const unknown = { row: row(FIRST, 'unknown'), checks: [], mayResolveAlone: false } as unknown as UnknownItem
const HELD: HeldCash[] = [
  { row: row(FIRST, 'unknown'), owed: false },
  { row: row(OWED, 'rejected-late'), cash: 'kept', owed: true },
]

/** The main process of one test: what its desk holds, what it refuses, and what it was asked. */
function deskOver(refusal?: Failure) {
  const calls: { method: string; input: Record<string, unknown> }[] = []
  let items = [unknown]
  const call = (async (method: string, input: Record<string, unknown>) => {
    calls.push({ method, input })
    if (method === 'unknown.list') return ok({ items, checked: true })
    if (method === 'cash.held') return ok({ items: HELD })
    if (method === 'journal.detail') return ok({ transactionId: input['transactionId'] } as JournalDetail)
    if (refusal) return failed(refusal)
    if (method === 'unknown.resolve') items = []
    return ok({})
  }) as unknown as Call
  return { desk: useUnknownDesk(call), calls }
}

const SAID = { posted: true, bankReference: 'BLB-1', reason: 'Kata bank' }

describe('the desk', () => {
  it('lists the unknowns first, then what is owed, and counts all the cash that is held', async () => {
    const { desk } = deskOver()
    await desk.load()
    expect(desk.entries.value.map(({ row: of, meaning }) => [of.transactionId, meaning])).toEqual([
      [FIRST, 'ask'],
      [OWED, 'owed'],
    ])
    expect(desk.heldTotal.value).toBe(rupiah(55_000))
  })

  it('says why it cannot be read', async () => {
    const call = (async () => failed({ code: 'FORBIDDEN', reason: 'locked' })) as unknown as Call
    const desk = useUnknownDesk(call)
    await desk.load()
    expect(desk.failure.value).toEqual({ code: 'FORBIDDEN', reason: 'locked' })
  })

  it('settles the opened one, which then is no unknown any more', async () => {
    const { desk, calls } = deskOver()
    await desk.load()
    await desk.open(FIRST)
    expect(desk.item.value).toBe(unknown)
    expect(await desk.resolve(SAID)).toBeUndefined()
    expect(calls.find(({ method }) => method === 'unknown.resolve')?.input).toEqual({
      transactionId: FIRST,
      ...SAID,
    })
    expect([desk.item.value, desk.opened.value, desk.busy.value]).toEqual([undefined, FIRST, undefined])
  })

  it('hands a refused sign-in to whoever asked, and leaves the rest as it was', async () => {
    const refusal: Failure = { code: 'REFUSED', bankCode: '2102', bankMessage: 'salah' }
    const { desk } = deskOver(refusal)
    await desk.load()
    await desk.open(FIRST)
    expect(await desk.resolve(SAID)).toEqual(refusal)
    expect([desk.failure.value, desk.item.value]).toEqual([undefined, unknown])
  })

  it('asks the switcher once, however often the key is pressed', async () => {
    const { desk, calls } = deskOver()
    await desk.load()
    await desk.open(FIRST)
    await Promise.all([desk.check(), desk.check()])
    expect(calls.filter(({ method }) => method === 'unknown.check')).toHaveLength(1)
  })

  it('shows beside the transaction why the cash could not be noted', async () => {
    const refusal: Failure = { code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }
    const { desk } = deskOver(refusal)
    await desk.load()
    await desk.open(FIRST)
    await desk.chooseCash('kept')
    expect(desk.failure.value).toEqual(refusal)
  })
})
