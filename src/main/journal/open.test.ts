import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { toInstant } from '#shared/time.ts'
import { createFileStore } from '../keychain.ts'
import { createMoneyJournal } from './money-journal.ts'
import { openJournal, setJournalAside } from './open.ts'

/** A profile's folder with the secrets beside it, and what a start finds there. */
function profile() {
  const folder = temporaryFolder()
  const secretsFile = join(temporaryFolder(), 'secrets.json')
  const clock = testClock()
  const start = async () => {
    const opened = await openJournal(folder, createFileStore(secretsFile), clock, eventLog())
    const money = createMoneyJournal(opened.database, clock, opened.audit)
    const events = () => opened.audit.of('').map(({ event }) => event)
    return { ...opened, money, events, path: opened.trouble ? ':memory:' : join(folder, 'journal.db') }
  }
  /** A first run that left one transaction. */
  const withOneTransaction = async () => {
    const first = await start()
    const { id } = first.money.beginSending(intentOf())
    // Else everything may still be in the write-ahead log, and the file alone says nothing.
    first.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    first.database.close()
    return id
  }
  const file = (name: string) => join(folder, name)
  return { folder, secretsFile, start, withOneTransaction, file }
}

const everything = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]))

describe('a journal', () => {
  it('opens again with what was written, without trouble', async () => {
    const { start, withOneTransaction } = profile()
    const id = await withOneTransaction()
    const again = await start()
    expect(again.trouble).toBeUndefined()
    expect(again.money.get(id).state).toBe('sending')
    expect(again.events()).toEqual([])
    expect(again.audit.verify()).toMatchObject({ intact: true })
  })

  it('opens in a profile that was moved: its keys are named by an id inside it', async () => {
    const first = profile()
    const id = await first.withOneTransaction()
    const elsewhere = profile()
    for (const name of readdirSync(first.folder)) {
      writeFileSync(elsewhere.file(name), readFileSync(first.file(name)))
    }
    writeFileSync(elsewhere.secretsFile, readFileSync(first.secretsFile))
    expect((await elsewhere.start()).money.get(id)).toBeDefined()
  })

  it('whose tail was cut says so in its own chain, once', async () => {
    const first = profile()
    await first.withOneTransaction()
    const backup = readFileSync(first.file('journal.db'))
    const second = await first.start()
    second.money.beginSending(intentOf())
    // A restored backup: an older journal beside a newer head.
    const restored = profile()
    writeFileSync(restored.secretsFile, readFileSync(first.secretsFile))
    for (const name of ['journal.head', 'profile-id']) {
      writeFileSync(restored.file(name), readFileSync(first.file(name)))
    }
    writeFileSync(restored.file('journal.db'), backup)
    const third = await restored.start()
    expect(third.trouble).toBeUndefined()
    expect(third.events()).toEqual(['tail-cut'])
    third.database.close()
    expect((await restored.start()).events()).toEqual(['tail-cut'])
  })
})

describe('a journal that cannot be used blocks money and is not written over', () => {
  it.each<[string, string, (folder: string, secretsFile: string) => void]>([
    ['its key is gone', 'journal-key-missing', (_, secrets) => rmSync(secrets)],
    [
      'the key of its chain is gone',
      'journal-key-missing',
      (_, secrets) => {
        const kept = JSON.parse(readFileSync(secrets, 'utf8')) as Record<string, string>
        const others = Object.entries(kept).filter(([name]) => !name.startsWith('audit-key:'))
        writeFileSync(secrets, JSON.stringify(Object.fromEntries(others)))
      },
    ],
    [
      'it is another file',
      'journal-unreadable',
      (folder) => writeFileSync(join(folder, 'journal.db'), 'x'.repeat(9_000)),
    ],
    ['its file is gone', 'journal-gone', (folder) => rmSync(join(folder, 'journal.db'))],
    ['its file is empty', 'journal-gone', (folder) => truncateSync(join(folder, 'journal.db'))],
  ])('where %s', async (_, trouble, harm) => {
    const { folder, secretsFile, start, withOneTransaction } = profile()
    await withOneTransaction()
    harm(folder, secretsFile)
    const before = everything(folder)
    const opened = await start()
    expect(opened.trouble).toBe(trouble)
    expect(everything(folder)).toEqual(before)
    // What needs no journal goes on, in memory.
    expect(opened.money.openUnknowns()).toBe(0)
  })

  it('where a newer version made it', async () => {
    const { start, withOneTransaction } = profile()
    await withOneTransaction()
    const opened = await start()
    opened.database.exec('PRAGMA user_version = 9999')
    opened.database.close()
    expect((await start()).trouble).toBe('journal-newer')
  })

  it.skipIf(process.getuid?.() === 0)('where the folder cannot be written', async () => {
    const { folder, start } = profile()
    chmodSync(folder, 0o500)
    expect((await start()).trouble).toBe('no-journal')
    chmodSync(folder, 0o700)
  })
})

describe('a journal that was set aside', () => {
  it('is kept whole beside the new one, which begins with who decided it and why', async () => {
    const { folder, start, withOneTransaction, file, secretsFile } = profile()
    await withOneTransaction()
    appendFileSync(file('journal.db'), 'damage')
    rmSync(secretsFile)
    const old = readFileSync(file('journal.db'))
    const decision = {
      at: toInstant('2026-11-22T09:42:07.041Z'),
      trouble: 'journal-key-missing',
      actor: 'BNIUS100294',
      approver: 'SPV01',
      reason: 'PC diganti',
    } as const
    setJournalAside(folder, decision)
    const next = await start()
    expect(next.trouble).toBeUndefined()
    expect(next.audit.of('')).toMatchObject([
      {
        actor: 'BNIUS100294',
        event: 'journal-set-aside',
        detail: { approver: 'SPV01', reason: 'PC diganti' },
      },
    ])
    const aside = readdirSync(folder).find((name) => name.endsWith('.journal.db.aside'))!
    expect(readFileSync(file(aside))).toEqual(old)
    expect(existsSync(file('journal.set-aside.json'))).toBe(false)
    next.database.close()
    expect((await start()).events()).toEqual(['journal-set-aside'])
  })
})
