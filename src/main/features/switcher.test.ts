import { describe, expect, it, onTestFinished } from 'vitest'
import { documentProfile, newAttempt, openCounter } from '../../../tests/support/counter.ts'
import { startBank } from '../../../tests/support/sandbox.ts'
import { rupiah } from '#shared/money.ts'
import { createInquiries } from '../inquiries.ts'
import { createAudit } from '../journal/audit.ts'
import { createSwitcherClient } from '../switcher/client.ts'
import type { SwitcherAccount, SwitcherPosting } from '../switcher/operations.ts'
import { createPosting } from '../posting.ts'
import { createBankHttp } from '../wire/http.ts'
import { checkReference, inquireAccount, reverse, transferBySwitcher } from './switcher.ts'

const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }
const SOURCE = { bank: 'BRINIDJA', account: '888801000003301' }
const BENEFICIARY = { bank: 'BRINIDJA', account: '888801000157508' }

const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })

/** An agent at a workstation with a switcher: the sandbox's own, with its real ledger. */
async function workstation() {
  const { client: bank, sandbox } = await startBank()
  const http = createBankHttp(sandbox.switcherUrl, 1_000)
  onTestFinished(() => http.close())
  const counter = openCounter()
  const parts = {
    ...counter,
    bank,
    switcher: createSwitcherClient(http, () => undefined),
    switcherAccounts: createInquiries<SwitcherAccount>(),
    switcherPostings: createInquiries<SwitcherPosting>(),
  }
  const balance = ({ bank: code, account }: typeof SOURCE) => sandbox.ledger.balanceOf(`${code}:${account}`)
  const transfer = async (amount = rupiah(75_000)) => {
    const { inquiryId } = await inquireAccount(parts, BENEFICIARY)
    return transferBySwitcher(parts, {
      ...{ attemptId: newAttempt(), inquiryId, amount, remark: 'Titipan' },
      ...{ sourceBank: SOURCE.bank, sourceAccount: SOURCE.account },
    })
  }
  const found = async (refnum: Parameters<typeof checkReference>[1]['refnum']) => {
    const answer = await checkReference(parts, { refnum })
    if (answer.result !== 'found') throw new Error(`the check said ${answer.result}`)
    return answer
  }
  const takeBack = (inquiryId: Awaited<ReturnType<typeof found>>['inquiryId'], attemptId = newAttempt()) =>
    reverse(parts, {
      ...{ attemptId, inquiryId },
      ...{ reason: 'Rekening salah', approver: SUPERVISOR },
    })
  const sent = (path: string) => sandbox.requests().filter((request) => request.path === path)
  return { counter, parts, sandbox, balance, transfer, found, takeBack, sent }
}

describe('a transfer by the switcher', () => {
  it('is journaled as money, and moves the ledger once', async () => {
    const { counter, balance, transfer, sent } = await workstation()
    const before = [balance(SOURCE), balance(BENEFICIARY)]
    const outcome = await transfer()
    expect(outcome).toMatchObject({
      ...{ kind: 'switcher-transfer', state: 'confirmed', amount: rupiah(75_000), fee: 0n },
      accountNumber: BENEFICIARY.account,
      bankName: 'BRINIDJA',
    })
    expect([balance(SOURCE), balance(BENEFICIARY)]).toEqual([before[0]! - 7_500_000, before[1]! + 7_500_000])
    expect(sent('/transfer').map(({ body }) => body)).toMatchObject([{ refnum: outcome.reference }])
    expect(counter.journal.get(outcome.transactionId).narration).toBe('Titipan')
    expect(outcome.receipt?.blocks).toContainEqual(
      expect.objectContaining({ label: 'Dari rekening', value: 'BRINIDJA ***********3301' }),
    )
  })

  it('is unknown when the answer is lost, and a check of its reference settles it', async () => {
    const { counter, sandbox, transfer, found } = await workstation()
    sandbox.setFaults([{ kind: 'drop-after', match: { service: 'switcher', path: '/transfer' } }])
    const outcome = await transfer()
    expect(outcome.state).toBe('unknown')
    const { posting } = await found(outcome.reference)
    expect(posting).toMatchObject({ amount: rupiah(75_000), beneficiary: BENEFICIARY })
    expect(counter.journal.get(outcome.transactionId).state).toBe('confirmed-late')
    expect(counter.journal.moves(outcome.transactionId).at(-1)).toMatchObject({ by: 'status-check' })
  })
})

describe('a check', () => {
  it('says of a reference that nobody sent that it is not found', async () => {
    const { parts } = await workstation()
    expect(await checkReference(parts, { refnum: parts.nextReference() })).toEqual({ result: 'not-found' })
  })
})

