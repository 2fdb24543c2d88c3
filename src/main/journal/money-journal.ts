import { z } from 'zod'
import { fromSen, type Rupiah } from '#shared/money.ts'
import {
  MONEY_KINDS,
  MONEY_STATES,
  nextState,
  type MoneyEvent,
  type MoneyKind,
  type MoneyState,
} from '#shared/money-states.ts'
import type { ReceiptDoc, TransactionFacts } from '#shared/receipt.ts'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from './audit.ts'
import type { JournalDatabase } from './database.ts'

/** What is known of a money transaction before it is sent. */
export interface Intent {
  id: TransactionId
  attemptId: AttemptId
  reference: Reference
  kind: MoneyKind
  account: string
  accountName: string
  amount: Rupiah
  quotedFee: Rupiah
  narration: string
  teller: string
  /** the API's host, since one profile may serve several banks in time */
  host: string
  /** the request's body without its PIN */
  sentBody: object
  facts: StoredFacts
}

/** What a receipt needs besides the row's own columns, so that it can be made after a crash too. */
export type StoredFacts = Pick<TransactionFacts, 'heading' | 'training' | 'zone' | 'bankPhone' | 'bankName'>

/** What the outcome adds. Absent fields keep what the row has. */
export interface Settlement {
  evidence: string
  /** a new account's number, known only from the answer */
  account?: string | undefined
  fee?: Rupiah | undefined
  refusal?: object | undefined
  receipt?: ReceiptDoc | undefined
}

export interface MoneyRow {
  id: TransactionId
  attemptId: AttemptId
  reference: Reference
  kind: MoneyKind
  state: MoneyState
  account: string
  accountName: string
  amount: Rupiah
  quotedFee: Rupiah
  fee: Rupiah
  narration: string
  teller: string
  facts: StoredFacts
  evidence: string
  refusal: { bankCode: string; bankMessage: string; hostCode?: string; traceCode?: string } | undefined
  cash: 'kept' | 'returned' | undefined
  receipt: ReceiptDoc | undefined
  createdAt: Instant
}

export interface Move {
  at: Instant
  from: string
  to: string
  by: string
}

/** The longest piece of an answer that is kept as evidence. */
const MAX_EVIDENCE = 4_096

const json = <T>() =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null ? undefined : (JSON.parse(text) as T)))
const sen = z.bigint().transform(fromSen)

const row = z
  .object({
    id: z.string(),
    attempt_id: z.string(),
    reference: z.string(),
    kind: z.enum(MONEY_KINDS),
    state: z.enum(MONEY_STATES),
    account: z.string(),
    account_name: z.string(),
    amount_sen: sen,
    quoted_fee_sen: sen,
    fee_sen: sen,
    narration: z.string(),
    teller: z.string(),
    facts: z.string().transform((text) => JSON.parse(text) as StoredFacts),
    evidence: z.string(),
    refusal: json<NonNullable<MoneyRow['refusal']>>(),
    cash: z.enum(['kept', 'returned']).nullable(),
    receipt: json<ReceiptDoc>(),
    created_at: z.string(),
  })
  .transform((r): MoneyRow => ({
    id: r.id as TransactionId,
    attemptId: r.attempt_id as AttemptId,
    reference: r.reference as Reference,
    kind: r.kind,
    state: r.state,
    account: r.account,
    accountName: r.account_name,
    amount: r.amount_sen,
    quotedFee: r.quoted_fee_sen,
    fee: r.fee_sen,
    narration: r.narration,
    teller: r.teller,
    facts: r.facts,
    evidence: r.evidence,
    refusal: r.refusal,
    cash: r.cash ?? undefined,
    receipt: r.receipt,
    createdAt: r.created_at as Instant,
  }))

export type MoneyJournal = ReturnType<typeof createMoneyJournal>

/**
 * The journal of money transactions. Every function that writes has committed and fsynced when it returns; none of them
 * moves a state in a way that money-states.ts does not have.
 */
