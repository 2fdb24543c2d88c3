import { createHmac, randomUUID } from 'node:crypto'
import { fromSen } from '#shared/money.ts'
import { confirmedReceipt, type ReceiptHeading, type TransactionFacts } from '#shared/receipt.ts'
import { referenceOf, TICKS_PER_MS, type TransactionId } from '#shared/references.ts'
import { toInstant, type Instant, type Zone } from '#shared/time.ts'
import { openDatabase, type JournalDatabase } from '../src/main/journal/database.ts'
import { WORDS_VERSION, wordsOf } from '../src/main/journal/search-words.ts'

export const JOURNAL_KEY = 'b3'.repeat(32)
export const AUDIT_KEY = 'c4'.repeat(32)
export const ZONE: Zone = 'WIB'

/** The document's agent. */
export const HEADING: ReceiptHeading = {
  bankName: 'BNI',
  agentCode: 'BNI014100294',
  agentName: 'Ardha Herdianto',
  address: 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur',
}

const FIRST = ['Warung', 'Toko', 'Koperasi', 'Bengkel', 'Kios', 'Depot', 'Apotek', 'Arisan']
const SECOND = ['Raharja', 'Wahana', 'Sumber', 'Makmur', 'Jaya', 'Abadi', 'Lestari', 'Sentosa', 'Berkah']
const THIRD = ['Utama', 'Baru', 'Bersama', 'Mandiri', 'Timur', 'Barat', 'Selatan']
const KINDS = ['deposit', 'deposit', 'deposit', 'deposit', 'intrabank', 'interbank'] as const
const TELLERS = ['BNIUS100294', 'BNIUS100295', 'BNIUS100296']
const BEGINS_MS = Date.UTC(2024, 0, 2, 1)
/** One every 90 s: what a very busy counter does in its hours. */
const STEP_MS = 90_000
const ROWS_AT_ONCE = 20_000

/** What the nth transaction of a filled journal is about: a search knows from it what there is to find. */
export function nth(index: number) {
  const pick = <T>(from: readonly T[], by: number) => from[Math.floor(index / by) % from.length]!
  const atMs = BEGINS_MS + index * STEP_MS
  return {
    kind: pick(KINDS, 1),
    reference: referenceOf(atMs * TICKS_PER_MS),
    account: String(8_888_000_000 + ((index * 7_919) % 900_000_000)),
    accountName: `${pick(FIRST, 1)} ${pick(SECOND, 8)} ${pick(THIRD, 72)} ${index % 997}`,
    // A few amounts are most of them, at counters too; a hundred of each even among the first thousand.
    amount: fromSen(BigInt(((index % 10) + 1) * 2_500_000)),
    fee: fromSen(index % 3 === 0 ? 250_000n : 0n),
    teller: pick(TELLERS, 5_000),
    at: toInstant(atMs),
    /** one in a hundred is refused, and has a trace code */
    traceCode: index % 100 === 99 ? `TRX-${(index * 2_654_435_761) % 4_294_967_296}` : undefined,
  }
}

/**
 * A journal as years of work leave it, written straight into the product's own tables: transactions with their answers and
 * receipts, an audit chain whose MACs are right, a print job each, and the index of words.
 * @param from how many it holds already
 */
export function fillJournal(path: string, from: number, to: number): void {
  const database = openDatabase(path, JOURNAL_KEY)
  // Nobody needs this file after a power cut.
  database.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000',
  )
  const write = writerOf(database)
  for (let begin = from; begin < to; begin += ROWS_AT_ONCE) {
    database.exec('BEGIN')
    for (let index = begin; index < Math.min(to, begin + ROWS_AT_ONCE); index++) write(index)
    database.exec('COMMIT')
  }
  database.exec('DELETE FROM journal_indexed')
  database
    .prepare('INSERT INTO journal_indexed SELECT max(seq), ? FROM audit')
    .run(`${WORDS_VERSION} ${ZONE}`)
  database.exec('PRAGMA journal_mode = WAL')
  database.close()
}