describe('a reversal', () => {
  it('moves the ledger back once, takes the transfer with it, and keeps who agreed', async () => {
    const { counter, balance, transfer, found, takeBack } = await workstation()
    const before = balance(SOURCE)
    const { transactionId, reference } = await transfer()
    const { inquiryId } = await found(reference)
    const reversed = await takeBack(inquiryId)
    expect(reversed).toMatchObject({ kind: 'switcher-reversal', state: 'confirmed', amount: rupiah(75_000) })
    expect(reversed.receipt?.blocks).toContainEqual(
      expect.objectContaining({ label: 'Ref dibatalkan', value: reference }),
    )
    expect(balance(SOURCE)).toBe(before)
    expect(counter.journal.get(transactionId).state).toBe('reversed')
    expect(counter.journal.moves(transactionId).map(({ to }) => to)).toEqual([
      ...['intent', 'sending', 'confirmed', 'reversing', 'reversed'],
    ])
    expect(
      createAudit(counter.database, counter.clock, 'a-test-key').of(reversed.transactionId)[0],
    ).toMatchObject({
      actor: documentProfile.username,
      detail: { approver: SUPERVISOR.username, reason: 'Rekening salah' },
    })
  })

  it('of a transfer whose answer was lost takes it along', async () => {
    const { counter, sandbox, transfer, found, takeBack } = await workstation()
    sandbox.setFaults([{ kind: 'drop-after', match: { service: 'switcher', path: '/transfer' } }])
    const { transactionId, reference } = await transfer()
    const { inquiryId } = await found(reference)
    await takeBack(inquiryId)
    expect(counter.journal.moves(transactionId).map(({ to }) => to)).toEqual([
      ...['intent', 'sending', 'unknown', 'confirmed-late', 'reversing', 'reversed'],
    ])
  })

  it('is not sent where somebody else has signed in while it was agreed to', async () => {
    const { parts, transfer, found, sent } = await workstation()
    const { inquiryId } = await found((await transfer()).reference)
    const caller = parts.session.caller()
    let [calls, signedIn] = [0, caller.profile]
    const session = { caller: () => ({ ...caller, profile: (calls += 1) > 2 ? signedIn : caller.profile }) }
    signedIn = { ...caller.profile, username: 'BNIUS100295' }
    const posting = createPosting({ ...parts, session })
    const order = { attemptId: newAttempt(), inquiryId, reason: 'Rekening salah', approver: SUPERVISOR }
    await expect(reverse({ ...parts, session, posting }, order)).rejects.toEqual(
      failing({ code: 'FORBIDDEN', reason: 'signed-out' }),
    )
    expect(sent('/reversal')).toEqual([])
  })

  it('twice is refused before it is sent, and says why', async () => {
    const { balance, transfer, found, takeBack, sent } = await workstation()
    const before = balance(SOURCE)
    const { reference } = await transfer()
    const { inquiryId } = await found(reference)
    await takeBack(inquiryId)
    await expect(takeBack(inquiryId)).rejects.toEqual(
      failing({ code: 'INVALID_INPUT', field: 'target', rule: 'reversed' }),
    )
    expect(sent('/reversal')).toHaveLength(1)
    expect(balance(SOURCE)).toBe(before)
  })

  it('submitted once more is told once more, when its inquiry is forgotten too', async () => {
    const { parts, transfer, found, takeBack, sent } = await workstation()
    const { reference } = await transfer()
    const { inquiryId } = await found(reference)
    const attemptId = newAttempt()
    const first = await takeBack(inquiryId, attemptId)
    parts.switcherPostings = createInquiries<SwitcherPosting>()
    expect(await takeBack(inquiryId, attemptId)).toMatchObject({ ...first, printJob: expect.anything() })
    expect(sent('/reversal')).toHaveLength(1)
  })

  it('of what another workstation took back is refused by the switcher, which proves that it is', async () => {
    const here = await workstation()
    const { transactionId, reference } = await here.transfer()
    const { inquiryId, posting } = await here.found(reference)
    await fetch(`${here.sandbox.switcherUrl}/reversal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refnum: '2611221642079990', refnumTarget: reference, journal: posting.journal }),
    })
    const outcome = await here.takeBack(inquiryId)
    expect(outcome).toMatchObject({
      state: 'rejected',
      refusal: { bankMessage: 'Reversal already executed', alreadyReversed: true },
    })
    expect(here.counter.journal.get(transactionId).state).toBe('reversed')
  })

  it('whose answer is lost leaves both unknown, and no second one begins', async () => {
    const { counter, sandbox, transfer, found, takeBack, sent } = await workstation()
    const { transactionId, reference } = await transfer()
    const { inquiryId } = await found(reference)
    sandbox.setFaults([{ kind: 'drop-before', match: { service: 'switcher', path: '/reversal' } }])
    const lost = await takeBack(inquiryId)
    expect(lost.state).toBe('unknown')
    expect(counter.journal.get(transactionId).state).toBe('reversal-unknown')
    await expect(takeBack(inquiryId)).rejects.toEqual(failing({ field: 'target', rule: 'reversal-open' }))
    expect(sent('/reversal')).toHaveLength(1)
    counter.journal.resolve(
      lost.transactionId,
      { posted: false, bankReference: 'BLB1', reason: 'Tidak ada', approver: '' },
      undefined,
      documentProfile.username,
    )
    expect(counter.journal.get(transactionId).state).toBe('confirmed')
  })

  it.each<[string, { username: string; password: string }, object]>([
    ['oneself', { username: 'BNIUS100294', password: 'T6jkl4ss' }, { rule: 'same-person' }],
    [
      'somebody who is no supervisor',
      { username: 'BNIHLP014001', password: 'Hlp4kl4ss' },
      { reason: 'role' },
    ],
  ])('is not sent with %s as the second person', async (_, approver, failure) => {
    const { parts, transfer, found, sent } = await workstation()
    const { inquiryId } = await found((await transfer()).reference)
    const order = { attemptId: newAttempt(), inquiryId, reason: 'Rekening salah', approver }
    await expect(reverse(parts, order)).rejects.toEqual(failing(failure))
    expect(sent('/reversal')).toEqual([])
  })
})
