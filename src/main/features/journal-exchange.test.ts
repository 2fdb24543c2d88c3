import { describe, expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { openCounter } from '../../../tests/support/counter.ts'
import { intentOf, openAudit } from '../../../tests/support/journal.ts'
import type { Content } from '../exports/delivery.ts'
import { reportHtml, type ReportDocument } from '../exports/document.ts'
import { createExchanges } from '../journal/exchange.ts'
import { saveDisputePack } from './dispute-pack.ts'
import { maskedExchange, revealExchange } from './journal-exchange.ts'

const ACCOUNT = '888801000003301'
const ANSWER = {
  code: '-1',
  message: `[0108] ACCOUNT ${ACCOUNT} BLOCKED`,
  data: {
    account_name: 'WARUNG RAHARJA',
    trace_code: 'TRX9f31a',
    admin: 2500,
    ktp: '3515012345670001',
    unheard: 'of this',
  },
}

function lookedInto() {
  const counter = openCounter()
  const audit = openAudit(counter.database, counter.clock)
  const { id } = counter.journal.beginSending(
    intentOf({
      ...{ account: ACCOUNT, accountName: 'WARUNG RAHARJA', amount: rupiah(25_000) },
      sentBody: { toAccount: ACCOUNT, name: 'WARUNG RAHARJA', amount: '25000', narration: 'Setor tunai' },
    }),
  )
  const refusal = { bankCode: '-1', bankMessage: ANSWER.message, traceCode: 'TRX9f31a' }
  counter.journal.settle(id, 'reject', { evidence: `HTTP 200 ${JSON.stringify(ANSWER)}`, refusal }, 'bank')
  const reports: ReportDocument[] = []
  const parts = {
    ...counter,
    exchanges: createExchanges(counter.database, audit),
    zone: 'WIB' as const,
    language: () => 'en' as const,
    saveFile: async (name: string, make: () => Content | Promise<Content>) => {
      await make()
      return name
    },
    reports: {
      toPdf: async (report: ReportDocument) => {
        reports.push(report)
        return new Uint8Array([1])
      },
    },
  }
  return { parts, id, audit, reports, counter }
}

describe('what was sent and received', () => {
  it('is masked where it may be about a person, and said in full of what is not', () => {
    const { parts, id } = lookedInto()
    const { sent, received } = maskedExchange(parts, { transactionId: id })
    const values = Object.fromEntries([...sent, ...received].map(({ path, value }) => [path, value]))
    expect(values).toEqual({
      ...{
        HTTP: '200',
        toAccount: '***********3301',
        name: 'W*** R***',
        amount: '25000',
        narration: 'Setor tunai',
      },
      ...{ code: '-1', message: '[0108] ACCOUNT ***********3301 BLOCKED', 'data.account_name': 'W*** R***' },
      ...{ 'data.trace_code': 'TRX9f31a', 'data.admin': '2500', 'data.ktp': '************0001' },
      'data.unheard': 'o*** t***',
    })
  })

  it('is shown in full to somebody whose look is then in the audit trail', () => {
    const { parts, id, audit } = lookedInto()
    expect(maskedExchange(parts, { transactionId: id }).revealedBy).toEqual([])
    const full = revealExchange(parts, { transactionId: id })
    expect(full.received.find(({ path }) => path === 'data.ktp')).toMatchObject({
      value: '3515012345670001',
      masked: false,
    })
    expect(audit.of(id).at(-1)).toMatchObject({ event: 'reveal', actor: 'BNIUS100294' })
    expect(maskedExchange(parts, { transactionId: id }).revealedBy).toMatchObject([{ by: 'BNIUS100294' }])
  })

  it.each([
    ['timeout', [{ path: '', value: 'timeout' }]],
    [
      'HTTP 502 <h1>no</h1>',
      [
        { path: 'HTTP', value: '502' },
        { path: '', value: '<h1>no</h1>' },
      ],
    ],
    ['', []],
  ])('may be no answer at all: %j', (evidence, lines) => {
    const { parts, counter } = lookedInto()
    const { id } = counter.journal.beginSending(intentOf())
    counter.journal.settle(id, 'lose', { evidence }, 'workstation')
    expect(maskedExchange(parts, { transactionId: id }).received).toMatchObject(lines)
  })
})

describe('the dispute pack', () => {
  it('holds the transaction, masked, with its entries of the audit chain and how the chain ends', async () => {
    const { parts, id, audit, reports, counter } = lookedInto()
    const { file } = await saveDisputePack(parts, { transactionId: id })
    expect(file).toMatch(/^Dispute pack \d{16}\.pdf$/)
    const html = reportHtml(reports[0]!)
    expect(html).not.toContain(ACCOUNT)
    expect(html).not.toContain('3515012345670001')
    const entries = counter.database.prepare('SELECT seq, mac FROM audit WHERE subject = ?').all(id) as {
      mac: string
    }[]
    expect(entries.length).toBeGreaterThan(3)
    for (const { mac } of entries) expect(html).toContain(mac)
    expect(html).toContain(`${audit.head().count} entries, last MAC ${audit.head().mac}`)
    expect(audit.of(id).at(-1)).toMatchObject({ event: 'dispute-pack' })
    expect(reports[0]!.facts.at(-1)).toEqual(['Audit chain', 'Intact: recomputed when this was made'])
    expect(html).toContain(`entries 1 to ${audit.head().count} were recomputed with this counter&#39;s key`)
  })

  it.each([
    [
      'an entry that was changed',
      `UPDATE audit SET detail = replace(detail, 'rejected', 'confirmed') WHERE seq = 3`,
      'entries 1 to 4: entry 3 is not as it was written',
    ],
    [
      'an entry that is no longer written in JSON',
      `UPDATE audit SET detail = '{' WHERE seq = 1`,
      'entries 1 to 4: entry 1 is not as it was written',
    ],
    ['an entry that is gone', 'DELETE FROM audit WHERE seq = 2', 'entries 1 to 4: entry 2 is missing'],
    [
      'a transaction that was changed',
      'UPDATE money SET amount_sen = amount_sen * 10',
      'entries 1 to 4: this transaction is not what its entries say',
    ],
  ])('says that it proves nothing for %s', async (_what, sql, says) => {
    const { parts, id, reports, counter } = lookedInto()
    counter.database.exec(sql)
    await saveDisputePack(parts, { transactionId: id })
    expect(reports[0]!.facts.at(-1)).toEqual(['Audit chain', 'NOT INTACT: see the proof of the audit chain'])
    const html = reportHtml(reports[0]!)
    expect(html).toMatch(new RegExp(`THE CHECK FAILED, 22/11/2026 [0-9. A-Z]+, ${says}`))
    expect(html).toContain('This pack proves nothing.')
    expect(html).not.toContain('were recomputed with')
  })
})
