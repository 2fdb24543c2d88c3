import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '#shared/locales/en.ts'
import { rupiah } from '#shared/money.ts'
import { openCounter } from '../../../tests/support/counter.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import type { Content, SaveFile } from '../exports/delivery.ts'
import { createJournalSearch } from '../journal/journal-search.ts'
import { writeSynced } from '../sealed-files.ts'
import { exportJournal, stopExport } from './journal-export.ts'

const ACCOUNT = '888801000003301'
const COPIED = `kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen, narration, teller, host, sent_body, facts,
  evidence, created_at`

/** A journal of one refused deposit and many copies of it, and a folder that exports are saved to. */
function exporting(copies: number) {
  const counter = openCounter()
  const { id } = counter.journal.beginSending(
    intentOf({ account: ACCOUNT, accountName: 'WARUNG RAHARJA', amount: rupiah(25_000) }),
  )
  const refusal = { bankCode: '-1', bankMessage: `ACCOUNT ${ACCOUNT} BLOCKED`, traceCode: 'TRX9f31a' }
  counter.journal.settle(id, 'reject', { evidence: '', refusal }, 'bank')
  counter.database.exec(`
    CREATE TEMP TABLE one AS SELECT * FROM money;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies})
    INSERT INTO money (id, attempt_id, reference, ${COPIED})
      SELECT printf('id-%d', i), printf('attempt-%d', i), printf('26%014d', i), ${COPIED} FROM one, n;
  `)
  const folder = temporaryFolder()
  const save = (onTheWay: (content: Content) => Content): SaveFile => {
    return async (name, make) => {
      await writeSynced(join(folder, name), onTheWay(await make()), 0o600)
      return name
    }
  }
  const parts = {
    ...{ clock: counter.clock, zone: 'WIB' as const, language: () => 'en' as const },
    journalSearch: createJournalSearch(counter.database, 'WIB'),
    saveFile: save((content) => content),
  }
  const textOf = (name: string | undefined) => readFileSync(join(folder, name!), 'utf8')
  return { parts, folder, save, textOf }
}

/** Lets one piece through, then does something. */
async function* afterFirst(content: AsyncIterable<string>, act: () => void): AsyncGenerator<string> {
  let pieces = 0
  for await (const piece of content) {
    pieces += 1
    if (pieces === 2) act()
    yield piece
  }
}

const everything = { search: '', filter: {}, format: 'csv' } as const

describe('an export', () => {
  it('has every row that is found, masked, in plain figures', async () => {
    const { parts, textOf } = exporting(1_004)
    const { file } = await exportJournal(parts, everything)
    const lines = textOf(file).trim().split('\r\n')
    expect(new Set(lines).size).toBe(1_006)
    const refused = await exportJournal(parts, { ...everything, filter: { state: 'rejected' } })
    const [heading, row, ...rest] = textOf(refused.file).trim().split('\r\n')
    expect(rest).toEqual([])
    expect(heading!.split(',')).toHaveLength(13)
    expect(heading).toContain(en.journal.reference)
    expect(row).toContain(`,***********3301,WARUNG RAHARJA,,25000,0,25000,`)
    expect(row).toContain('ACCOUNT ***********3301 BLOCKED TRX9f31a')
  })

  it('comes in pieces of some rows each, however many there are', async () => {
    const { parts, save, textOf } = exporting(1_004)
    const sizes: number[] = []
    async function* measured(content: AsyncIterable<string>) {
      for await (const piece of content) {
        sizes.push(piece.split('\r\n').length - 1)
        yield piece
      }
    }
    const saveFile = save((content) => measured(content as AsyncIterable<string>))
    const { file } = await exportJournal({ ...parts, saveFile }, everything)
    expect(sizes).toEqual([1, ...Array<number>(10).fill(100), 5])
    expect(textOf(file).split('\r\n')).toHaveLength(1_007)
  })

  it('that is ended early leaves nothing, and the file of before as it was', async () => {
    const { parts, folder, save } = exporting(1_004)
    const name = (await exportJournal(parts, everything)).file!
    writeFileSync(join(folder, name), 'the file of before')
    const stops: Promise<void>[] = []
    const stopping = (content: Content) =>
      afterFirst(content as AsyncIterable<string>, () => stops.push(stopExport()))
    expect(await exportJournal({ ...parts, saveFile: save(stopping) }, everything)).toEqual({})
    await Promise.all(stops)
    expect(stops).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([name])
    expect(readFileSync(join(folder, name), 'utf8')).toBe('the file of before')
    await stopExport()
    expect((await exportJournal(parts, everything)).file).toBe(name)
  })

  it('into a workbook has a limit, which is said before anything is written', async () => {
    const { parts, folder } = exporting(20_000)
    const run = exportJournal(parts, { ...everything, format: 'xlsx' })
    await expect(run).rejects.toMatchObject({ failure: { field: 'format', rule: 'too-many-rows' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('that fails halfway leaves nothing and says why', async () => {
    const { parts, folder, save } = exporting(1_004)
    const failing = (content: Content) =>
      afterFirst(content as AsyncIterable<string>, () => {
        throw new Error('the journal was closed')
      })
    const run = exportJournal({ ...parts, saveFile: save(failing) }, everything)
    await expect(run).rejects.toThrow('the journal was closed')
    expect(readdirSync(folder)).toEqual([])
  })
})
