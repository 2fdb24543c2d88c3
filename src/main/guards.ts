import type { Rupiah } from '#shared/money.ts'
import type { MoneyKind } from '#shared/money-states.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, toInstant, type BusinessDate, type Instant, type Zone } from '#shared/time.ts'
import type { MoneyJournal } from './journal/money-journal.ts'
import type { MoneyRow } from './journal/money-row.ts'
import { isNotPosted } from './journal/outcome.ts'

/** What somebody is about to send, as far as it can be the same as something else. */
export interface Destination {
  kind: MoneyKind
  account: string
  bankName?: string | undefined
  amount: Rupiah
}

export interface GuardLimits {
  /** how long after a transaction is known to be booked the same one asks for a reason; 0 = never */
  repeatMinutes: number
  /** from which amount on the account's last four digits are typed again; zero = never */
  rekeyAmount: Rupiah
}

/** What the teller adds to pass a guard. */
export interface GuardAnswers {
  reason?: string | undefined
  /** the account's last four digits, typed once more */
  accountTail?: string | undefined
}

/**
 * Refuses what could double money, or send it astray, unless the teller has answered for it.
 * @throws TellerError INVALID_INPUT: `reason` with the rule `same-unknown` (no reason helps yet), `same-unknown-old` or
 *   `same-recent` (a reason does); `accountTail` with the rule `rekey` or `rekey-differs`
 */
export function guard(
  journal: Pick<MoneyJournal, 'same'>,
  order: Destination,
  answers: GuardAnswers,
  limits: GuardLimits,
  now: Date,
  zone: Zone,
): void {
  guardRekey(order, answers, limits)
  // Two first deposits of the same amount are two people; who it is for, the opening itself knows (features/open-account.ts).
  if (order.account === '') return
  const open = sameAs(order, journal.same(order, 'sending', EVER))
  const unknowns = sameAs(order, journal.same(order, 'unknown', EVER))
  const blocked = open.length > 0 || unknowns.some((row) => isBlocked(row.createdAt, now, zone))
  if (blocked) throw refused('reason', 'same-unknown')
  if (answers.reason) return
  if (unknowns.length > 0) throw refused('reason', 'same-unknown-old')
  if (limits.repeatMinutes === 0) return
  const since = toInstant(now.getTime() - limits.repeatMinutes * 60_000)
  const recent = (['confirmed', 'confirmed-late', 'resolved-by-hand'] as const).flatMap((state) =>
    journal.same(order, state, since),
  )
  if (sameAs(order, recent).some((row) => !isNotPosted(row))) throw refused('reason', 'same-recent')
}

const EVER = toInstant(0)

const sameAs = (order: Destination, rows: MoneyRow[]): MoneyRow[] =>
  rows.filter((row) => row.facts.bankName === order.bankName)

function guardRekey(order: Destination, { accountTail }: GuardAnswers, { rekeyAmount }: GuardLimits): void {
  // A new account has no digits yet that could be typed wrong.
  if (rekeyAmount === 0n || order.amount < rekeyAmount || order.account === '') return
  if (accountTail === undefined) throw refused('accountTail', 'rekey')
  if (accountTail !== order.account.slice(-4)) throw refused('accountTail', 'rekey-differs')
}

/** An unknown blocks its like until the end of the next business day (DESIGN: Money states). */
const isBlocked = (createdAt: Instant, now: Date, zone: Zone): boolean =>
  businessDate(now, zone) <= nextBusinessDay(businessDate(createdAt, zone))

/** Monday to Friday, when banks work; public holidays are not known here and only make the block shorter by a day. */
export function nextBusinessDay(day: BusinessDate): BusinessDate {
  const date = new Date(`${day}T00:00:00.000Z`)
  do date.setUTCDate(date.getUTCDate() + 1)
  while ([0, 6].includes(date.getUTCDay()))
  return date.toISOString().slice(0, 10) as BusinessDate
}

const refused = (field: string, rule: string) => new TellerError({ code: 'INVALID_INPUT', field, rule })
