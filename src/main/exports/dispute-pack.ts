import { fill } from '#shared/locales/fill.ts'
import type { Messages } from '#shared/locales/index.ts'
import type { Exchanged } from '#shared/contract/journal.ts'
import { add, formatRupiah } from '#shared/money.ts'
import { maskAccount, maskDigits } from '#shared/references.ts'
import { formatClock, wallClock, type Instant, type Zone } from '#shared/time.ts'
import type { ChainCheck } from '../journal/audit.ts'
import type { ProvenEntry } from '../journal/exchange.ts'
import type { MoneyRow, StatusCheck } from '../journal/money-row.ts'
import type { ReportDocument, ReportSection } from './document.ts'

export interface DisputeFacts {
  row: MoneyRow
  /** already masked */
  sent: readonly Exchanged[]
  received: readonly Exchanged[]
  checks: readonly StatusCheck[]
  copies: number
  entries: readonly ProvenEntry[]
  /** whether the chain and the transaction are as they were written */
  check: ChainCheck
  at: Instant
  by: string
  zone: Zone
  language: string
}

/** All that the journal can prove of one transaction, on A4: masked, with its entries of the audit chain and what recomputing it came to. */
export function disputePack(facts: DisputeFacts, words: Messages): ReportDocument {
  const { row, entries, check, zone } = facts
  const { dispute } = words.journalFile
  const moment = (at: Instant) => momentIn(at, zone)
  const lines = (heading: string, exchanged: readonly Exchanged[]): ReportSection => ({
    heading,
    ...(exchanged.length === 0
      ? { notes: [words.journalFile.nothing] }
      : {
          table: pairs(
            words,
            exchanged.map(({ path, value }) => [path, value]),
          ),
        }),
  })
  return {
    language: facts.language,
    title: `${dispute.title} ${row.reference}`,
    facts: [
      [dispute.made, moment(facts.at)],
      [dispute.madeBy, facts.by],
      [row.facts.heading.bankName, `${row.facts.heading.agentCode} ${row.facts.heading.agentName}`],
      [dispute.chain, check.verdict.intact ? dispute.intact : dispute.broken],
    ],
    sections: [
      { heading: dispute.transaction, table: pairs(words, transactionLines(facts, words, moment)) },
      lines(words.journalFile.sent, facts.sent),
      lines(words.journalFile.received, facts.received),
      ...checkSections(facts, words, moment),
      {
        heading: dispute.proof,
        notes: [
          ...checkNotes(facts, words, moment(facts.at)),
          dispute.proofNote,
          dispute.covers,
          fill(dispute.before, { mac: entries[0]?.before ?? '' }),
          fill(dispute.head, { count: String(check.head.count), mac: check.head.mac }),
        ],
        table: {
          headings: [dispute.number, dispute.time, dispute.who, dispute.what, dispute.mac],
          rows: entries.map(({ seq, at, actor, event, detail, mac }) => [
            ...[String(seq), moment(at), actor, `${event} ${detail}`, mac],
          ]),
        },
      },
    ],
    foot: [dispute.maskedFoot],
  }
}

/** What was recomputed and what came of it: a pack whose chain is broken says first that it proves nothing. */
function checkNotes(
  { check: { from, head, verdict } }: DisputeFacts,
  { journalFile: { dispute } }: Messages,
  time: string,
): string[] {
  const checked = { time, from: String(from), to: String(head.count) }
  if (verdict.intact) return [fill(dispute.checked, checked)]
  const what = fill(dispute.reasons[verdict.reason], { seq: String(verdict.seq) })
  return [fill(dispute.failed, { ...checked, what })]
}

const momentIn = (at: Instant, zone: Zone): string => {
  const { day, month, year } = wallClock(at, zone)
  return `${day}/${month}/${year} ${formatClock(at, zone, true)}`
}

const pairs = ({ journalFile: { dispute } }: Messages, rows: readonly (readonly [string, string])[]) => ({
  headings: [dispute.field, dispute.value],
  rows,
})

function transactionLines(
  { row, copies }: DisputeFacts,
  { journal, money, kinds, states, journalFile: { dispute } }: Messages,
  moment: (at: Instant) => string,
): [string, string][] {
  const { resolution, refusal, cash } = row
  const known: ([string, string] | undefined)[] = [
    [journal.reference, row.reference],
    [journal.kind, kinds[row.kind]],
    [journal.state, states[row.state]],
    [journal.time, moment(row.createdAt)],
    [journal.account, maskAccount(row.account)],
    [journal.name, row.accountName],
    row.facts.bankName ? [money.bank, row.facts.bankName] : undefined,
    [journal.amount, formatRupiah(row.amount)],
    [money.fee, formatRupiah(row.fee)],
    [dispute.total, formatRupiah(add(row.amount, row.fee))],
    row.narration ? [journal.narration, row.narration] : undefined,
    [journal.teller, row.teller],
    refusal && [
      journal.refusal,
      `${refusal.bankCode} ${maskDigits(refusal.bankMessage)} ${refusal.traceCode ?? ''}`.trim(),
    ],
    cash && [dispute.cash, dispute.cashStates[cash]],
    resolution && [dispute.resolution, resolution.posted ? dispute.posted : dispute.notPosted],
    resolution && [dispute.bankReference, resolution.bankReference],
    resolution && [dispute.reason, resolution.reason],
    resolution && [dispute.approver, resolution.approver || dispute.alone],
    [dispute.copies, String(copies)],
  ]
  return known.filter((line) => line !== undefined)
}

function checkSections(
  { checks }: DisputeFacts,
  { journalFile: { dispute } }: Messages,
  moment: (at: Instant) => string,
): ReportSection[] {
  if (checks.length === 0) return []
  const rows = checks.map(({ at, result, detail }) => [moment(at), dispute.checkResults[result], detail])
  return [
    { heading: dispute.checks, table: { headings: [dispute.time, dispute.result, dispute.said], rows } },
  ]
}
