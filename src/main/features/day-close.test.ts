import { describe, expect, it } from 'vitest'
import { fromSen, rupiah, ZERO } from '#shared/money.ts'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt, type ReceiptDoc } from '#shared/receipt.ts'
import type { TransportResult } from '../printing/transport.ts'
import { documentProfile, openCounter } from '../../../tests/support/counter.ts'
import { intentOf, openAudit } from '../../../tests/support/journal.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { startBank } from '../../../tests/support/sandbox.ts'
import { createDays } from '../journal/days.ts'
import type { Intent } from '../journal/money-row.ts'
import { dayHandlers, type DayParts } from './day-close.ts'

const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }
const CONFIRMED: TransportResult = { state: 'confirmed', bytesWritten: 9, printer: 'ready' }

const refusal = (rule: string): unknown =>
  expect.objectContaining({ failure: expect.objectContaining({ code: 'INVALID_INPUT', rule }) })

async function openTill() {
  const counter = openCounter()
  const bank = await startBank()
  const audit = openAudit(counter.database, counter.clock)
  const papers: ReceiptDoc[] = []
  const printer = { result: CONFIRMED }
  const profile = { ...documentProfile }
  const parts: DayParts = {
    ...{
      bank: bank.client,
      journal: counter.journal,
      clock: counter.clock,
      audit,
      training: false,
      zone: 'WIB',
    },
    session: { caller: () => ({ sessionId: 'a-session', profile }) },
    days: createDays(counter.database, counter.clock, audit),
    balance: { last: () => rupiah(1_000_000), refresh: async () => rupiah(1_000_000) },
    printing: {
      slip: async (paper) => {
        papers.push(paper)
        return printer.result
      },
    },
    saveFile: async () => undefined,
    reports: { toPdf: async () => new Uint8Array() },
    varianceLimit: rupiah(10_000),
    assertJournal: () => undefined,
  }
  const begin = (changes: Partial<Intent> = {}) => counter.journal.beginSending(intentOf(changes)).id
  const confirmed = (whole: number, changes: Partial<Intent> = {}) => {
    const id = begin({ amount: rupiah(whole), quotedFee: rupiah(1_000), ...changes })
    counter.journal.settle(
      id,
      'confirm',
      { evidence: '', receipt: confirmedReceipt(documentDeposit) },
      'bank',
    )
    return id
  }
  const unknown = (whole: number) => {
    const id = begin({ amount: rupiah(whole), quotedFee: ZERO })
    counter.journal.settle(id, 'lose', { evidence: 'timeout' }, 'workstation')
    return id
  }
  return {
    ...counter,
    parts,
    audit,
    papers,
    printer,
    profile,
    begin,
    confirmed,
    unknown,
    day: dayHandlers(parts),
  }
}

type Till = Awaited<ReturnType<typeof openTill>>

/** Counts so much, in pieces of Rp1.000, and closes. */
async function close({ day }: Till, whole: number, otherApps = ZERO) {
  const compared = day['day.count']({ pieces: { 'note-1000': whole / 1_000 }, otherApps })
  const closed = await day['day.close']({ countId: compared.countId })
  return { compared, closed }
}

const textOf = (paper: ReceiptDoc) => layout(paper, 48).map(({ text }) => text)

