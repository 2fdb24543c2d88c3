import type { MoneyKind, MoneyState } from '#shared/money-states.ts'
import type { Posting, PostingKind } from '../../src/sandbox/ledger.ts'
import type { JournalView, RowView } from './child-protocol.ts'

/** One thing that a teller wanted done, and what the program said of it. */
export interface Attempt {
  attemptId: string
  kind: MoneyKind
  /** No two attempts of one kind on one ledger have the same amount: a posting shows whose it is even without its reference. */
  amountSen: number
  /** who gets the money, as the ledger names accounts; undefined for an account that does not exist yet */
  credit: string | undefined
  /** the fee of the inquiry, in sen */
  feeSen: number
  told: ToldOf[]
  /** The network altered the request: the bank booked what it read, under the reference that it read. */
  garbledRequest?: boolean
  /** The network altered the answer: what the bank alone can tell, such as a fee, may be wrong in the journal. */
  alteredAnswer?: boolean
}

/** `nothing-sent`: a failure that promises so. `unsure`: OUTCOME_UNKNOWN, or the program was gone before it said anything. */
export type ToldOf = MoneyState | 'nothing-sent' | 'unsure'

export const VIOLATIONS = [
  /** money moved, and the journal knows nothing of it or says that nothing was sent */
  'lost',
  /** one attempt, two movements */
  'doubled',
  'falsely-confirmed',
  'falsely-rejected',
  /** the teller was told one thing and the journal says another */
  'forgotten',
  /** still `sending` after a restart */
  'unsettled',
  /** the audit trail is broken, or claims a cut that never was */
  'trail',
  /** a healthy disk and a healthy clock, and no money was sent: a reference was given out twice, or worse */
  'refused',
  /** a status check that did not find what the ledger has, or settled by what it has not */
  'check',
  /** an answer that came late did not become confirmed-late with one receipt that says so */
  'late',
  /** a reference that is not above the one before it */
  'reference',
  /** the request left before its intent was on the disk */
  'unsynced',
  /** the journal lost what was on the disk, and nothing says so */
  'undetected',
  /** the harness itself came to no end */
  'stuck',
] as const
export type Violation = { kind: (typeof VIOLATIONS)[number]; detail: string }

export interface Verdict {
  violations: Violation[]
  states: Partial<Record<MoneyState, number>>
  /** unknowns that the ledger has booked, and those that it has not: neither is a fault */
  unknownBooked: number
  unknownNotBooked: number
}

const LEDGER_KINDS: Record<MoneyKind, PostingKind> = {
  deposit: 'deposit',
  'open-account': 'open-account',
  intrabank: 'intrabank-transfer',
  interbank: 'interbank-transfer',
  'switcher-transfer': 'switcher-transfer',
  'switcher-reversal': 'switcher-reversal',
}

/** The states that say that money moved, and those that say that it did not. */
const MOVED: readonly MoneyState[] = [
  ...(['confirmed', 'confirmed-late', 'reversing', 'reversed', 'reversal-unknown'] as const),
]
const UNDER_WAY: readonly MoneyState[] = ['intent', 'sending', 'reversing']
const NOT_MOVED: readonly MoneyState[] = ['rejected', 'rejected-late', 'not-sent', 'void']

/**
 * Holds a journal against the bank's ledger: every row, and every posting that a workstation caused.
 * @param postings of this workstation alone
 * @param recovered whether the program has started anew since its last transaction: then nothing may be under way any more
 */
