import { describe, expect, it, onTestFinished } from 'vitest'
import { rupiah, type Rupiah } from '#shared/money.ts'
import type { AccountNumber, Pin, TransactionId } from '#shared/references.ts'
import { openCounter } from '../../tests/support/counter.ts'
import { intentOf } from '../../tests/support/journal.ts'
import { AGENT } from '../../tests/support/sandbox.ts'
import { createSandbox } from '../sandbox/server.ts'
import { postDeposit } from './bank/accounts.ts'
import { signIn } from './bank/authentication.ts'
import { createBankClient } from './bank/client.ts'
import { startStatusChecks } from './status-checks.ts'
import { createSwitcherClient, type SwitcherClient } from './switcher/client.ts'
import { createBankHttp } from './wire/http.ts'

const MINUTES = 60_000

/** The sandbox's switcher, with the number of questions that were under way at once. */
async function startSwitcher() {
  const sandbox = await createSandbox({ dbPath: ':memory:' })
  const http = createBankHttp(sandbox.switcherUrl, 30_000)
  onTestFinished(async () => {
    await http.close()
    await sandbox.close()
  })
  const client = createSwitcherClient(http, () => undefined)
  let underWay = 0
  const most = { atOnce: 0 }
  const counting: SwitcherClient = {
    ...client,
    async ask(...question) {
      underWay += 1
      most.atOnce = Math.max(most.atOnce, underWay)
      return client.ask(...question).finally(() => (underWay -= 1))
    },
  }
  const asked = () =>
    sandbox
      .requests()
      .filter(({ path }) => path.endsWith('/check'))
      .map(({ body }) => String(body?.['refnum']))
  return { sandbox, client: counting, most, asked }
}

/** Unknowns of an earlier session, and status checks whose waiting is the test's: each `sleep` passes on the counter's clock. */
function checksOver(switcher: SwitcherClient, unknowns: number) {
  const counter = openCounter()
  const ids: TransactionId[] = []
  for (let index = 0; index < unknowns; index += 1) {
    const { id } = counter.journal.beginSending(intentOf())
    counter.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
    ids.push(id)
  }
  const sleeps: number[] = []
  const checked: TransactionId[] = []
  let look: (() => void) | undefined
  /** The first sleep of each round waits for the test. */
  const sleep = (ms: number): Promise<void> => {
    sleeps.push(ms)
    counter.clock.pass(ms)
    if (ms !== 5_000) return Promise.resolve()
    return new Promise<void>((resolve) => (look = resolve))
  }
  const checks = startStatusChecks({
    ...{ switcher, journal: counter.journal, clock: counter.clock, log: counter.log, sleep },
    confirmLate: counter.posting.confirmLate,
    checked: (id) => checked.push(id),
  })
  onTestFinished(() => {
    checks.stop()
    look?.()
  })
  /** Lets one round go by, to the sleep after it. */
  const round = async () => {
    const before = look
    before?.()
    while (look === before) await new Promise((resolve) => setImmediate(resolve))
  }
  return { counter, checks, ids, sleeps, checked, round }
}

