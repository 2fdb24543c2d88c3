import { describe, expect, it } from 'vitest'
import { unknownReceipt } from '#shared/receipt.ts'
import { documentProfile, newAttempt, openCounter } from '../../../tests/support/counter.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { startBank } from '../../../tests/support/sandbox.ts'
import { journalDetail } from './journal-view.ts'
import { listUnknowns, outcomeOfAttempt, resolveUnknown } from './unknown-desk.ts'

const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }
const HELPDESK = { username: 'BNIHLP014001', password: 'Hlp4kl4ss' }
const AGENT = { username: documentProfile.username, password: 'T6jkl4ss' }
const HOURS = 60 * 60_000

const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })

async function deskWithUnknown() {
  const { client: bank, sandbox } = await startBank()
  const counter = openCounter()
  const { id } = counter.journal.beginSending(intentOf())
  const receipt = unknownReceipt(documentDeposit)
  counter.journal.settle(id, 'lose', { evidence: 'timeout', receipt }, 'workstation')
  const parts = { ...counter, bank, statusChecks: undefined }
  const said = { transactionId: id, bankReference: 'BLB-2611-7', reason: 'Kata bank lewat telepon' }
  return { counter, sandbox, parts, id, said }
}

describe('an attempt whose answer was lost', () => {
  it('has the outcome that the journal has', async () => {
    const { parts, id } = await deskWithUnknown()
    const { attemptId } = parts.journal.get(id)
    expect(outcomeOfAttempt(parts, { attemptId }).outcome).toMatchObject({
      transactionId: id,
      state: 'unknown',
      receipt: { kind: 'deposit-unknown' },
    })
  })

  it('has none where nothing was begun', async () => {
    const { parts } = await deskWithUnknown()
    expect(outcomeOfAttempt(parts, { attemptId: newAttempt() })).toEqual({ outcome: undefined })
  })
})

describe('resolving by hand', () => {
  it('with a supervisor: posted gets its final receipt, and nobody else stays signed in', async () => {
    const { counter, parts, id, said, sandbox } = await deskWithUnknown()
    const outcome = await resolveUnknown(parts, { ...said, posted: true, approver: SUPERVISOR })
    expect(outcome).toMatchObject({
      state: 'resolved-by-hand',
      resolution: { posted: true, bankReference: 'BLB-2611-7', approver: SUPERVISOR.username },
      receipt: { kind: 'deposit' },
    })
    await counter.papersConfirmed(1)
    expect(counter.printer.jobs[0]!.toString('latin1')).toContain('STRUK AKHIR')
    expect(sandbox.requests().some(({ path }) => path.endsWith('/logout'))).toBe(true)
    expect(journalDetail(counter, id).history.at(-1)).toMatchObject({
      to: 'resolved-by-hand',
      by: documentProfile.username,
    })
    expect(listUnknowns(parts).items).toEqual([])
  })

  it('posted although the cash went back: the receipt does not say that the agent took it', async () => {
    const { counter, parts, id, said } = await deskWithUnknown()
    parts.journal.chooseCash(id, 'returned', documentProfile.username)
    await resolveUnknown(parts, { ...said, posted: true, approver: SUPERVISOR })
    await counter.papersConfirmed(1)
    const receipt = counter.printer.jobs[0]!.toString('latin1')
    expect(receipt).toContain('DIKEMBALIKAN')
    expect(receipt).not.toContain('TERIMA TUNAI')
  })

  it('not posted: nothing is printed until the cash is given back', async () => {
    const { counter, parts, said } = await deskWithUnknown()
    const outcome = await resolveUnknown(parts, { ...said, posted: false, approver: SUPERVISOR })
    expect(outcome).toMatchObject({ state: 'resolved-by-hand', receipt: { kind: 'deposit-refund' } })
    await counter.printing.close()
    expect(counter.printer.jobs).toEqual([])
  })

  it.each([
    ['the teller', AGENT, { code: 'INVALID_INPUT', field: 'approver', rule: 'same-person' }],
    ['somebody who is no supervisor', HELPDESK, { code: 'FORBIDDEN', reason: 'role' }],
    ['a wrong password', { ...SUPERVISOR, password: 'salah' }, { code: 'REFUSED' }],
  ])('is refused to %s, and changes nothing', async (_who, approver, failure) => {
    const { parts, id, said } = await deskWithUnknown()
    await expect(resolveUnknown(parts, { ...said, posted: true, approver })).rejects.toEqual(failing(failure))
    expect(parts.journal.get(id).state).toBe('unknown')
  })

  it('alone is refused until 24 hours have passed', async () => {
    const { counter, parts, said } = await deskWithUnknown()
    const bankTime = () => new Date(counter.clock.now()).toUTCString()
    counter.clock.learn(bankTime())
    counter.clock.pass(24 * HOURS - 60_000)
    expect(listUnknowns(parts).items[0]?.mayResolveAlone).toBe(false)
    await expect(resolveUnknown(parts, { ...said, posted: true })).rejects.toEqual(
      failing({ field: 'approver', rule: 'second-person' }),
    )
    counter.clock.pass(60_000)
    expect(listUnknowns(parts).items[0]?.mayResolveAlone).toBe(true)
    expect(await resolveUnknown(parts, { ...said, posted: true })).toMatchObject({
      state: 'resolved-by-hand',
      resolution: { approver: '' },
    })
  })

  it('alone is refused on a PC whose clock nobody has confirmed: it may have been set a day ahead', async () => {
    const { counter, parts, said } = await deskWithUnknown()
    counter.clock.pass(48 * HOURS)
    expect(listUnknowns(parts).items[0]?.mayResolveAlone).toBe(false)
    await expect(resolveUnknown(parts, { ...said, posted: true })).rejects.toEqual(
      failing({ field: 'approver', rule: 'second-person' }),
    )
  })

  it.each([
    ['confirm', 'confirmed-late'],
    ['reject', 'rejected-late'],
  ] as const)(
    'gives way to an answer that comes while the second person signs in: %s',
    async (event, state) => {
      const { parts, id, said } = await deskWithUnknown()
      const resolving = resolveUnknown(parts, { ...said, posted: event === 'reject', approver: SUPERVISOR })
      parts.journal.settle(id, event, { evidence: 'HTTP 200' }, 'bank')
      expect(await resolving).toMatchObject({ state, resolution: undefined })
      expect(parts.journal.get(id)).toMatchObject({ state, resolution: undefined })
    },
  )

  it('after the late answer came gives its outcome and writes nothing', async () => {
    const { parts, id, said } = await deskWithUnknown()
    parts.journal.settle(id, 'confirm', { evidence: 'HTTP 200' }, 'bank')
    const outcome = await resolveUnknown(parts, { ...said, posted: false, approver: SUPERVISOR })
    expect(outcome).toMatchObject({ state: 'confirmed-late', resolution: undefined })
  })
})
