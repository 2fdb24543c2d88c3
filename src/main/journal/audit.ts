import { createHmac } from 'node:crypto'
import { constants, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { JournalDatabase } from './database.ts'

/** One thing that somebody did, or that befell a transaction. Entries are only ever added. */
export interface AuditEntry {
  seq: number
  at: Instant
  /** a sign-in name, `bank`, `workstation` or `start-up` */
  actor: string
  /** a transaction's id, or empty for what concerns the workstation */
  subject: string
  event: string
  detail: Record<string, unknown>
}

/** How far the chain goes and what it ends in: printed on the day report, kept in a second file. */
export interface ChainHead {
  count: number
  mac: string
}

export type AuditVerdict =
  | { intact: true; head: ChainHead }
  /** `seq` is the first entry that is not as it was written, or from which on entries are gone */
  | { intact: false; reason: 'altered' | 'missing' | 'cut' | 'row-differs'; seq: number }

/** What was recomputed on behalf of one transaction, and what came of it. */
export interface ChainCheck {
  /** the first entry that was recomputed: the transaction's own first one */
  from: number
  /** how the chain ended then: the last entry that was recomputed */
  head: ChainHead
  verdict: AuditVerdict
}

export interface Audit {
  /** Adds entries, in order. Belongs inside the transaction of what they tell of, so that neither stands without the other. */
  append(...entries: Pick<AuditEntry, 'actor' | 'subject' | 'event' | 'detail'>[]): void
  of(subject: string): AuditEntry[]
  head(): ChainHead
  /**
   * Writes the head to the second file and syncs it: from then on a journal that lost its tail is known to have. Never throws: a
   * sealed head that is behind proves less, but stops nobody.
   */
  seal(): void
  /**
   * Seals once the present turn is over. For what was on the disk before anybody is told of it, and whose seal nothing waits for:
   * a crash in between leaves a head that is behind, and the next seal covers it.
   */
  sealSoon(): void
  /** Whether the journal's tail is the one that was last sealed: a look at one entry. */
  endsAsSealed(): boolean
  /** Where a start found that entries had been cut off the chain's end: the number of the entry that says so. */
  cuts(): number[]
  /** Recomputes the whole chain, and holds the transactions against what the chain says of them. */
  verify(): AuditVerdict
  /**
   * Recomputes the chain from a transaction's first entry to the head, on which nothing older has a bearing, and holds the transaction
   * against its entries. Everything else has its turn meanwhile: a million transactions take a while.
   */
  verifyOf(subject: string): Promise<ChainCheck>
}

/** How many entries are recomputed between two breaths: some milliseconds. */
const ENTRIES_AT_ONCE = 500

const NO_ENTRY = { seq: 0n, mac: '' }

interface StoredEntry {
  seq: bigint
  at: Instant
  actor: string
  subject: string
  event: string
  detail: string
  mac: string
}

/**
 * The audit trail: each entry's MAC covers the one before (HMAC-SHA-256), so that changing, removing or inserting one shows in
 * all that follow; the sealed head shows a tail that was cut off.
 * @param key of the MAC, from the keychain: who can write the journal's file alone cannot forge the chain
 * @param headFile undefined for a journal in memory, which has nothing to prove
 */
export function createAudit(database: JournalDatabase, clock: Clock, key: string, headFile?: string): Audit {
  const insert = database.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)')
  const last = database.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1')
  const bySeq = database.prepare('SELECT seq, mac FROM audit WHERE seq = ?')
  const bySubject = database.prepare('SELECT * FROM audit WHERE subject = ? ORDER BY seq')
  const between = database.prepare('SELECT * FROM audit WHERE seq >= ? AND seq <= ? ORDER BY seq')
  const firstOf = database.prepare('SELECT min(seq) AS seq FROM audit WHERE subject = ?')
  const allCuts = database.prepare(
    `SELECT seq FROM audit WHERE subject = '' AND event = 'tail-cut' ORDER BY seq`,
  )

  const macOf = (previous: string, { seq, at, actor, subject, event, detail }: Omit<StoredEntry, 'mac'>) =>
    createHmac('sha256', key)
      .update(JSON.stringify([previous, Number(seq), at, actor, subject, event, detail]))
      .digest('hex')

  const tail = () => (last.get() as { seq: bigint; mac: string } | undefined) ?? NO_ENTRY

  const head = (): ChainHead => {
    const { seq, mac } = tail()
    return { count: Number(seq), mac }
  }

  const endsAsSealed = () => {
    const sealed = headFile === undefined ? undefined : sealedHead(headFile)
    if (!sealed) return tail().seq === 0n || headFile === undefined
    const entry = (bySeq.get(BigInt(sealed.count)) as { mac: string } | undefined) ?? NO_ENTRY
    return entry.mac === sealed.mac
  }

  /** Recomputes entries one after the other; a piece at a time. @returns the first that is not as it was written */
  function* firstBroken(from: number, { count, mac }: ChainHead): Generator<void, AuditVerdict | undefined> {
    let previous = from === 1 ? '' : (bySeq.get(BigInt(from - 1)) as { mac: string } | undefined)?.mac
    if (previous === undefined) return { intact: false, reason: 'missing', seq: from - 1 }
    for (let seq = from; seq <= count; yield) {
      const upTo = Math.min(seq + ENTRIES_AT_ONCE - 1, count)
      for (const entry of between.all(BigInt(seq), BigInt(upTo)) as StoredEntry[]) {
        if (Number(entry.seq) !== seq) return { intact: false, reason: 'missing', seq }
        if (macOf(previous, entry) !== entry.mac) return { intact: false, reason: 'altered', seq }
        previous = entry.mac
        seq += 1
      }
      if (seq <= upTo) return { intact: false, reason: 'missing', seq }
    }
    const isWhole = previous === mac && endsAsSealed()
    return isWhole ? undefined : { intact: false, reason: 'cut', seq: count + 1 }
  }

  const verifyOf = async (subject: string): Promise<ChainCheck> => {
    const from = Number((firstOf.get(subject) as { seq: bigint | null }).seq ?? 1n)
    const whole = head()
    const check = firstBroken(from, whole)
    let piece = check.next()
    for (; !piece.done; piece = check.next()) await breathe()
    const cutLater = cuts().find((seq) => seq > from)
    const cut: AuditVerdict | undefined =
      cutLater === undefined ? undefined : { intact: false, reason: 'cut', seq: cutLater }
    const verdict = piece.value ?? cut ?? differingRow(database, subject) ?? { intact: true, head: whole }
    return { from, head: whole, verdict }
  }

  const verify = (): AuditVerdict => {
    const whole = head()
    const check = firstBroken(1, whole)
    let piece = check.next()
    while (!piece.done) piece = check.next()
    return piece.value ?? differingRow(database) ?? missingRow(database) ?? { intact: true, head: whole }
  }

  const cuts = (): number[] => (allCuts.all() as { seq: bigint }[]).map(({ seq }) => Number(seq))

  const writeHead = headFile === undefined ? undefined : headWriter(headFile)
  let sealing: NodeJS.Immediate | undefined
  const seal = () => {
    clearImmediate(sealing)
    sealing = undefined
    try {
      writeHead?.(head())
    } catch {
      // A full disk: the journal's own commit stands, and the next seal covers this one too.
    }
  }

  return {
    ...{ head, endsAsSealed, seal },
    sealSoon() {
      sealing ??= setImmediate(seal)
    },
    append(...entries) {
      let { seq, mac } = tail()
      for (const { actor, subject, event, detail } of entries) {
        seq += 1n
        const entry = {
          seq,
          at: toInstant(clock.now()),
          actor,
          subject,
          event,
          detail: JSON.stringify(detail),
        }
        mac = macOf(mac, entry)
        insert.run(seq, entry.at, actor, subject, event, entry.detail, mac)
      }
    },
    of: (subject) =>
      (bySubject.all(subject) as StoredEntry[]).map(({ seq, at, actor, event, detail }) => ({
        ...{ seq: Number(seq), at, actor, subject, event },
        detail: JSON.parse(detail) as Record<string, unknown>,
      })),
    ...{ cuts, verify, verifyOf },
  }
}