export function createMoneyJournal(database: JournalDatabase, clock: Clock, audit: Audit) {
  const insert = database.prepare(
    `INSERT INTO money (id, attempt_id, reference, kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen,
       narration, teller, host, sent_body, facts, created_at)
     VALUES (?, ?, ?, ?, 'intent', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const byId = database.prepare('SELECT * FROM money WHERE id = ?')
  const byAttempt = database.prepare('SELECT * FROM money WHERE attempt_id = ?')
  const setState = database.prepare('UPDATE money SET state = ? WHERE id = ? AND state = ?')
  const setSettlement = database.prepare(
    `UPDATE money SET evidence = ?, account = coalesce(?, account), fee_sen = coalesce(?, fee_sen), refusal = coalesce(?, refusal),
       receipt = coalesce(?, receipt), settled_at = ? WHERE id = ?`,
  )
  const setCash = database.prepare('UPDATE money SET cash = ? WHERE id = ?')
  const setReceipt = database.prepare('UPDATE money SET receipt = ? WHERE id = ?')
  const openRows = database.prepare(`SELECT * FROM money WHERE state IN ('intent', 'sending')`)
  const unknowns = database.prepare(`SELECT count(*) AS n FROM money WHERE state = 'unknown'`)

  const now = () => toInstant(clock.now())

  /** One commit with the entries that tell of it, then the chain's head in its own file. */
  const durably = <T>(write: () => T): T => {
    const result = database.transaction(write)()
    audit.seal()
    return result
  }

  const move = (id: TransactionId, event: MoneyEvent, actor: string): MoneyState => {
    const from = get(id).state
    const to = nextState(from, event)
    setState.run(to, id, from)
    audit.append({ actor, subject: id, event: 'move', detail: { from, to } })
    return to
  }

  const get = (id: TransactionId): MoneyRow => {
    const found = byId.get(id)
    if (!found) throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'not-found' })
    return row.parse(found)
  }

  return {
    /** @throws TellerError INVALID_INPUT for an id that the journal does not have */
    get,

    /** The transaction that an attempt already made, if any: the same attempt is never a second one. */
    findAttempt(attemptId: AttemptId): MoneyRow | undefined {
      const found = byAttempt.get(attemptId)
      return found ? row.parse(found) : undefined
    },

    /** Intent and sending mark in one commit: nothing stands between them in a deposit (DESIGN: A deposit, 3). */
    beginSending(intent: Intent): MoneyRow {
      return durably(() => {
        insert.run(
          intent.id,
          intent.attemptId,
          intent.reference,
          intent.kind,
          intent.account,
          intent.accountName,
          intent.amount,
          intent.quotedFee,
          intent.quotedFee,
          intent.narration,
          intent.teller,
          intent.host,
          JSON.stringify(intent.sentBody),
          JSON.stringify(intent.facts),
          now(),
        )
        const { id, reference, kind, teller } = intent
        const detail = {
          ...{ reference, kind, amountSen: String(intent.amount), quotedFeeSen: String(intent.quotedFee) },
        }
        audit.append({ actor: teller, subject: id, event: 'intent', detail })
        move(intent.id, 'send', intent.teller)
        return get(intent.id)
      })
    },

    /** Moves the state by what was proven and keeps the evidence. */
    settle(id: TransactionId, event: MoneyEvent, settlement: Settlement, actor: string): MoneyRow {
      return durably(() => {
        move(id, event, actor)
        setSettlement.run(
          settlement.evidence.slice(0, MAX_EVIDENCE),
          settlement.account ?? null,
          settlement.fee ?? null,
          settlement.refusal ? JSON.stringify(settlement.refusal) : null,
          settlement.receipt ? JSON.stringify(settlement.receipt) : null,
          now(),
          id,
        )
        return get(id)
      })
    },

    /** Where the teller says the cash of an unknown went; shapes its slip and the list of held cash. */
    chooseCash(id: TransactionId, choice: 'kept' | 'returned', actor: string): MoneyRow {
      return durably(() => {
        const { state } = get(id)
        if (state !== 'unknown') throw new Error('only the cash of an unknown is a question')
        setCash.run(choice, id)
        audit.append({ actor, subject: id, event: 'cash', detail: { choice } })
        return get(id)
      })
    },

    /**
     * At start-up: a `sending` that a crash left behind becomes unknown, an intent without its sending mark void.
     * @returns the transactions that became unknown
     */
    recover(): MoneyRow[] {
      return durably(() =>
        openRows.all().flatMap((found) => {
          const { id, state } = row.parse(found)
          move(id, state === 'sending' ? 'lose' : 'abandon', 'start-up')
          return state === 'sending' ? [get(id)] : []
        }),
      )
    },

    /** The paper of a transaction that got its state without one, at start-up. */
    attachReceipt(id: TransactionId, receipt: ReceiptDoc): void {
      setReceipt.run(JSON.stringify(receipt), id)
    },

    openUnknowns: (): number => Number((unknowns.get() as { n: bigint }).n),

    moves: (id: TransactionId): Move[] =>
      audit
        .of(id)
        .filter(({ event }) => event === 'intent' || event === 'move')
        .map(({ at, actor, detail: { from = '', to = 'intent' } }) => ({
          at,
          from: String(from),
          to: String(to),
          by: actor,
        })),

    /** Newest first, in the order in which they were begun, whatever the clock said. @param search part of a reference, an account or a name; empty = all */
    list(search: string, limit: number): { rows: MoneyRow[]; total: number } {
      const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
      const where = `WHERE ?1 = '' OR reference LIKE ?2 ESCAPE '\\' OR account LIKE ?2 ESCAPE '\\' OR account_name LIKE ?2 ESCAPE '\\'`
      const rows = database.prepare(`SELECT * FROM money ${where} ORDER BY rowid DESC LIMIT ?3`)
      const count = database.prepare(`SELECT count(*) AS n FROM money ${where}`)
      return {
        rows: rows.all(search, like, BigInt(limit)).map((found) => row.parse(found)),
        total: Number((count.get(search, like) as { n: bigint }).n),
      }
    },
  }
}