export function judge(
  { rows, audit, cutTails }: JournalView,
  attempts: readonly Attempt[],
  postings: readonly Posting[],
  recovered: boolean,
): Verdict {
  const violations: Violation[] = []
  const blame = (kind: Violation['kind'], about: RowView | Attempt | Posting, why: string) =>
    violations.push({ kind, detail: `${why}: ${asText(about)}` })

  const rowOf = new Map(rows.map((row) => [row.attemptId, row]))
  const claimed = new Set<Posting>()
  const bookedFor = (attempt: Attempt, row: RowView | undefined) => {
    const found = postings.filter(
      (posting) =>
        posting.kind === LEDGER_KINDS[attempt.kind] &&
        (posting.amountSen === attempt.amountSen || posting.sid === row?.reference),
    )
    for (const posting of found) claimed.add(posting)
    return found
  }

  const verdict: Verdict = { violations, states: {}, unknownBooked: 0, unknownNotBooked: 0 }
  for (const attempt of attempts) {
    const row = rowOf.get(attempt.attemptId)
    rowOf.delete(attempt.attemptId)
    const booked = bookedFor(attempt, row)
    if (booked.length > 1) blame('doubled', attempt, `${booked.length} movements`)
    if (!row) {
      if (booked[0]) blame('lost', booked[0], 'no row in the journal')
    } else {
      verdict.states[row.state] = (verdict.states[row.state] ?? 0) + 1
      if (row.state === 'unknown') verdict[booked[0] ? 'unknownBooked' : 'unknownNotBooked'] += 1
      judgeRow(row, attempt, booked[0], recovered, blame)
    }
    judgeTold(attempt, row, booked[0], blame)
  }

  for (const row of rowOf.values()) blame('lost', row, 'a row that nobody asked for')
  for (const posting of postings) if (!claimed.has(posting)) blame('lost', posting, 'money of no attempt')
  if (!audit.intact) violations.push({ kind: 'trail', detail: asText(audit) })
  if (cutTails > 0) violations.push({ kind: 'trail', detail: `${cutTails} cut tails, and nobody cut any` })
  return verdict
}

type Blame = (kind: Violation['kind'], about: RowView | Attempt | Posting, why: string) => void

function judgeRow(
  row: RowView,
  attempt: Attempt,
  booked: Posting | undefined,
  recovered: boolean,
  blame: Blame,
): void {
  const { state } = row
  if (MOVED.includes(state)) {
    const why = booked ? differenceOf(row, attempt, booked) : 'nothing was booked'
    if (why) blame('falsely-confirmed', row, why)
  }
  if (booked && NOT_MOVED.includes(state)) {
    blame(state.startsWith('rejected') ? 'falsely-rejected' : 'lost', row, `${state}, and it was booked`)
  }
  if (recovered && UNDER_WAY.includes(state)) blame('unsettled', row, state)
}

/** What the journal says of a confirmed transaction that the ledger does not. */
function differenceOf(row: RowView, attempt: Attempt, booked: Posting): string | undefined {
  if (Number(row.amountSen) !== booked.amountSen) return `booked ${booked.amountSen} sen`
  // A new account's number is known from the answer alone.
  const credit = attempt.credit ?? (attempt.alteredAnswer ? undefined : `BNI:${row.account}`)
  if (credit && credit !== booked.creditAccount) return `booked to ${booked.creditAccount}`
  if (booked.sid !== row.reference && !attempt.garbledRequest) return `booked under ${booked.sid}`
  if (Number(row.feeSen) !== booked.feeSen && !attempt.alteredAnswer)
    return `booked a fee of ${booked.feeSen}`
  return row.hasReceipt ? undefined : 'there is no receipt'
}

function judgeTold(
  attempt: Attempt,
  row: RowView | undefined,
  booked: Posting | undefined,
  blame: Blame,
): void {
  // Submitted again after such a failure, it may well be sent: what was told last counts.
  if (attempt.told.at(-1) === 'nothing-sent' && booked) blame('lost', attempt, 'told that nothing was sent')
  for (const told of attempt.told) {
    if (told === 'nothing-sent' || told === 'unsure') continue
    if (!row) blame('forgotten', attempt, `told ${told}, and there is no row`)
    else if (!canFollow(told, row.state)) blame('forgotten', attempt, `told ${told}, and it is ${row.state}`)
  }
}

/** What may have become of a transaction since its teller was told. */
function canFollow(told: MoneyState, now: MoneyState): boolean {
  if (told === now) return true
  if (told === 'unknown') return ['confirmed-late', 'rejected-late', 'resolved-by-hand'].includes(now)
  return told === 'confirmed' && ['reversing', 'reversed', 'reversal-unknown'].includes(now)
}

export const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