/**
 * A transaction whose row is not what its entries say: the state of its last move, the facts of its intent, whether it was erased.
 * @param id of the only one to look at; undefined = any
 */
function differingRow(database: JournalDatabase, id?: string): AuditVerdict | undefined {
  const found = database
    .prepare(
      `SELECT coalesce((SELECT max(seq) FROM audit WHERE subject = money.id), 0) AS seq FROM money WHERE (state IS NOT (
         SELECT detail ->> 'to' FROM audit WHERE subject = money.id AND event = 'move' ORDER BY seq DESC LIMIT 1
       ) OR reference || ' ' || kind || ' ' || amount_sen || ' ' || quoted_fee_sen IS NOT (
         SELECT (detail ->> 'reference') || ' ' || (detail ->> 'kind') || ' ' || (detail ->> 'amountSen') || ' ' ||
           (detail ->> 'quotedFeeSen') FROM audit WHERE subject = money.id AND event = 'intent'
       ) OR (erased_at IS NOT NULL) IS NOT EXISTS (SELECT 1 FROM audit WHERE subject = money.id AND event = 'erased'
       )) ${id === undefined ? '' : 'AND id = ?'} LIMIT 1`,
    )
    .get(...(id === undefined ? [] : [id])) as { seq: bigint } | undefined
  return found && { intact: false, reason: 'row-differs', seq: Number(found.seq) }
}

