import type { Rupiah } from '#shared/money.ts'
import { canMove, nextState, type MoneyEvent, type MoneyState } from '#shared/money-states.ts'
import { unknownReceipt, type ReceiptDoc } from '#shared/receipt.ts'
import type { AttemptId, TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from './audit.ts'
import { onDisk, type JournalDatabase } from './database.ts'
import { factsOf, isNotPosted } from './outcome.ts'
import {
  IS_OPEN,
  movable,
  moneyRow,
  rowOf,
  statusCheck,
  type Intent,
  type MoneyRow,
  type Move,
  type Resolution,
  type Settlement,
  type StatusCheck,
} from './money-row.ts'

/** What a reversal's own move does to the transaction that it takes back. */
const TARGET_EVENTS: Partial<Record<MoneyEvent, MoneyEvent>> = {
  send: 'reverse',
  confirm: 'confirm-reversal',
  reject: 'reject-reversal',
  'prove-not-sent': 'reject-reversal',
  lose: 'lose-reversal',
}

/** With what it means, in our words: screens do not compare the bank's. */
const refusalOf = ({ refusal, reversedBefore }: Settlement): object => ({
  ...refusal,
  ...(reversedBefore ? { alreadyReversed: true } : {}),
})

/** The longest piece of an answer that is kept as evidence. */
const MAX_EVIDENCE = 4_096

export type MoneyJournal = ReturnType<typeof createMoneyJournal>

/**
 * The journal of money transactions. Every function that writes has committed and fsynced when it returns, or throws TellerError
 * UNAVAILABLE disk; none of them moves a state in a way that money-states.ts does not have.
 */
export function createMoneyJournal(database: JournalDatabase, clock: Clock, audit: Audit) {
  const insert = database.prepare(
    `INSERT INTO money (id, attempt_id, reference, kind, state, account, account_name, amount_sen, quoted_fee_sen, fee_sen,
       narration, teller, host, sent_body, facts, balance_before_sen, repeat_reason, reverses, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const byId = database.prepare('SELECT * FROM money WHERE id = ?')
  const stateById = database.prepare('SELECT state, reverses FROM money WHERE id = ?')
  const byAttempt = database.prepare('SELECT * FROM money WHERE attempt_id = ?')
  const byReference = database.prepare('SELECT * FROM money WHERE reference = ?')
  const openReversalsOf = database.prepare(
    `SELECT count(*) AS n FROM money WHERE reverses = ? AND state IN ('sending', 'unknown')`,
  )
  const setState = database.prepare('UPDATE money SET state = ? WHERE id = ? AND state = ?')
  const setSettlement = database.prepare(
    `UPDATE money SET evidence = ?, account = coalesce(?, account), fee_sen = coalesce(?, fee_sen), refusal = coalesce(?, refusal),
       receipt = coalesce(?, receipt), settled_at = ? WHERE id = ?`,
  )
  const setCash = database.prepare('UPDATE money SET cash = ? WHERE id = ?')
  const setEvidence = database.prepare('UPDATE money SET evidence = ? WHERE id = ?')
  const setReceipt = database.prepare('UPDATE money SET receipt = ? WHERE id = ?')
  const openRows = database.prepare(`SELECT * FROM money WHERE ${IS_OPEN} AND state IN ('intent', 'sending')`)
  const unknowns = database.prepare(`SELECT count(*) AS n FROM money WHERE ${IS_OPEN} AND state = 'unknown'`)
  const unknownRows = database.prepare(
    `SELECT * FROM money WHERE ${IS_OPEN} AND state = 'unknown' ORDER BY created_at`,
  )
  const sendingCount = database.prepare(
    `SELECT count(*) AS n FROM money WHERE ${IS_OPEN} AND state = 'sending'`,
  )
  // But for the kind, the condition of the index `money_held`, word for word.
  const heldRows = database.prepare(
    `SELECT * FROM money WHERE state IN ('unknown', 'rejected-late', 'resolved-by-hand') AND kind NOT LIKE 'switcher-%'
       AND (cash IS NULL OR cash = 'kept') AND (state <> 'resolved-by-hand' OR NOT resolution ->> 'posted') ORDER BY created_at`,
  )
  const sameRows = database.prepare(
    `SELECT * FROM money WHERE account = ? AND amount_sen = ? AND kind = ? AND state = ?
       AND coalesce(settled_at, created_at) >= ?`,
  )
  const setResolution = database.prepare(
    'UPDATE money SET resolution = ?, receipt = coalesce(?, receipt), settled_at = ? WHERE id = ?',
  )
  const setBalanceAfter = database.prepare('UPDATE money SET balance_after_sen = ? WHERE id = ?')
  const insertCheck = database.prepare(
    'INSERT INTO status_checks (transaction_id, at, result, detail) VALUES (?, ?, ?, ?)',
  )
  const checksOf = database.prepare(
    'SELECT at, result, detail FROM status_checks WHERE transaction_id = ? ORDER BY seq',
  )

  const now = () => toInstant(clock.now())

  /** One commit with the entries that tell of it, then the chain's head in its own file. */
  const durably = <T>(write: () => T): T => {
    const result = onDisk(database.transaction(write))
    audit.seal()
    return result
  }

  const move = (id: TransactionId, event: MoneyEvent, actor: string, targetEvent = TARGET_EVENTS[event]) => {
    const { state: from, reverses } = movable.parse(stateById.get(id))
    const to = nextState(from, event)
    setState.run(to, id, from)
    audit.append({ actor, subject: id, event: 'move', detail: { from, to } })
    if (reverses) follow(reverses, targetEvent, actor)
  }

  /** What a reversal takes back follows it, unless an earlier reversal has brought it further. */
  const follow = (target: TransactionId, event: MoneyEvent | undefined, actor: string) => {
    if (event && canMove(movable.parse(stateById.get(target)).state, event)) move(target, event, actor)
  }

  const get = (id: TransactionId): MoneyRow => {
    const found = byId.get(id)
    if (!found) throw new TellerError({ code: 'INVALID_INPUT', field: 'transactionId', rule: 'not-found' })
    return moneyRow.parse(found)
  }

  return {
    /** @throws TellerError INVALID_INPUT for an id that the journal does not have */
    get,

    /** The transaction that an attempt already made, if any: the same attempt is never a second one. */
    findAttempt(attemptId: AttemptId): MoneyRow | undefined {
      const found = byAttempt.get(attemptId)
      return found ? moneyRow.parse(found) : undefined
    },

    /** The transaction of this journal that has a reference, if any. */
    findReference(reference: string): MoneyRow | undefined {
      const found = byReference.get(reference)
      return found ? moneyRow.parse(found) : undefined
    },

    /** The reversals of a transaction whose outcome is not known. */
    openReversals: (target: TransactionId): number =>
      Number((openReversalsOf.get(target) as { n: bigint }).n),

    /** Intent and sending mark in one commit: nothing stands between them in a deposit (DESIGN: A deposit, 3). */
    beginSending(intent: Intent): MoneyRow {
      return durably(() => {
        const sending = nextState('intent', 'send')
        const at = now()
        insert.run(
          intent.id,
          intent.attemptId,
          intent.reference,
          intent.kind,
          sending,
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
          intent.balanceBefore ?? null,
          intent.repeatReason ?? null,
          intent.reverses ?? null,
          at,
        )
        const { id, reference, kind, teller } = intent
        const detail = {
          ...{ reference, kind, amountSen: String(intent.amount), quotedFeeSen: String(intent.quotedFee) },
          ...(intent.repeatReason ? { repeatReason: intent.repeatReason } : {}),
          ...intent.approval,
        }
        audit.append(
          { actor: teller, subject: id, event: 'intent', detail },
          { actor: teller, subject: id, event: 'move', detail: { from: 'intent', to: sending } },
        )
        if (intent.reverses) follow(intent.reverses, TARGET_EVENTS.send, teller)
        return rowOf(intent, sending, at)
      })
    },

    /**
     * Moves the state by what was proven and keeps the evidence. The commit is on the disk when this returns; the chain's head
     * follows at once, and before the next request leaves in any case.
     * @param together what belongs into the same commit; where it throws nothing is written
     */
    settle(
      id: TransactionId,
      event: MoneyEvent,
      settlement: Settlement,
      actor: string,
      together: (row: MoneyRow) => void = () => undefined,
    ): MoneyRow {
      const settled = database.transaction(() => {
        move(id, event, actor, settlement.reversedBefore ? 'confirm-reversal' : undefined)
        setSettlement.run(
          settlement.evidence.slice(0, MAX_EVIDENCE),
          settlement.account ?? null,
          settlement.fee ?? null,
          settlement.refusal ? JSON.stringify(refusalOf(settlement)) : null,
          settlement.receipt ? JSON.stringify(settlement.receipt) : null,
          now(),
          id,
        )
        const row = get(id)
        together(row)
        return row
      })()
      audit.sealSoon()
      return settled
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

    /** The cash of what was not posted after all goes back to the customer. */
    refundCash(id: TransactionId, actor: string): MoneyRow {
      return durably(() => {
        setCash.run('refunded', id)
        audit.append({ actor, subject: id, event: 'cash', detail: { choice: 'refunded' } })
        return get(id)
      })
    },

    /** Where cash may lie in the drawer that is not the agent's: unknowns, and what turned out not to be posted. Oldest first. */
    heldCashRows: (): MoneyRow[] => heldRows.all().map((found) => moneyRow.parse(found)),

    /**
     * At start-up: a `sending` that a crash left behind becomes unknown, with its provisional slip; an intent without its sending mark
     * void.
     * @returns the transactions that became unknown
     */
    recover(): MoneyRow[] {
      return durably(() =>
        openRows.all().flatMap((found) => {
          const row = moneyRow.parse(found)
          const { id, state } = row
          if (state === 'sending') setReceipt.run(JSON.stringify(unknownReceipt(factsOf(row))), id)
          move(id, state === 'sending' ? 'lose' : 'abandon', 'start-up')
          return state === 'sending' ? [get(id)] : []
        }),
      )
    },

    /** Oldest first. */
    unknownRows: (): MoneyRow[] => unknownRows.all().map((found) => moneyRow.parse(found)),

    /**
     * Transactions of the same kind, account and amount that were sent or settled since a moment and stand in a state. Where the
     * account is at another bank the caller compares the bank too.
     */
    same: (
      like: Pick<MoneyRow, 'kind' | 'account' | 'amount'>,
      state: MoneyState,
      since: Instant,
    ): MoneyRow[] =>
      sameRows.all(like.account, like.amount, like.kind, state, since).map((found) => moneyRow.parse(found)),

    /** What people settled by hand, with both names in the audit chain. */
    resolve(
      id: TransactionId,
      resolution: Resolution,
      receipt: ReceiptDoc | undefined,
      actor: string,
    ): MoneyRow {
      return durably(() => {
        move(id, 'resolve-by-hand', actor, resolution.posted ? 'confirm-reversal' : 'reject-reversal')
        audit.append({ actor, subject: id, event: 'resolution', detail: { ...resolution } })
        setResolution.run(JSON.stringify(resolution), receipt ? JSON.stringify(receipt) : null, now(), id)
        return get(id)
      })
    },

    /**
     * What the bank said of a transaction that was settled before. Where it says otherwise than people did, money may be on the
     * wrong side: it goes into the chain and the transaction's history, and changes nothing by itself.
     * @param posted what it says: booked, or refused
     * @returns whether it says otherwise
     */
    noteIfOtherwise(id: TransactionId, posted: boolean, evidence: string, actor: string): boolean {
      if (isNotPosted(get(id)) !== posted) return false
      durably(() => {
        setEvidence.run(evidence.slice(0, MAX_EVIDENCE), id)
        audit.append({ actor, subject: id, event: 'otherwise', detail: { posted } })
      })
      return true
    },

    /** Evidence for the desk; not worth more than its own small commit. */
    noteBalanceAfter: (id: TransactionId, balance: Rupiah): void => void setBalanceAfter.run(balance, id),
    addCheck: (id: TransactionId, result: StatusCheck['result'], detail: string): void =>
      void insertCheck.run(id, now(), result, detail.slice(0, MAX_EVIDENCE)),
    checks: (id: TransactionId): StatusCheck[] => checksOf.all(id).map((found) => statusCheck.parse(found)),

    /** Transactions whose request is under way. */
    sending: (): number => Number((sendingCount.get() as { n: bigint }).n),
    openUnknowns: (): number => Number((unknowns.get() as { n: bigint }).n),

    /** What befell a transaction and its cash, in order. */
    moves: (id: TransactionId): Move[] =>
      audit
        .of(id)
        .filter(({ event }) => ['intent', 'move', 'cash', 'otherwise', 'erased'].includes(event))
        .map(({ at, actor, event, detail: { from = '', ...detail } }) => ({
          ...{ at, from: String(from), to: wordOf(event, detail), by: actor },
        })),
  }
}

/** What an entry of the chain is called in a transaction's history. */
function wordOf(event: string, { to = 'intent', choice, posted }: Record<string, unknown>): string {
  if (event === 'cash') return `cash-${String(choice)}`
  if (event === 'otherwise') return `otherwise-${posted ? 'posted' : 'refused'}`
  return event === 'erased' ? event : String(to)
}
