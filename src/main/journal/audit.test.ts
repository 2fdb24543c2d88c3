import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, newJournalPath, openJournal } from '../../../tests/support/journal.ts'
import { createAudit } from './audit.ts'
import { createMoneyJournal } from './money-journal.ts'

/** A journal with three deposits, of which one is confirmed: its chain, its file and its sealed head. */
function journalWithMoney() {
  const path = newJournalPath()
  const database = openJournal(path)
  const headFile = join(dirname(path), 'journal.head')
  const auditOf = (key = 'the-key') => createAudit(database, testClock(), key, headFile)
  const audit = auditOf()
  const journal = createMoneyJournal(database, testClock(), audit)
  const rows = [1, 2, 3].map(() => journal.beginSending(intentOf()))
  journal.settle(rows[0]!.id, 'confirm', { evidence: 'HTTP 200' }, 'bank')
  audit.seal()
  return { database, headFile, audit, auditOf, journal, rows }
}

describe('the audit chain', () => {
  it('is intact as it was written, and ends as sealed', () => {
    const { audit, headFile } = journalWithMoney()
    expect(audit.verify()).toEqual({ intact: true, head: audit.head() })
    expect(audit.head().count).toBe(7)
    expect(readFileSync(headFile, 'utf8').trim()).toBe(`7 ${audit.head().mac}`)
  })

  it.each([
    ['an actor', `UPDATE audit SET actor = 'somebody' WHERE seq = 4`, 'altered', 4],
    [
      'a detail',
      `UPDATE audit SET detail = replace(detail, 'sending', 'intent') WHERE seq = 2`,
      'altered',
      2,
    ],
    ['a time', `UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 1`, 'altered', 1],
    ['an entry taken out', 'DELETE FROM audit WHERE seq = 3', 'missing', 3],
    ['the tail cut off', 'DELETE FROM audit WHERE seq > 5', 'cut', 6],
    ['everything gone', 'DELETE FROM audit', 'cut', 1],
  ] as const)('shows %s', (_what, sql, reason, seq) => {
    const { database, audit } = journalWithMoney()
    database.exec(sql)
    expect(audit.verify()).toEqual({ intact: false, reason, seq })
    if (reason === 'cut') expect(audit.endsAsSealed()).toBe(false)
  })

  it.each([
    ['a state', `UPDATE money SET state = 'rejected' WHERE rowid = 1`],
    ['an amount', 'UPDATE money SET amount_sen = 1 WHERE rowid = 2'],
    ['a reference', `UPDATE money SET reference = '2611221642070412' WHERE rowid = 3`],
    ['cash that nobody gave back', `UPDATE money SET cash = 'returned' WHERE rowid = 2`],
    ['a settlement by nobody', `UPDATE money SET resolution = '{"posted":true}' WHERE rowid = 2`],
    ['the absence', 'DELETE FROM money WHERE rowid = 3'],
  ])('shows %s of a transaction that is not what the chain says', (_what, sql) => {
    const { database, audit } = journalWithMoney()
    database.exec(sql)
    expect(audit.verify()).toMatchObject({ intact: false, reason: 'row-differs' })
  })

  it('is recomputed for one transaction from its first entry on', async () => {
    const { database, audit, rows } = journalWithMoney()
    database.exec(`UPDATE audit SET actor = 'somebody' WHERE seq = 2`)
    const head = audit.head()
    expect(await audit.verifyOf(rows[1]!.id)).toEqual({ from: 3, head, verdict: { intact: true, head } })
    expect((await audit.verifyOf(rows[0]!.id)).verdict).toEqual({ intact: false, reason: 'altered', seq: 2 })
  })

  it.each([
    ['a later entry of anybody', 'UPDATE audit SET at = at || 1 WHERE seq = 6', 'altered', 6],
    ['an entry before it taken out', 'DELETE FROM audit WHERE seq = 2', 'missing', 2],
    ['one of its entries taken out', 'DELETE FROM audit WHERE seq = 4', 'missing', 4],
    ['its first entry given to another', `UPDATE audit SET subject = 'x' WHERE seq = 3`, 'row-differs', 4],
    ['all its entries taken out', 'DELETE FROM audit WHERE seq IN (3, 4)', 'missing', 3],
    ['the tail cut off', 'DELETE FROM audit WHERE seq > 6', 'cut', 7],
    ['its state', `UPDATE money SET state = 'rejected' WHERE rowid = 2`, 'row-differs', 4],
    ['its amount', 'UPDATE money SET amount_sen = 1 WHERE rowid = 2', 'row-differs', 4],
  ] as const)('for one transaction shows %s', async (_what, sql, reason, seq) => {
    const { database, audit, rows } = journalWithMoney()
    database.exec(sql)
    expect((await audit.verifyOf(rows[1]!.id)).verdict).toEqual({ intact: false, reason, seq })
  })

  it('does not hold for a transaction after which entries were once cut off', async () => {
    const { audit, rows, journal } = journalWithMoney()
    audit.append({ actor: 'start-up', subject: '', event: 'tail-cut', detail: {} })
    audit.seal()
    const later = journal.beginSending(intentOf())
    expect(audit.cuts()).toEqual([8])
    expect((await audit.verifyOf(rows[2]!.id)).verdict).toEqual({ intact: false, reason: 'cut', seq: 8 })
    expect((await audit.verifyOf(later.id)).verdict).toMatchObject({ intact: true })
  })

  it('lets others have their turn while a long one is recomputed, and takes no account of what they add', async () => {
    const { database, audit, rows, journal } = journalWithMoney()
    const entry = { actor: 'start-up', subject: '', event: 'noise', detail: {} }
    database.transaction(() => Array.from({ length: 1_200 }, () => audit.append(entry)))()
    const before = audit.head()
    const checking = audit.verifyOf(rows[0]!.id)
    journal.beginSending(intentOf())
    let turns = 0
    const count = () => {
      turns += 1
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    const { head, verdict } = await checking
    clearImmediate(next)
    expect([head, verdict]).toEqual([before, { intact: true, head: before }])
    expect(turns).toBeGreaterThan(1)
  })

  it('cannot be made anew by somebody who has the file but not the key', () => {
    const { database, rows, headFile, auditOf } = journalWithMoney()
    database.exec('DELETE FROM audit')
    const forged = auditOf('another key')
    forged.append({
      actor: 'bank',
      subject: rows[0]!.id,
      event: 'move',
      detail: { from: 'sending', to: 'confirmed' },
    })
    forged.seal()
    expect(auditOf().verify()).toEqual({ intact: false, reason: 'altered', seq: 1 })
    expect(readFileSync(headFile, 'utf8')).toMatch(/^1 /)
  })

  it('is sealed with an intent at once, and with a settlement as soon as its caller has been answered', async () => {
    const { audit, headFile, journal } = journalWithMoney()
    const sealed = () => readFileSync(headFile, 'utf8').trim()
    const now = () => `${audit.head().count} ${audit.head().mac}`
    const { id } = journal.beginSending(intentOf())
    const withIntent = now()
    expect(sealed()).toBe(withIntent)
    journal.settle(id, 'confirm', { evidence: 'HTTP 200' }, 'bank')
    expect(sealed()).toBe(withIntent)
    await new Promise((resolve) => setImmediate(resolve))
    expect(now()).not.toBe(withIntent)
    expect(sealed()).toBe(now())
  })

  it('may be longer than its sealed head: a crash before the seal loses nothing', () => {
    const { audit, headFile, journal, rows } = journalWithMoney()
    const sealed = readFileSync(headFile)
    journal.settle(rows[1]!.id, 'lose', { evidence: 'timeout' }, 'workstation')
    writeFileSync(headFile, sealed)
    expect(audit.endsAsSealed()).toBe(true)
    expect(audit.verify()).toMatchObject({ intact: true })
  })

  it('goes with its transaction: what is rolled back has no entry', () => {
    const { audit, journal, rows } = journalWithMoney()
    const before = audit.head()
    expect(() => journal.settle(rows[0]!.id, 'reject', { evidence: '' }, 'bank')).toThrow()
    expect(audit.head()).toEqual(before)
  })

  it('stops nobody where the head cannot be written', () => {
    const database = openJournal()
    const audit = createAudit(database, testClock(), 'the-key', '/proc/no-such-folder/journal.head')
    const journal = createMoneyJournal(database, testClock(), audit)
    expect(journal.beginSending(intentOf()).state).toBe('sending')
  })
})
