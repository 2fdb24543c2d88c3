import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import type { AccountNumber, InquiryId, Pin } from '#shared/references.ts'
import { documentProfile, newAttempt, openCounter } from '../../../tests/support/counter.ts'
import { AGENT, startBank } from '../../../tests/support/sandbox.ts'
import { signIn } from '../bank/authentication.ts'
import type { CheckedAccount } from '../bank/accounts.ts'
import { createInquiries } from '../inquiries.ts'
import { openDatabase } from '../journal/database.ts'
import { JOURNAL_KEY, rowsOf } from '../../../tests/support/journal.ts'
import { checkAccountFor } from './account-check.ts'
import { deposit } from './deposit.ts'

const DEPOSIT_PATH = '/bsa/depositAccount'
const PIN = AGENT.pin as Pin
const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })

/** An agent who has signed in at the sandbox and checked the document's account. */
async function agentAtCounter({ timeoutMs = 30_000 } = {}) {
  const bank = await startBank({ timeoutMs })
  const { sessionId } = await signIn(bank.client, AGENT.username, AGENT.password)
  const counter = openCounter(sessionId)
  const parts = { ...counter, bank: bank.client, inquiries: createInquiries<CheckedAccount>() }
  const check = await checkAccountFor(parts, '14047' as AccountNumber)
  const filledIn = { inquiryId: check.inquiryId, amount: rupiah(25_000), narration: 'Setor tunai', pin: PIN }
  const before = bank.sandbox.ledger.balanceOf('14047')
  return {
    ...counter,
    bank,
    parts,
    check,
    /** @param changes to the document's deposit of Rp25.000 */
    submit: (changes: Partial<Parameters<typeof deposit>[1]> = {}) =>
      deposit(parts, { attemptId: newAttempt(), ...filledIn, ...changes }),
    /** By how many sen the customer's account grew at the bank. */
    moved: () => bank.sandbox.ledger.balanceOf('14047') - before,
    posts: () => bank.received(DEPOSIT_PATH),
  }
}

const RUPIAH_25_000_IN_SEN = 2_500_000

describe('a deposit', () => {
  it('is confirmed, booked once under its reference, and printed', async () => {
    const agent = await agentAtCounter()
    expect(agent.check).toMatchObject({ accountNumber: '14047', accountName: 'Ardha Herdianto', fee: 0n })
    const outcome = await agent.submit()
    expect(outcome).toMatchObject({
      state: 'confirmed',
      kind: 'deposit',
      accountNumber: '14047',
      accountName: 'Ardha Herdianto',
      amount: rupiah(25_000),
      fee: 0n,
      receipt: { kind: 'deposit' },
      printJob: { copy: 0 },
    })
    expect(agent.moved()).toBe(RUPIAH_25_000_IN_SEN)
    expect(agent.bank.sandbox.ledger.transactionsBySid(outcome.reference)).toHaveLength(1)
    await agent.printer.printed(1)
    const paper = agent.printer.jobs[0]!.toString('latin1')
    expect(paper).toContain('BNI014100294')
    expect(paper).toContain('Rp25.000')
    expect(paper).toContain(outcome.reference)
  })

  it('submitted twice at once and once more is posted once', async () => {
    const agent = await agentAtCounter()
    const attemptId = newAttempt()
    const both = await Promise.all([agent.submit({ attemptId }), agent.submit({ attemptId })])
    const third = await agent.submit({ attemptId })
    await expect(agent.submit({ attemptId, amount: rupiah(99_000) })).rejects.toMatchObject({
      failure: { code: 'INVALID_INPUT', rule: 'attempt-used' },
    })
    expect(new Set([...both, third].map(({ transactionId }) => transactionId)).size).toBe(1)
    expect(agent.posts()).toBe(1)
    expect(agent.moved()).toBe(RUPIAH_25_000_IN_SEN)
  })

  it('with a wrong PIN is rejected in the words of the bank, and only the PIN is asked for again', async () => {
    const agent = await agentAtCounter()
    const outcome = await agent.submit({ pin: '000000' as Pin })
    expect(outcome).toMatchObject({
      state: 'rejected',
      pinRefused: true,
      refusal: { bankCode: 'INVALID_PIN' },
    })
    expect(outcome.refusal?.bankMessage).not.toBe('')
    expect(agent.moved()).toBe(0)
    expect((await agent.submit()).state).toBe('confirmed')
  })

  it('with a fee that is not the one shown is confirmed with the fee that was taken', async () => {
    const agent = await agentAtCounter()
    agent.bank.sandbox.setFaults([
      { kind: 'mismatch', match: { path: DEPOSIT_PATH }, data: { admin: '1.000' } },
    ])
    expect(await agent.submit()).toMatchObject({ state: 'confirmed', fee: rupiah(1_000), quotedFee: 0n })
  })

  it('without the bank is not sent', async () => {
    const agent = await agentAtCounter()
    await agent.bank.sandbox.close()
    expect(await agent.submit()).toMatchObject({ state: 'not-sent', receipt: undefined })
  })

  it('after the session ended is journaled as rejected and told as ended', async () => {
    const agent = await agentAtCounter()
    agent.bank.sandbox.endSessions()
    await expect(agent.submit()).rejects.toEqual(failing({ code: 'SESSION_EXPIRED' }))
    expect(rowsOf(agent.database).map(({ state }) => state)).toEqual(['rejected'])
    expect(agent.moved()).toBe(0)
  })

  it('names a check of this teller; account, name and fee cannot be altered', async () => {
    const agent = await agentAtCounter()
    const inquiryId = crypto.randomUUID() as string as InquiryId
    await expect(agent.submit({ inquiryId })).rejects.toEqual(failing({ rule: 'inquiry-expired' }))
    const foreign = agent.parts.inquiries.remember('BNIUS100295', {
      accountNumber: '4447',
      accountName: 'X',
      fee: rupiah(0),
    })
    await expect(agent.submit({ inquiryId: foreign })).rejects.toEqual(failing({ rule: 'inquiry-expired' }))
    expect(agent.posts()).toBe(0)
    expect(rowsOf(agent.database)).toEqual([])
  })
})

