import { en } from '#shared/locales/en.ts'
import { id } from '#shared/locales/id.ts'
import { add, type Rupiah } from '#shared/money.ts'
import { MONEY_KINDS, MONEY_STATES, type MoneyKind, type MoneyState } from '#shared/money-states.ts'
import { amountOf, amountRule } from '#shared/field-rules.ts'
import { businessDate, wallClock, type Instant, type Zone } from '#shared/time.ts'

/**
 * The words that a transaction is found by, and what somebody who types means by them. Words that are no part of any text carry
 * a mark that nobody types: `_s` a state, `_k` a kind, `_t` a teller, `_d` a day, `_m` an amount in sen, `_z` digits from behind.
 */

/** Changes whenever a transaction's words are made differently: the index is then made anew. */
export const WORDS_VERSION = 1

/** What is found by its words. */
export interface Searchable {
  reference: string
  kind: MoneyKind
  state: MoneyState
  account: string
  accountName: string
  amount: Rupiah
  fee: Rupiah
  teller: string
  createdAt: Instant
  bankName?: string | undefined
  traceCode?: string | undefined
  /** the bank's reference, where an unknown was settled by hand */
  bankReference?: string | undefined
}

/** What narrows a search besides its text. */
export interface JournalFilter {
  kind?: MoneyKind | undefined
  state?: MoneyState | undefined
  teller?: string | undefined
  /** calendar days of the outlet, `YYYY-MM-DD`, both included */
  period?: { from: string; to: string } | undefined
}

