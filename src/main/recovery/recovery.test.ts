import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf } from '../../../tests/support/journal.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { addTransaction } from '../../../tests/support/printing.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { openDatabase } from '../journal/database.ts'
import { createMoneyJournal } from '../journal/money-journal.ts'
import { openJournal, profileId, readJournalKeys } from '../journal/open.ts'
import { bankFile, escrowJournalKeys, PASSPHRASE_FILE } from '../journal/recovery-keys.ts'
import { openSecretStore } from '../keychain.ts'
import { prepareStart } from '../startup.ts'
import { verifyJournal } from '../verify-journal.ts'
import { withAsk, type WithAsk } from './ask.ts'
import { backUp } from './back-up.ts'
import { openEscrow, setRecoveryPassphrase } from './keys.ts'
import { restore } from './restore.ts'

const PASSPHRASE = 'becak merah lewat pagi'

const UNLOCK = 'only at the bank'

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const lock = { cipher: 'aes-256-cbc', passphrase: UNLOCK }
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }) as string,
  }
}

// Finding their primes takes a busy machine seconds.
const PAIR = keyPair()
const ANOTHER_PAIR = keyPair()

/** Types these lines where a secret is asked for. */
const typed =
  (...lines: string[]): WithAsk =>
  (use) => {
    const input = new PassThrough()
    input.end(lines.map((line) => `${line}\n`).join(''))
    return withAsk(
      use,
      input as unknown as NodeJS.ReadStream,
      new PassThrough() as unknown as NodeJS.WriteStream,
    )
  }
const nobody: WithAsk = () => Promise.reject(new Error('a secret was asked for'))

/** A PC: a profile and its keychain, and the commands as they are given there. */
function workstation() {
  const start = prepareStart({
    environment: { TELLER_PROFILE_DIR: temporaryFolder() },
    packaged: false,
    fallbackRuntime: false,
    systemFolder: '',
  })
  const { folder } = start
  const log = eventLog()
  const clock = testClock()
  const value = (values: Record<string, string>) => (name: string) => values[name] ?? ''
  const file = (name: string) => join(folder, name)

  const open = async () => {
    const secrets = await openSecretStore('training', folder)
    const opened = await openJournal(folder, secrets, clock, log)
    onTestFinished(() => {
      if (opened.database.open) opened.database.close()
    })
    const money = createMoneyJournal(opened.database, clock, opened.audit)
    const escrow = (publicKeyFile: string) =>
      escrowJournalKeys({ folder, secrets, audit: opened.audit }, publicKeyFile, log)
    const deposit = () => money.settle(money.beginSending(intentOf()).id, 'confirm', { evidence: '' }, 'bank')
    return { ...opened, secrets, money, escrow, deposit }
  }

  return {
    ...{ folder, file, log, open },
    setPassphrase: (...lines: string[]) => setRecoveryPassphrase(start, log, value({}), typed(...lines)),
    backUp: (place: string) => backUp(start, log, value({ 'back-up': place })),
    restore: (backup: string, asking: WithAsk = nobody) =>
      restore(start, log, value({ 'restore-journal': backup }), asking),
    openEscrow: (sealed: string, pem: string, ...lines: string[]) =>
      openEscrow(start, log, value({ 'open-escrow': sealed, 'private-key': pem }), typed(...lines)),
    verify: () => verifyJournal(start, log),
  }
}

function spoken() {
  const said: string[] = []
  for (const way of ['log', 'error'] as const) {
    const spy = vi.spyOn(console, way).mockImplementation((line: string) => void said.push(line))
    onTestFinished(() => spy.mockRestore())
  }
  return said
}

/** The one backup in a place. */
const backupIn = (place: string): string => {
  const names = readdirSync(place)
  expect(names).toHaveLength(1)
  return join(place, names[0]!)
}

/** A PC with one deposit, backed up. */
async function backedUp() {
  const said = spoken()
  const pc = workstation()
  const journal = await pc.open()
  const { id } = journal.deposit()
  const place = temporaryFolder()
  const backUpNow = async () => {
    expect(await pc.backUp(place)).toBe(0)
    return backupIn(place)
  }
  return { said, pc, journal, id, place, backUpNow }
}

const everything = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.log') && !entry.name.endsWith('-shm'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'base64')]),
  )