describe('a deposit whose answer is spoilt is unknown, and booked at most once', () => {
  it.each([
    ['drop-after', RUPIAH_25_000_IN_SEN],
    ['reset-after', RUPIAH_25_000_IN_SEN],
    ['malformed', RUPIAH_25_000_IN_SEN],
    ['html', RUPIAH_25_000_IN_SEN],
    ['empty', RUPIAH_25_000_IN_SEN],
    ['huge', RUPIAH_25_000_IN_SEN],
    ['unlisted-code', RUPIAH_25_000_IN_SEN],
    ['mismatch', RUPIAH_25_000_IN_SEN],
    ['status', 0],
    ['drop-before', 0],
    ['reset-before', 0],
  ] as const)('%s', async (kind, moved) => {
    const agent = await agentAtCounter()
    agent.bank.sandbox.setFaults([{ kind, match: { path: DEPOSIT_PATH } }])
    const outcome = await agent.submit()
    expect(outcome).toMatchObject({ state: 'unknown', receipt: { kind: 'deposit-unknown' } })
    expect(agent.posts()).toBe(1)
    expect(agent.moved()).toBe(moved)
    await agent.printer.printed(1)
    expect(agent.printer.jobs[0]!.toString('latin1')).toContain('STATUS BELUM PASTI')
  })

  it('a 503 with the bank’s "00" in it', async () => {
    const agent = await agentAtCounter()
    agent.bank.sandbox.setFaults([
      { kind: 'status', when: 'after', status: 503, match: { path: DEPOSIT_PATH } },
    ])
    expect((await agent.submit()).state).toBe('unknown')
    expect(agent.moved()).toBe(RUPIAH_25_000_IN_SEN)
  })
})

describe('a deposit that takes longer than the teller waits', () => {
  it('is told as unknown, and confirmed when its answer comes after all', async () => {
    const agent = await agentAtCounter({ timeoutMs: 1_500 })
    agent.bank.sandbox.setFaults([{ kind: 'delay', ms: 3_000, match: { path: DEPOSIT_PATH } }])
    const told = await agent.submit()
    expect(told.state).toBe('unknown')
    await agent.changed(1)
    expect(agent.journal.get(told.transactionId)).toMatchObject({ state: 'confirmed-late' })
    await agent.printer.printed(2)
    await agent.printing.close()
    expect(agent.printer.jobs).toHaveLength(2)
    expect(agent.posts()).toBe(1)
    expect(agent.moved()).toBe(RUPIAH_25_000_IN_SEN)
  }, 20_000)
})

it('leaves the PIN nowhere in the journal, neither in its bytes nor in its rows', async () => {
  const agent = await agentAtCounter()
  await agent.submit()
  await agent.submit({ pin: '735918' as Pin })
  agent.bank.sandbox.setFaults([
    {
      kind: 'unlisted-code',
      match: { path: DEPOSIT_PATH },
      // A bank that repeats the request in its answer.
      data: { debug: { pin_transaksi: AGENT.pin }, message: `pin ${AGENT.pin}` },
    },
  ])
  const { transactionId } = await agent.submit()
  expect(agent.journal.get(transactionId).evidence).toContain('pin_transaksi')
  await agent.printing.close()

  const pins = [AGENT.pin, '735918']
  const folder = dirname(agent.path)
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  expect(files.length).toBeGreaterThan(1)
  expect(pins.filter((pin) => files.some((bytes) => bytes.includes(pin)))).toEqual([])

  const rows = everyRow(agent.path)
  expect(rows).toContain(documentProfile.address)
  expect(pins.filter((pin) => rows.includes(pin))).toEqual([])
})

/** All that a journal holds, as text. */
function everyRow(path: string): string {
  const database = openDatabase(path, JOURNAL_KEY)
  const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as {
    name: string
  }[]
  const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM ${name}`).all())
  database.close()
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}