describe('a day', () => {
  it('takes what was booked, holds what is unknown, and forgets what was refused', async () => {
    const till = await openTill()
    till.confirmed(50_000)
    await till.day['day.open']({ float: rupiah(200_000) })
    till.confirmed(100_000, { kind: 'intrabank' })
    till.confirmed(70_000, { kind: 'switcher-transfer', quotedFee: ZERO })
    till.journal.settle(till.begin(), 'reject', { evidence: '' }, 'bank')
    const kept = till.unknown(30_000)
    till.journal.chooseCash(kept, 'kept', 'x')
    till.journal.chooseCash(till.unknown(40_000), 'returned', 'x')
    till.day['day.cash']({ direction: 'in', amount: rupiah(20_000), reason: 'Tambah uang kecil' })
    till.day['day.cash']({ direction: 'out', amount: rupiah(5_000), reason: 'Beli kertas' })
    const { compared, closed } = await close(till, 404_000, rupiah(7_000))
    expect(compared).toMatchObject({
      ...{ float: rupiah(200_000), taken: rupiah(152_000), held: rupiah(30_000), otherApps: rupiah(7_000) },
      ...{ cashIn: rupiah(20_000), cashOut: rupiah(5_000), expected: rupiah(404_000), variance: ZERO },
      needsApproval: false,
    })
    expect(closed.day).toMatchObject({ number: 1, waiting: false })
    expect(till.day['day.current']()).toMatchObject({ day: undefined, suggestedFloat: rupiah(367_000) })
  })

  it('counts each transaction in one report: what changes later is the next one’s correction', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    const unknown = till.unknown(30_000)
    const reversed = till.confirmed(9_000)
    await close(till, 40_000)
    await till.day['day.open']({ float: rupiah(10_000) })
    till.journal.settle(unknown, 'confirm', { evidence: '' }, 'bank')
    till.journal.settle(reversed, 'reverse', { evidence: '' }, 'x')
    till.journal.settle(reversed, 'confirm-reversal', { evidence: '' }, 'bank')
    till.confirmed(5_000)
    const { compared } = await close(till, 36_000)
    expect(compared).toMatchObject({
      ...{ taken: rupiah(6_000), earlier: rupiah(30_000 - 10_000), held: ZERO },
      ...{ expected: rupiah(36_000), variance: ZERO },
    })
  })

  it('says nothing of what should be there before it was counted', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: rupiah(200_000) })
    till.confirmed(50_000)
    expect(Object.keys(till.day['day.current']().day!)).not.toContain('expected')
    expect(textOf(till.day['day.interim']().receipt).join()).not.toMatch(/SEHARUSNYA|251\.000/)
  })

  it('is not closed by a count that is no longer true', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    const first = till.day['day.count']({ pieces: {}, otherApps: ZERO })
    till.confirmed(50_000)
    await expect(till.day['day.close']({ countId: first.countId })).rejects.toEqual(refusal('day-changed'))
    const second = till.day['day.count']({ pieces: {}, otherApps: ZERO })
    await expect(till.day['day.close']({ countId: first.countId })).rejects.toEqual(
      refusal('day-not-counted'),
    )
    const { receipt } = await till.day['day.close']({ countId: second.countId })
    expect(textOf(receipt).join('\n')).toContain('Dihitung 2 kali.')
  })

  it('is not closed by a count before cash was moved, whatever the clock says of which came first', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    till.clock.learn(till.clock.now().toUTCString())
    const { countId } = till.day['day.count']({ pieces: {}, otherApps: ZERO })
    till.clock.learn(new Date(till.clock.now().getTime() - 60_000).toUTCString())
    till.day['day.cash']({ direction: 'in', amount: rupiah(5_000), reason: 'uang kecil' })
    await expect(till.day['day.close']({ countId })).rejects.toEqual(refusal('day-changed'))
  })

  it('waits while something is being sent, and is open only once', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    await expect(till.day['day.open']({ float: ZERO })).rejects.toEqual(refusal('day-open'))
    till.begin()
    expect(() => till.day['day.count']({ pieces: {}, otherApps: ZERO })).toThrow(refusal('day-sending'))
  })

  it('that was not closed yesterday is noticed, stops nobody, and closes with both days', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    till.clock.pass(24 * 60 * 60_000)
    till.confirmed(4_000)
    const opened = till.parts.days.current()!.openedAt
    expect(till.parts.days.overdue('WIB')).toBe(opened)
    expect(till.day['day.current']().day).toMatchObject({ businessDate: '2026-11-22', overdue: true })
    const { compared } = await close(till, 5_000)
    expect(compared.variance).toBe(ZERO)
  })

  it('flags what one person settled alone, and what the agent bears', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    const id = till.unknown(30_000)
    till.journal.chooseCash(id, 'returned', 'x')
    const alone = { posted: true, bankReference: 'REF-1', reason: 'phone', approver: '' }
    till.journal.resolve(id, alone, undefined, 'x')
    const { closed } = await close(till, 0)
    const paper = textOf(closed.receipt).join('\n')
    expect(paper).toMatch(/DITANGGUNG AGEN[\s\S]*Rp30\.000/)
    expect(paper).toMatch(/DISELESAIKAN SATU ORANG[\s\S]*Rp30\.000/)
  })

  it('prints how far the audit chain went, and keeps a digest of the report in it', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    till.confirmed(4_000)
    const { closed } = await close(till, 5_000)
    const entries = till.audit.of('')
    const closing = entries.at(-1)!
    expect(closing).toMatchObject({
      event: 'day-close',
      detail: { day: 1, reportSha256: expect.stringMatching(/^\w{64}$/) },
    })
    const text = textOf(closed.receipt).join('')
    const { mac } = till.database.prepare('SELECT mac FROM audit WHERE seq = ?').get(closing.seq - 1) as {
      mac: string
    }
    expect(text.replaceAll(/\s/g, '')).toContain(mac)
    expect(textOf(closed.receipt).join('\n')).toMatch(new RegExp(`Jumlah catatan +${closing.seq - 1}\n`))
  })
})