/** A transaction that the chain tells of and that is there no more, or whose cash or settlement is not what the chain says. */
function missingRow(database: JournalDatabase): AuditVerdict | undefined {
  const found = database
    .prepare(
      `SELECT min(seq) AS seq FROM (
         SELECT seq FROM audit WHERE event = 'intent' AND subject NOT IN (SELECT id FROM money)
         UNION ALL
         SELECT (SELECT max(seq) FROM audit WHERE subject = money.id) FROM money
         WHERE cash IS NOT (
           SELECT detail ->> 'choice' FROM audit WHERE subject = money.id AND event = 'cash' ORDER BY seq DESC LIMIT 1
         ) OR resolution ->> 'posted' IS NOT (
           SELECT detail ->> 'posted' FROM audit WHERE subject = money.id AND event = 'resolution' ORDER BY seq DESC LIMIT 1
         )
       )`,
    )
    .get() as { seq: bigint | null }
  return found.seq === null ? undefined : { intact: false, reason: 'row-differs', seq: Number(found.seq) }
}

/** `count mac`, padded to a fixed length, so that writing it anew never leaves a piece of the old one. */
const HEAD_BYTES = 96

/** Opens the file at the first seal and keeps it open: a customer waits for each seal, and opening takes as long as writing. */
function headWriter(path: string): (head: ChainHead) => void {
  let target: number | undefined
  return ({ count, mac }) => {
    target ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    writeSync(target, `${count} ${mac}`.padEnd(HEAD_BYTES - 1) + '\n', 0)
    fdatasyncSync(target)
  }
}

/** The head that was last sealed. @returns undefined where there is none yet, or none that can be read */
export function sealedHead(path: string): ChainHead | undefined {
  try {
    const [, count, mac] = /^(\d+) ([0-9a-f]*)\s*$/.exec(readFileSync(path, 'utf8')) ?? []
    return count === undefined ? undefined : { count: Number(count), mac: mac ?? '' }
  } catch {
    return undefined
  }
}
