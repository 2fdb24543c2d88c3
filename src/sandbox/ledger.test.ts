import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBank, type Bank } from './bank.ts'
import { InsufficientFunds, type Movement } from './ledger.ts'

const at = new Date('2026-03-02T03:00:00.000Z')
const deposit: Movement = {
  kind: 'deposit',
  sid: '2603021000000000',
  username: 'BNIUS100294',
  debitAccount: 'BNI:4447',
  creditAccount: 'BNI:14047',
  amountSen: 2_500_000,
  feeSen: 150_000,
  narration: 'test',
}

let bank: Bank

beforeEach(() => {
  bank = openBank(':memory:', {}, at)
})
afterEach(() => bank.close())

function sumOfBalances(): number {
  return bank.ledger.balances().reduce((sum, { balanceSen }) => sum + balanceSen, 0)
}

describe('a posting', () => {
  it('moves the amount, takes the fee on top and leaves the sum at zero', () => {
    bank.ledger.post(deposit, at)
    expect(bank.ledger.balanceOf('4447')).toBe(20_269_668_200 - 2_650_000)
    expect(bank.ledger.balanceOf('BNI:14047')).toBe(125_000_000 + 2_500_000)
    expect(bank.ledger.balanceOf('INTERNAL:FEE')).toBe(150_000)
    expect(sumOfBalances()).toBe(0)
  })

  it('keeps what it came with, under its own id and journal', () => {
    const first = bank.ledger.post(deposit, at)
    const second = bank.ledger.post(deposit, at)
    expect(second.id).toBeGreaterThan(first.id)
    expect(second.journal).toBe((first.journal ?? 0) + 1)
    expect(bank.ledger.transactionsBySid(deposit.sid ?? '')).toEqual([first, second])
    expect(first).toMatchObject({ ...deposit, postedAt: at.toISOString() })
  })

  it('that the debited account cannot pay leaves nothing behind', () => {
    const before = bank.ledger.postings()
    const tooMuch = { ...deposit, amountSen: 20_269_668_200 }
    expect(() => bank.ledger.post(tooMuch, at)).toThrow(InsufficientFunds)
    expect(bank.ledger.postings()).toEqual(before)
  })

  it('to the account that pays for it costs only the fee', () => {
    bank.ledger.post({ ...deposit, creditAccount: deposit.debitAccount }, at)
    expect(bank.ledger.balanceOf('4447')).toBe(20_269_668_200 - 150_000)
    expect(sumOfBalances()).toBe(0)
  })

  it('is undone with everything around it that fails', () => {
    const before = bank.ledger.balances()
    const failing = () =>
      bank.ledger.atomically(() => {
        bank.ledger.post(deposit, at)
        throw new Error('later step')
      })
    expect(failing).toThrow('later step')
    expect(bank.ledger.balances()).toEqual(before)
  })
})

it('asks for accounts that exist', () => {
  expect(() => bank.ledger.balanceOf('99')).toThrow('No account BNI:99')
})

describe('a ledger file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-ledger-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('keeps postings, sessions and fees for the next start, and is not seeded again', () => {
    const path = join(folder, 'ledger.db')
    const first = openBank(path, { fees: { intrabank: 2500 } }, at)
    const session = first.sessions.open('BNIUS100294', at)
    first.ledger.post(deposit, at)
    const balances = first.ledger.balances()
    first.close()

    const second = openBank(path, {}, at)
    expect(second.ledger.balances()).toEqual(balances)
    expect(second.sessions.usernameOf(session, at)).toBe('BNIUS100294')
    expect(second.fees.intrabank).toBe(2500)
    second.close()
  })

  it('refuses another seed than the one that it was made with', () => {
    const path = join(folder, 'ledger.db')
    openBank(path, {}, at).close()
    expect(() => openBank(path, { fees: { deposit: 1 } }, at)).toThrow('made with another seed')
  })
})