describe('a variance above the limit', () => {
  async function shortTill(whole: number) {
    const till = await openTill()
    await till.day['day.open']({ float: rupiah(100_000) })
    return { till, ...(await close(till, whole)) }
  }

  it.each([
    [90_000, false],
    [89_000, true],
    [110_000, false],
    [111_000, true],
  ])('%i of Rp100.000 waits for a second person: %s', async (whole, waiting) => {
    const { till, closed } = await shortTill(whole)
    expect(closed.day.waiting).toBe(waiting)
    expect(textOf(closed.receipt).join().includes('MENUNGGU PENGESAHAN')).toBe(waiting)
    expect(till.day['day.current']().waiting).toHaveLength(waiting ? 1 : 0)
  })

  it('is agreed to by a supervisor, and by nobody who counted', async () => {
    const { till } = await shortTill(50_000)
    const ask = (approver: object) =>
      till.day['day.approve']({
        number: 1,
        reason: 'Salah kembalian',
        approver: { ...SUPERVISOR, ...approver },
      })
    await expect(ask({ username: documentProfile.username, password: 'T6jkl4ss' })).rejects.toEqual(
      refusal('same-person'),
    )
    await expect(ask({ password: 'wrong' })).rejects.toMatchObject({ failure: { code: 'REFUSED' } })
    await expect(ask({ username: 'BNIHLP014001', password: 'Hlp4kl4ss' })).rejects.toMatchObject({
      failure: { code: 'FORBIDDEN' },
    })
    expect(till.day['day.current']().waiting).toHaveLength(1)
    const agreed = await ask({})
    expect(agreed.day).toMatchObject({ waiting: false, approver: SUPERVISOR.username })
    expect(textOf(agreed.receipt).join('\n')).toMatch(/DISAHKAN[\s\S]*BNISPV014001[\s\S]*Salah kembalian/)
    expect(till.audit.of('').at(-1)).toMatchObject({ actor: SUPERVISOR.username, event: 'day-approve' })
  })

  it('is not agreed to by the supervisor who closed the day, whoever asks', async () => {
    const till = await openTill()
    Object.assign(till.profile, { username: SUPERVISOR.username, role: 'supervisor', agentCode: '' })
    await till.day['day.open']({ float: rupiah(100_000) })
    await close(till, 0)
    till.profile.username = documentProfile.username
    await expect(
      till.day['day.approve']({ number: 1, reason: 'Setuju saja', approver: SUPERVISOR }),
    ).rejects.toEqual(refusal('same-person'))
  })
})

describe('a report', () => {
  it('never changes, and no day can be taken away', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    till.confirmed(4_000)
    till.day['day.cash']({ direction: 'in', amount: rupiah(20_000), reason: 'Tambah' })
    const { closed } = await close(till, 1_000)
    await till.day['day.approve']({ number: 1, reason: 'Salah', approver: SUPERVISOR })
    await till.day['day.print']({ number: 1 })
    for (const table of [
      'days',
      'day_cash',
      'day_counts',
      'day_closings',
      'day_approvals',
      'day_rows',
      'day_prints',
    ]) {
      expect(() => till.database.exec(`DELETE FROM ${table}`), table).toThrow(/only added to/)
      const [column] = Object.keys(till.database.prepare(`SELECT * FROM ${table}`).get() as object)
      expect(() => till.database.exec(`UPDATE ${table} SET ${column} = ${column}`), table).toThrow(
        /only added to/,
      )
    }
    const drawer = till.parts.days.closed(1)!.report.counted!.drawer
    expect(drawer.variance).toBe(closed.day.variance)
    expect(drawer.variance).toBe(fromSen(-24_000_00n))
  })

  it('is printed once as the original, then as copies; paper of which nothing came out does not count', async () => {
    const till = await openTill()
    await till.day['day.open']({ float: ZERO })
    await close(till, 0)
    till.printer.result = {
      state: 'failed-unsent',
      reason: 'paper-out',
      bytesWritten: 0,
      printer: 'paper-out',
    }
    expect(await till.day['day.print']({ number: 1 })).toEqual({
      state: 'failed-unsent',
      reason: 'paper-out',
      copy: 0,
    })
    till.printer.result = CONFIRMED
    const prints = await Promise.all([
      till.day['day.print']({ number: 1 }),
      till.day['day.print']({ number: 1 }),
    ])
    expect(prints.map(({ copy }) => copy)).toEqual([0, 1])
    expect(till.papers.map((paper) => textOf(paper).join().includes('SALINAN ke-1'))).toEqual([
      false,
      false,
      true,
    ])
    await expect(till.day['day.print']({})).rejects.toEqual(refusal('day-none-open'))
  })
})
