import { describe, expect, it } from 'vitest'
import type { TransactionId } from '#shared/references.ts'
import { failed, ok, type Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useJournalFile } from './use-journal-file.ts'

const ID = 'a-transaction' as TransactionId
const FULL = { code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' } as const
const EXCHANGE = { sent: [], received: [], revealedBy: [] }

/** Every question stays open until the test answers it. */
function start() {
  const asked: { method: string; answer: (result: Result<unknown>) => void }[] = []
  const call = ((method: string) =>
    new Promise((answer) => asked.push({ method, answer }))) as unknown as Call
  return { asked, ...useJournalFile(call) }
}

describe('useJournalFile', () => {
  it('shows what was exchanged, masked and then in full', async () => {
    const { asked, read, exchange, inFull, pending } = start()
    const masked = read('journal.exchange', ID)
    expect(pending.value).toBe(true)
    asked[0]!.answer(ok(EXCHANGE))
    await masked
    expect([exchange.value, inFull.value, pending.value]).toEqual([EXCHANGE, false, false])
    const full = read('journal.reveal', ID)
    asked[1]!.answer(ok(EXCHANGE))
    await full
    expect(inFull.value).toBe(true)
  })

  it('still shows it masked where it may not be shown in full, and says why', async () => {
    const { asked, read, exchange, inFull, failure } = start()
    const masked = read('journal.exchange', ID)
    asked[0]!.answer(ok(EXCHANGE))
    await masked
    const full = read('journal.reveal', ID)
    asked[1]!.answer(failed({ code: 'FORBIDDEN', reason: 'role' }))
    await full
    expect([exchange.value, inFull.value, failure.value?.code]).toEqual([EXCHANGE, false, 'FORBIDDEN'])
  })

  it('writes one file at a time and says its name', async () => {
    const { asked, save, savedAs, pending, exporting } = start()
    const first = save('journal.export', { search: '', filter: {}, format: 'csv' })
    await save('journal.disputePack', { transactionId: ID })
    expect([asked.length, pending.value, exporting.value]).toEqual([1, true, true])
    asked[0]!.answer(ok({ file: 'journal.csv' }))
    await first
    expect([savedAs.value, pending.value, exporting.value]).toEqual(['journal.csv', false, false])
    const pack = save('journal.disputePack', { transactionId: ID })
    expect([savedAs.value, exporting.value]).toEqual([undefined, false])
    asked[1]!.answer(failed(FULL))
    await pack
  })

  it('says nothing of a file that the person did not want, and why one could not be written', async () => {
    const { asked, save, savedAs, failure } = start()
    const cancelled = save('journal.disputePack', { transactionId: ID })
    asked[0]!.answer(ok({}))
    await cancelled
    expect([savedAs.value, failure.value]).toEqual([undefined, undefined])
    const full = save('journal.disputePack', { transactionId: ID })
    asked[1]!.answer(failed(FULL))
    await full
    expect([savedAs.value, failure.value]).toEqual([undefined, FULL])
  })

  it('ends a long export, after which its call comes back without a file', async () => {
    const { asked, save, stop, savedAs, exporting } = start()
    const saving = save('journal.export', { search: '', filter: {}, format: 'csv' })
    const stopping = stop()
    expect(asked.map(({ method }) => method)).toEqual(['journal.export', 'journal.stopExport'])
    asked[1]!.answer(ok({}))
    asked[0]!.answer(ok({}))
    await Promise.all([saving, stopping])
    expect([savedAs.value, exporting.value]).toEqual([undefined, false])
  })

  it('forgets all of it when another transaction is looked at', async () => {
    const { asked, read, save, forget, exchange, inFull, savedAs, failure } = start()
    const reading = read('journal.reveal', ID)
    asked[0]!.answer(ok(EXCHANGE))
    await reading
    const saving = save('journal.disputePack', { transactionId: ID })
    asked[1]!.answer(failed(FULL))
    await saving
    forget()
    expect([exchange.value, inFull.value, savedAs.value, failure.value]).toEqual([
      ...[undefined, false, undefined, undefined],
    ])
  })
})