describe('the checks of unknowns', () => {
  it('after a restart with 50 open ones ask each once, one at a time and at most 30 a minute', async () => {
    const switcher = await startSwitcher()
    const { counter, ids, sleeps, checked, round } = checksOver(switcher.client, 50)
    counter.clock.pass(3 * 60 * MINUTES)
    await round()
    const references = ids.map((id) => counter.journal.get(id).reference)
    expect(switcher.asked()).toEqual(references)
    expect(checked).toEqual(ids)
    expect(switcher.most.atOnce).toBe(1)
    // Between any two of them it waits two seconds.
    expect(sleeps.filter((ms) => ms === 2_000)).toHaveLength(50)
    // Nothing is due again before the next full hour after sending.
    await round()
    expect(switcher.asked()).toHaveLength(50)
  })

  it('are made 1, 2, 5, 10 and 30 minutes after sending, then hourly to 24 hours, and then no more', async () => {
    const switcher = await startSwitcher()
    const { counter, ids, checks } = checksOver(switcher.client, 1)
    const id = ids[0]!
    const sentMs = Date.parse(counter.journal.get(id).createdAt)
    const dueAfterMinutes: number[] = []
    for (;;) {
      const due = checks.nextCheck(counter.journal.get(id))
      if (!due) break
      dueAfterMinutes.push((due.getTime() - sentMs) / MINUTES)
      counter.clock.pass(due.getTime() - counter.clock.now().getTime())
      await checks.checkNow(id)
    }
    const hourly = Array.from({ length: 24 }, (_none, index) => (index + 1) * 60)
    expect(dueAfterMinutes).toEqual([1, 2, 5, 10, 30, ...hourly])
  })

  it('of the same transaction, asked for twice at once, are one question', async () => {
    const switcher = await startSwitcher()
    const { ids, checks } = checksOver(switcher.client, 1)
    const both = await Promise.all([checks.checkNow(ids[0]!), checks.checkNow(ids[0]!)])
    expect(both).toEqual(['not-found', 'not-found'])
    expect(switcher.asked()).toHaveLength(1)
  })

  it('settle nothing where the switcher does not know the reference: it may still be under way', async () => {
    const switcher = await startSwitcher()
    const { counter, ids, checks } = checksOver(switcher.client, 1)
    await checks.checkNow(ids[0]!)
    expect(counter.journal.get(ids[0]!).state).toBe('unknown')
    expect(counter.journal.checks(ids[0]!)).toMatchObject([{ result: 'not-found' }])
  })

  it('confirm late what is found with its amount and beneficiary, and nothing that differs in one of them', async () => {
    const switcher = await startSwitcher()
    const { counter, checks } = checksOver(switcher.client, 0)
    const bank = createBankHttp(switcher.sandbox.bankUrl, 30_000)
    onTestFinished(() => bank.close())
    const client = createBankClient(bank, () => undefined)
    const { sessionId } = await signIn(client, AGENT.username, AGENT.password)
    /** An unknown of Rp25.000 to an account, and what the bank booked under its reference. */
    const book = async (account: string, amount: Rupiah): Promise<TransactionId> => {
      const { id, reference } = counter.journal.beginSending(intentOf({ account, amount: rupiah(25_000) }))
      counter.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
      const order = { accountNumber: '14047' as AccountNumber, accountName: 'Ardha Herdianto', amount }
      const sent = { ...order, narration: 'Setor tunai' }
      await postDeposit(client, sent, AGENT.pin as Pin, { sessionId, reference })
      return id
    }
    const right = await book('14047', rupiah(25_000))
    const otherAmount = await book('14047', rupiah(25_001))
    const otherAccount = await book('14048', rupiah(25_000))
    expect(await Promise.all([right, otherAmount, otherAccount].map(checks.checkNow))).toEqual([
      'found',
      'mismatch',
      'mismatch',
    ])
    const states = [right, otherAmount, otherAccount].map((id) => counter.journal.get(id).state)
    expect(states).toEqual(['confirmed-late', 'unknown', 'unknown'])
  })

  it('that find what people settled as not booked while it was asked put that on record', async () => {
    const switcher = await startSwitcher()
    const bank = createBankHttp(switcher.sandbox.bankUrl, 30_000)
    onTestFinished(() => bank.close())
    const client = createBankClient(bank, () => undefined)
    const { sessionId } = await signIn(client, AGENT.username, AGENT.password)
    const { counter, checks } = checksOver(switcher.client, 0)
    const amount = rupiah(25_000)
    const { id, reference } = counter.journal.beginSending(intentOf({ account: '14047', amount }))
    counter.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
    const order = { accountNumber: '14047', accountName: 'Ardha Herdianto', amount, narration: 'Setor tunai' }
    await postDeposit(client, order, AGENT.pin as Pin, { sessionId, reference })

    const checking = checks.checkNow(id)
    const resolution = {
      posted: false,
      bankReference: 'BLB-1',
      reason: 'Kata bank',
      approver: 'BNISPV014001',
    }
    counter.journal.resolve(id, resolution, undefined, 'BNIUS100294')
    expect(await checking).toBe('found')
    expect(counter.journal.get(id).state).toBe('resolved-by-hand')
    expect(counter.journal.moves(id).at(-1)).toMatchObject({ to: 'otherwise-posted', by: 'status-check' })
  })

  it('go on with the others where one cannot be written down', async () => {
    const switcher = await startSwitcher()
    const { counter, ids, checked, round } = checksOver(switcher.client, 3)
    counter.clock.pass(60 * MINUTES)
    counter.database.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON status_checks WHEN new.transaction_id = '${ids[0]!}'
       BEGIN SELECT raise(ABORT, 'broken'); END`,
    )
    await round()
    expect(checked).toEqual(ids.slice(1))
  })
})