describe('--back-up', { timeout: 60_000 }, () => {
  it('makes a copy that is whole, verified and as secret as the journal', async () => {
    const { said, journal, pc, backUpNow } = await backedUp()
    const backup = await backUpNow()
    expect(readdirSync(backup).sort()).toEqual(['backup.json', 'journal.db', 'journal.head', 'profile-id'])
    const { count, mac } = journal.audit.head()
    expect(said).toEqual([
      `BACKUP made: ${backup}`,
      'BACKUP opens on this PC only: there is neither journalKeyEscrow nor a recovery passphrase',
      `BACKUP intact: ${count} entries, head ${mac}`,
    ])
    for (const [path, bytes] of Object.entries(everything(backup)))
      expect(Buffer.from(bytes, 'base64').includes('4447'), path).toBe(false)
    // Nothing of the copying stays in the profile.
    expect(readdirSync(pc.folder).filter((name) => name.startsWith('recovering-'))).toEqual([])
  })

  it('goes on beside a workstation that posts, disturbs none of its commits, and is intact each time', async () => {
    const { pc, journal, place } = await backedUp()
    const keys = (await readJournalKeys(journal.secrets, profileId(pc.folder)))!
    journal.database.close()
    const program = resolve(import.meta.dirname, '../../../tests/support/busy-journal.ts')
    const writer = spawn(
      process.execPath,
      [program, pc.file('journal.db'), keys.journal, keys.audit, pc.file('journal.head')],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    onTestFinished(() => void writer.kill('SIGKILL'))
    let output = ''
    writer.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
    await once(writer.stdout, 'data')
    for (let round = 0; round < 5; round += 1) expect(await pc.backUp(place)).toBe(0)
    writer.stdin.end()
    const [code] = (await once(writer, 'close')) as [number]
    expect(code).toBe(0)
    expect(Number(/commits (\d+)/.exec(output)?.[1])).toBeGreaterThan(10)
    expect(readdirSync(place)).toHaveLength(5)
    expect(await pc.verify()).toBe(0)
  })

  it('says that the journal is altered, and still copies it', async () => {
    const { said, pc, journal, place } = await backedUp()
    journal.database.exec(`UPDATE audit SET actor = 'somebody' WHERE seq = 2`)
    expect(await pc.backUp(place)).toBe(1)
    expect(said.at(-1)).toBe('BACKUP altered: altered at entry 2, as the journal is')
    expect(existsSync(join(backupIn(place), 'journal.db'))).toBe(true)
  })

  it('makes nothing where there is no journal, no key or no place', async () => {
    const said = spoken()
    const place = temporaryFolder()
    const bare = workstation()
    expect(await bare.backUp(place)).toBe(2)
    const { pc } = await backedUp()
    expect(await pc.backUp(join(place, 'gone'))).toBe(2)
    expect(await pc.backUp('')).toBe(2)
    rmSync(pc.file('secrets.json'))
    expect(await pc.backUp(place)).toBe(2)
    expect(said.filter((line) => !line.startsWith('BACKUP not made: '))).toEqual([])
    expect(readdirSync(place)).toEqual([])
  })
})

// Each guess at a passphrase is made to take half a second, more on a busy machine.
describe('a journal on another PC', { timeout: 60_000 }, () => {
  it('is restored with the recovery passphrase, and works on there', async () => {
    const { said, pc, id, backUpNow, journal } = await backedUp()
    journal.database.close()
    expect(await pc.setPassphrase(PASSPHRASE, PASSPHRASE)).toBe(0)
    const backup = await backUpNow()

    const next = workstation()
    said.length = 0
    expect(await next.restore(backup, typed(PASSPHRASE))).toBe(0)
    expect(said[0]).toMatch(/^RESTORE done: .+, 4 entries up to 2\d{3}-[\d-]+T[\d:.]+Z, head [0-9a-f]{64}$/)
    expect(said.at(-1)).toContain('is not in this journal')
    const restored = await next.open()
    expect(restored.trouble).toBeUndefined()
    expect(restored.money.get(id).state).toBe('confirmed')
    expect(existsSync(next.file(PASSPHRASE_FILE))).toBe(true)
    restored.deposit()
    expect(restored.audit.verify()).toMatchObject({ intact: true })
    expect(restored.audit.of('')).toMatchObject([{ event: 'journal-restored', detail: { entries: 4 } }])
    restored.database.close()
    expect(await next.verify()).toBe(0)
  })

  it('is restored with the bank’s private key, which nothing but the bank ever sees', async () => {
    const { said, pc, id, backUpNow, journal } = await backedUp()
    const bank = PAIR
    const pem = join(temporaryFolder(), 'bank.pem')
    writeFileSync(pem, bank.publicKey)
    expect(await journal.escrow(pem)).toBe(true)
    const backup = await backUpNow()
    const sealed = bankFile(bank.publicKey)
    expect(said).toContain(`BACKUP opens elsewhere with ${sealed}`)

    const next = workstation()
    expect(await next.restore(backup)).toBe(2)
    expect(said.at(-1)).toContain(`the bank opens ${sealed}`)

    // At the bank: a PC without a journal, and the one file that was sent there.
    const atBank = temporaryFolder()
    copyFileSync(join(backup, sealed), join(atBank, sealed))
    writeFileSync(join(atBank, 'private.pem'), bank.privateKey)
    const bankPc = workstation()
    const open = (...lines: string[]) =>
      bankPc.openEscrow(join(atBank, sealed), join(atBank, 'private.pem'), ...lines)
    expect(await open('a guess', PASSPHRASE, PASSPHRASE)).toBe(2)
    expect(readdirSync(atBank).sort()).toEqual([sealed, 'private.pem'])
    expect(await open(UNLOCK, PASSPHRASE, PASSPHRASE)).toBe(0)
    for (const [path, bytes] of Object.entries(everything(bankPc.folder)))
      expect(Buffer.from(bytes, 'base64').toString(), path).not.toMatch(/[0-9a-f]{64}/)

    copyFileSync(join(atBank, PASSPHRASE_FILE), join(backup, PASSPHRASE_FILE))
    expect(await next.restore(backup, typed('not what the bank said'))).toBe(2)
    expect(await next.restore(backup, typed(PASSPHRASE))).toBe(0)
    expect((await next.open()).money.get(id).state).toBe('confirmed')
    // The passphrase of the way opens no later backup.
    expect(readdirSync(next.folder).filter((name) => name.endsWith('.sealed'))).toEqual([sealed])
    expect(pc.log.events).toContain('journal.keys-escrowed')
  })

  it('is not restored without any key, and nothing is touched', async () => {
    const { said, backUpNow } = await backedUp()
    const backup = await backUpNow()
    const next = workstation()
    ;(await next.open()).database.close()
    const before = everything(next.folder)
    expect(await next.restore(backup)).toBe(2)
    expect(said.at(-1)).toBe(
      'RESTORE not done: neither this PC nor the backup has its keys: it opens on the PC that made it',
    )
    expect(everything(next.folder)).toEqual(before)
  })
})

describe('--restore-journal on the PC that made the backup', () => {
  it('asks for nothing, and keeps what was there beside it', async () => {
    const { said, pc, journal, backUpNow } = await backedUp()
    const backup = await backUpNow()
    const later = journal.deposit()
    journal.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    journal.database.close()
    const old = readFileSync(pc.file('journal.db'))
    expect(await pc.restore(backup)).toBe(0)
    const aside = readdirSync(pc.folder).filter((name) => name.endsWith('.aside'))
    const asideDb = aside.find((name) => name.endsWith('.journal.db.aside'))!
    expect(readFileSync(pc.file(asideDb))).toEqual(old)
    expect(
      said.some((line) => line.startsWith('RESTORE kept what was there:') && line.includes(asideDb)),
    ).toBe(true)
    const again = await pc.open()
    expect(again.trouble).toBeUndefined()
    expect(again.audit.of('').map(({ event }) => event)).toEqual(['journal-restored'])
    expect(() => again.money.get(later.id)).toThrow()
    again.database.close()
    expect(await pc.verify()).toBe(0)
  })

  it('refuses an altered backup, and touches nothing', async () => {
    const { said, pc, journal, backUpNow } = await backedUp()
    const backup = await backUpNow()
    const keys = (await readJournalKeys(journal.secrets, profileId(pc.folder)))!
    const inside = openDatabase(join(backup, 'journal.db'), keys.journal)
    inside.exec('UPDATE money SET amount_sen = amount_sen + 1; PRAGMA journal_mode = DELETE')
    inside.close()
    journal.database.close()
    const before = everything(pc.folder)
    expect(await pc.restore(backup)).toBe(1)
    expect(said.at(-1)).toMatch(/^RESTORE not done: the backup is altered: row-differs at entry/)
    expect(everything(pc.folder)).toEqual(before)
  })

  it.each<[string, (backup: string) => void]>([
    [
      'cut short',
      (backup) =>
        writeFileSync(
          join(backup, 'journal.db'),
          readFileSync(join(backup, 'journal.db')).subarray(0, 9_000),
        ),
    ],
    ['of other bytes', (backup) => writeFileSync(join(backup, 'journal.db'), 'x'.repeat(9_000))],
    ['without its head', (backup) => rmSync(join(backup, 'journal.head'))],
    [
      'of another journal',
      (backup) => writeFileSync(join(backup, 'profile-id'), '6f1c1f0e-58f5-4d1e-9d5b-9a6a2b8c1d11\n'),
    ],
    [
      'of another mode',
      (backup) => {
        const path = join(backup, 'backup.json')
        writeFileSync(path, readFileSync(path, 'utf8').replace('"training"', '"live"'))
      },
    ],
  ])('refuses one that is %s, and touches nothing', async (_, harm) => {
    const { pc, journal, backUpNow } = await backedUp()
    const backup = await backUpNow()
    harm(backup)
    journal.database.close()
    const before = everything(pc.folder)
    expect(await pc.restore(backup)).not.toBe(0)
    expect(everything(pc.folder)).toEqual(before)
  })

  it('prints nothing by itself and sends no form again that was under way when the backup was made', async () => {
    const { pc, journal, backUpNow } = await backedUp()
    addTransaction(journal.database, 't-print')
    const insert = journal.database.prepare(
      `INSERT INTO print_jobs (id, transaction_id, receipt_kind, part, copy, state, receipt, opens_drawer, asked_by, created_at, changed_at)
       VALUES (?, 't-print', ?, 'customer', 0, ?, '{}', 0, 'A1', 'then', 'then')`,
    )
    for (const state of ['queued', 'sending', 'confirmed', 'failed-unsent']) insert.run(state, state, state)
    journal.database.exec(`INSERT INTO opening_drafts VALUES ('A1', 'then', 'then', NULL, '{}')`)
    // The row came without the chain's knowledge, which is not what this is about.
    journal.database.exec('PRAGMA foreign_keys = OFF')
    journal.database.exec(`DELETE FROM money WHERE id = 't-print'`)
    const backup = await backUpNow()
    journal.database.close()
    expect(await pc.restore(backup)).toBe(0)
    const { database } = await pc.open()
    expect(database.prepare('SELECT id, state, reason FROM print_jobs ORDER BY rowid').all()).toMatchObject([
      { id: 'queued', state: 'unknown' },
      { id: 'sending', state: 'unknown' },
      { id: 'confirmed', state: 'confirmed', reason: null },
      { id: 'failed-unsent', state: 'failed-unsent', reason: 'restored' },
    ])
    expect(database.prepare('SELECT * FROM opening_drafts').all()).toEqual([])
  })

  it('can be given again after one that was cut short; until then a journal is gone, and no new one is made', async () => {
    const { pc, journal, id, backUpNow } = await backedUp()
    const backup = await backUpNow()
    journal.database.close()
    expect(await pc.restore(backup)).toBe(0)
    // The last step of all brings the journal itself.
    rmSync(pc.file('journal.db'))
    expect((await pc.open()).trouble).toBe('journal-gone')
    expect(await pc.restore(backup)).toBe(0)
    expect((await pc.open()).money.get(id).state).toBe('confirmed')
  })
})

describe('keys that are sealed to the bank', () => {
  it('are sealed once, again for another key of the bank, and again where the file was replaced', async () => {
    const { pc, journal } = await backedUp()
    const [first, second] = [PAIR, ANOTHER_PAIR]
    const pem = join(temporaryFolder(), 'bank.pem')
    writeFileSync(pem, first.publicKey)
    await journal.escrow(pem)
    const name = bankFile(first.publicKey)
    const sealed = readFileSync(pc.file(name))
    await journal.escrow(pem)
    expect(readFileSync(pc.file(name))).toEqual(sealed)
    writeFileSync(pc.file(name), 'something else')
    await journal.escrow(pem)
    expect(readFileSync(pc.file(name)).length).toBe(sealed.length)

    writeFileSync(pem, second.publicKey)
    await journal.escrow(pem)
    const files = () => readdirSync(pc.folder).filter((each) => each.endsWith('.sealed'))
    expect(files()).toEqual([bankFile(second.publicKey)])
    const entries = journal.audit.of('journal-keys')
    expect(entries.map(({ detail }) => detail['file'])).toEqual([name, name, bankFile(second.publicKey)])
  })

  it('stop nobody where the bank’s key cannot be read', async () => {
    const { pc, journal } = await backedUp()
    expect(await journal.escrow(join(pc.folder, 'gone.pem'))).toBe(false)
    expect(pc.log.events).toContain('journal.keys-not-escrowed')
    expect(journal.deposit().state).toBe('confirmed')
  })
})

describe('--set-recovery-passphrase', () => {
  it.each([
    ['is short', ['too short', 'too short']],
    ['is typed differently the second time', [PASSPHRASE, `${PASSPHRASE}!`]],
    ['is not typed', []],
  ])('seals nothing with a passphrase that %s', async (_, lines) => {
    const { pc, journal } = await backedUp()
    journal.database.close()
    expect(await pc.setPassphrase(...lines)).toBe(2)
    expect(existsSync(pc.file(PASSPHRASE_FILE))).toBe(false)
  })
})