/** Lower case without accents, in words of letters and digits alone. */
function wordsIn(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

const reversed = (text: string): string => [...text].reverse().join('')

/** A whole name as one word, so that it is found entire or not at all. */
const whole = (text: string): string => wordsIn(text).join('')

/** Everything that a transaction is found by, in one text. @param zone whose calendar its day is of */
export function wordsOf(row: Searchable, zone: Zone): string {
  const texts = [row.accountName, row.bankName, row.teller, row.traceCode, row.bankReference]
  return [
    ...[row.reference, row.account].flatMap((digits) => (digits ? [digits, `_z${reversed(digits)}`] : [])),
    ...texts.flatMap((text) => wordsIn(text ?? '')),
    ...[`_s${whole(row.state)}`, `_k${whole(row.kind)}`, `_t${whole(row.teller)}`],
    `_d${businessDate(row.createdAt, zone).replaceAll('-', '')}`,
    ...new Set([`_m${row.amount}`, `_m${add(row.amount, row.fee)}`]),
  ].join(' ')
}

/**
 * The FTS5 expression for what was typed and chosen: every word must be there, the last typed one as a beginning like all others.
 * @returns undefined where nothing narrows the journal; an expression that finds nothing for text without a letter or digit
 */
export function expressionOf(
  search: string,
  filter: JournalFilter,
  zone: Zone,
  now: Date,
): string | undefined {
  const { rest, days } = datesIn(search, zone, now)
  const clauses = [
    ...days,
    ...clausesOf(rest),
    ...(filter.state ? [exactly(`_s${whole(filter.state)}`)] : []),
    ...(filter.kind ? [exactly(`_k${whole(filter.kind)}`)] : []),
    ...(filter.teller ? [exactly(`_t${whole(filter.teller)}`)] : []),
    ...(filter.period ? [periodClause(filter.period)] : []),
  ]
  if (clauses.length > 0) return clauses.join(' AND ')
  return search.trim() === '' ? undefined : NOTHING
}

const exactly = (word: string): string => `"${word}"`
/** No transaction has this word. */
const NOTHING = exactly('_nothing')
const beginning = (word: string): string => `"${word}" *`
const anyOf = (clauses: string[]): string =>
  clauses.length === 1 ? clauses[0]! : `(${clauses.join(' OR ')})`
const allOf = (clauses: string[]): string =>
  clauses.length === 1 ? clauses[0]! : `(${clauses.join(' AND ')})`

function clausesOf(text: string): string[] {
  const clauses: string[] = []
  const words: string[] = []
  for (const piece of text.split(/\s+/)) {
    const amount = amountIn(piece)
    if (amount) clauses.push(amount)
    else words.push(...wordsIn(piece))
  }
  while (words.length > 0) {
    const { taken, clause } = nextClause(words)
    clauses.push(clause)
    words.splice(0, taken)
  }
  return clauses
}

/** `Rp25.000`, `25.000`: an amount and nothing else, because of how it is written. */
function amountIn(piece: string): string | undefined {
  const digits = /^(?:rp\.?)?(\d{1,3}(?:\.\d{3})+)(?:,-)?$/i.exec(piece)?.[1] ?? /^rp(\d+)$/i.exec(piece)?.[1]
  return digits === undefined || amountRule(digits) ? undefined : exactly(`_m${amountOf(digits)}`)
}

/** The clause of the next word, or of as many as the name of a state or kind has. */
function nextClause(words: string[]): { taken: number; clause: string } {
  const [first = ''] = words
  const named = MARKS.map(({ label, mark }) => ({ mark, taken: sharedBeginning(label, words) })).filter(
    ({ taken }) => taken > 0,
  )
  const taken = Math.max(1, ...named.map((found) => found.taken))
  const asText = allOf(words.slice(0, taken).map(beginning))
  const marks = named.filter((found) => found.taken === taken).map(({ mark }) => exactly(mark))
  if (marks.length > 0) return { taken, clause: anyOf([asText, ...new Set(marks)]) }
  return { taken: 1, clause: /^\d+$/.test(first) ? digitsClause(first) : beginning(first) }
}

/** A number is a reference or an account from its front or its back, or an amount. */
const digitsClause = (digits: string): string =>
  anyOf([
    beginning(digits),
    ...(digits.length > 1 ? [beginning(`_z${reversed(digits)}`)] : []),
    ...(amountRule(digits) ? [] : [exactly(`_m${amountOf(digits)}`)]),
  ])

/** What states and kinds are called on the screen, in both languages. */
const MARKS: { label: string[]; mark: string }[] = [id, en].flatMap((words) => [
  ...MONEY_STATES.map((state) => ({ label: wordsIn(words.states[state]), mark: `_s${whole(state)}` })),
  ...MONEY_KINDS.map((kind) => ({ label: wordsIn(words.kinds[kind]), mark: `_k${whole(kind)}` })),
])

/** From so many letters on a word may be the beginning of a state's or kind's name. */
const LABEL_LETTERS = 4

/** How many of the words are the beginning of a label; the last of them may itself be only begun. 0 = none. */
function sharedBeginning(label: string[], words: string[]): number {
  let taken = 0
  while (taken < label.length && words[taken] === label[taken]) taken += 1
  const begun = words[taken]
  const isBegun =
    begun !== undefined && label[taken]?.startsWith(begun) === true && taken === words.length - 1
  const count = isBegun ? taken + 1 : taken
  return words.slice(0, count).join('').length >= LABEL_LETTERS ? count : 0
}

const MONTHS = [id, en].map(({ dates }) => dates.months.map((month) => month.toLowerCase()))
const MONTH_WORD = [...new Set(MONTHS.flat())].join('|')

const SLASHED = /(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?![\d/-])/g
const ISO_DAY = /(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])/g
const MONTH_YEAR = /(?<![\d/-])(\d{1,2})[/-](\d{4})(?![\d/-])/g
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(\\d{1,2})\\s+)?(${MONTH_WORD})(?:\\s+(\\d{4}))?(?![\\p{L}\\p{N}])`,
  'giu',
)

/** Takes the days and months out of what was typed: `22/11/2026`, `22/11`, `11/2026`, `2026-11-22`, `22 Nov 2026`, `22 nov`. */
function datesIn(text: string, zone: Zone, now: Date): { rest: string; days: string[] } {
  const days: string[] = []
  const take = (day: string | undefined, month: number, year: string | undefined, as: string): string => {
    const date = dayOrMonth(day, month, year, zone, now)
    if (!date) return as
    days.push(date.length === 8 ? exactly(`_d${date}`) : beginning(`_d${date}`))
    return ' '
  }
  const rest = text
    .replace(ISO_DAY, (as, year: string, month: string, day?: string) => take(day, Number(month), year, as))
    .replace(SLASHED, (as, day: string, month: string, year?: string) => take(day, Number(month), year, as))
    .replace(MONTH_YEAR, (as, month: string, year: string) => take(undefined, Number(month), year, as))
    .replace(NAMED, (as, day: string | undefined, name: string, year?: string) =>
      day === undefined && year === undefined ? as : take(day, monthOf(name), year, as),
    )
  return { rest, days }
}

const monthOf = (name: string): number =>
  1 + Math.max(...MONTHS.map((months) => months.indexOf(name.toLowerCase())))

/** `YYYYMMDD` or `YYYYMM`. A day without a year is the last one of that name. */
function dayOrMonth(
  day: string | undefined,
  month: number,
  year: string | undefined,
  zone: Zone,
  now: Date,
): string | undefined {
  if (month < 1 || month > 12 || (day !== undefined && (Number(day) < 1 || Number(day) > 31)))
    return undefined
  const monthAndDay = String(month).padStart(2, '0') + (day === undefined ? '' : day.padStart(2, '0'))
  if (year !== undefined) return year + monthAndDay
  const today = wallClock(now, zone)
  const isPast = monthAndDay <= today.month + today.day
  return String(Number(today.year) - (isPast ? 0 : 1)) + monthAndDay
}

/** Whole months by their beginning, the days around them one by one. */
function periodClause({ from, to }: { from: string; to: string }): string {
  const parts: string[] = []
  for (let day = from; day <= to;) {
    const monthEnd = endOfMonth(day)
    const isWhole = day.endsWith('-01') && monthEnd <= to
    const word = `_d${day.replaceAll('-', '')}`
    parts.push(isWhole ? beginning(word.slice(0, -2)) : exactly(word))
    day = nextDay(isWhole ? monthEnd : day)
  }
  return parts.length > 0 ? anyOf(parts) : NOTHING
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

function endOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