function writerOf(database: JournalDatabase): (index: number) => void {
  const insertMoney = database.prepare(
    `INSERT INTO money (rowid, id, attempt_id, reference, kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen,
       narration, teller, host, sent_body, facts, evidence, refusal, receipt, created_at, settled_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertJob = database.prepare(
    `INSERT INTO print_jobs (id, transaction_id, receipt_kind, part, copy, state, receipt, opens_drawer, bytes_sent, asked_by,
       created_at, changed_at) VALUES (?, ?, ?, 'customer', 0, 'confirmed', ?, 1, 1000, ?, ?, ?)`,
  )
  const addWords = database.prepare('INSERT INTO journal_words (rowid, words) VALUES (?, ?)')
  const addAmounts = database.prepare('INSERT INTO journal_amounts VALUES (?, ?, ?, ?)')
  const chain = chainOf(database)
  return (index) => {
    const row = nth(index)
    const { kind, reference, account, accountName, amount, fee, teller, at, traceCode } = row
    const id = randomUUID() as string as TransactionId
    const place = BigInt(index + 1)
    const state = traceCode ? 'rejected' : 'confirmed'
    const rupiah = String(amount / 100n)
    const bankName = kind === 'interbank' ? 'BANK CENTRAL ASIA' : undefined
    const stored = { heading: HEADING, training: false, zone: ZONE, bankPhone: '1500046', bankName }
    const facts: TransactionFacts & { reference: typeof reference } = {
      ...{ kind, heading: HEADING, training: false, zone: ZONE, at, accountNumber: account, accountName },
      ...{ narration: 'Setor tunai', amount, fee, reference, teller, bankPhone: '1500046' },
      ...(bankName ? { bankName } : {}),
    }
    const receipt = traceCode ? null : JSON.stringify(confirmedReceipt(facts))
    const sent = { toAccount: account, name: accountName, amount: rupiah, narration: 'Setor tunai' }
    const said = { account_number_customer: account, deposit_amount: rupiah, account_name: accountName }
    const agent = { kode_agen: HEADING.agentCode, nama: HEADING.agentName, alamat: HEADING.address }
    const answer = traceCode
      ? { code: '-1', message: '[0108] NO SUCH ACCOUNT', data: { trace_code: traceCode } }
      : { code: '00', message: 'Setor tunai berhasil', data: said, agent }
    const refusal = traceCode
      ? JSON.stringify({ bankCode: '-1', bankMessage: '[0108] NO SUCH ACCOUNT', hostCode: '0108', traceCode })
      : null
    insertMoney.run(
      ...[place, id, randomUUID(), reference, kind, state, account, accountName, amount, fee, fee],
      ...['Setor tunai', teller, 'bank.example', JSON.stringify(sent), JSON.stringify(stored)],
      ...[`HTTP 200 ${JSON.stringify(answer)}`, refusal, receipt, at, at],
    )
    chain(at, id, [
      [teller, 'intent', { reference, kind, amountSen: String(amount), quotedFeeSen: String(fee) }],
      [teller, 'move', { from: 'intent', to: 'sending' }],
      ['bank', 'move', { from: 'sending', to: state }],
    ])
    if (receipt) insertJob.run(randomUUID(), id, kind, receipt, teller, at, at)
    addWords.run(place, wordsOf({ ...row, state, bankName, createdAt: at }, ZONE))
    addAmounts.run(place, state, amount, fee)
  }
}

type Entry = [actor: string, event: string, detail: object]
type Chain = (at: Instant, subject: string, entries: [Entry, Entry, Entry]) => void

/** The audit chain from where it ends, as src/main/journal/audit.ts writes it; `verify()` of that file agrees. */
function chainOf(database: JournalDatabase): Chain {
  const insert = database.prepare(`INSERT INTO audit VALUES ${Array(3).fill('(?, ?, ?, ?, ?, ?, ?)').join()}`)
  const last = database.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { seq: bigint; mac: string } | undefined
  let seq = Number(last?.seq ?? 0)
  let mac = last?.mac ?? ''
  return (at, subject, entries) => {
    const values = entries.flatMap(([actor, event, detail]) => {
      seq += 1
      const text = JSON.stringify(detail)
      const covered = JSON.stringify([mac, seq, at, actor, subject, event, text])
      mac = createHmac('sha256', AUDIT_KEY).update(covered).digest('hex')
      return [BigInt(seq), at, actor, subject, event, text, mac]
    })
    insert.run(...values)
  }
}
