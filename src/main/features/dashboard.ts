import { z } from 'zod'
import type { Output, ParsedInput } from '#shared/contract.ts'
import { monthOf, type GraphEntry, type Month, type UndatedGraph } from '#shared/graphs.ts'
import { maskAccount } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { BankClient } from '../bank/client.ts'
import { agentGrowthGraph, agentSpreadGraph, billGraph, bsaGraph, purchaseGraph } from '../bank/dashboards.ts'
import type { Clock } from '../clock.ts'
import type { KeptAnswers } from '../journal/kept-answers.ts'
import { kindCounts, type MonthCounts } from '../journal/month-counts.ts'
import type { Session } from '../session.ts'
import type { ShownGraphs } from '../exports/shown-graphs.ts'
import type { Turns } from '../turns.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  clock: Clock
  keptAnswers: KeptAnswers
  /** which bank the kept months are of */
  bankHost: string
  /** graphs share the line with the counter's transactions: few at once */
  graphTurns: Turns
  shownGraphs: ShownGraphs
}

const kept = z.object({
  entries: z.array(z.object({ title: z.string(), count: z.number() })),
  at: z.string().transform((at) => at as Instant),
})

/**
 * What basic saving accounts did in a month. A month that was over when the bank was asked does not change any more: it is kept,
 * for whoever asked, unless the bank had nothing yet. Asked for anew in vain, what was kept is given, and said to be that.
 */
export async function readBsa(
  parts: Parts,
  { month, anew }: ParsedInput<'dashboard.bsa'>,
): Promise<Output<'dashboard.bsa'>> {
  const { username } = parts.session.caller().profile
  const name = `bsa:${parts.bankHost}:${username}:${month}`
  const known = kept.safeParse(parts.keptAnswers.find(name, 'whole-month')).data
  const whole = month < monthOf(parts.clock.now())
  const showKnown = (answer: NonNullable<typeof known>) => {
    parts.shownGraphs.show(`bsa ${month}`, username, answer)
    return { ...answer, month, whole }
  }
  if (known && !anew) return showKnown(known)
  try {
    const answer = await ask(parts, `bsa ${month}`, bsaOf(parts, month))
    if (whole && parts.clock.trusted() && answer.entries.length > 0) {
      parts.keptAnswers.keep(name, 'whole-month', answer)
    }
    return { ...answer, month, whole }
  } catch (error) {
    if (!known || isSessionOver(error)) throw error
    return { ...showKnown(known), notRenewed: true }
  }
}

/** Then somebody signs in again, and is told of nothing else. */
const isSessionOver = (error: unknown): boolean =>
  error instanceof TellerError && ['SESSION_EXPIRED', 'FORBIDDEN'].includes(error.failure.code)

const bsaOf =
  ({ bank }: Parts, month: Month) =>
  (sessionId: string) =>
    bsaGraph(bank, month, sessionId)

const readers: Record<UndatedGraph, (bank: BankClient, sessionId: string) => Promise<GraphEntry[]>> = {
  bill: billGraph,
  purchase: purchaseGraph,
  'agent-growth': agentGrowthGraph,
  'agent-spread': agentSpreadGraph,
}

/** A graph that takes no month: as of now, says the bank. */
export const readGraph = (
  parts: Parts,
  { graph }: ParsedInput<'dashboard.graph'>,
): Promise<Output<'dashboard.graph'>> =>
  ask(parts, graph, (sessionId) => readers[graph](parts.bank, sessionId))

/** Asks in turn; what fails is no longer shown, so that no export holds an older answer than the screen. */
async function ask(
  { session, graphTurns, shownGraphs, clock }: Parts,
  name: string,
  read: (sessionId: string) => Promise<GraphEntry[]>,
): Promise<{ entries: GraphEntry[]; at: Instant }> {
  const { username } = session.caller().profile
  return graphTurns(async () => {
    try {
      const entries = await read(session.caller().sessionId)
      const answer = { entries, at: toInstant(clock.now()) }
      shownGraphs.show(name, username, answer)
      return answer
    } catch (error) {
      shownGraphs.hide(name, username)
      throw error
    }
  })
}

/** This PC's own counts of a month, by kind and by day. */
export function countOwn(
  { monthCounts }: { monthCounts: MonthCounts },
  { month }: ParsedInput<'dashboard.ownCounts'>,
): Output<'dashboard.ownCounts'> {
  const days = monthCounts.days(month)
  return { kinds: kindCounts(days), days }
}

/** As many as a person looks through; the journal's own screen has the rest. */
const ROWS_OF_DAY = 200

export function listOwn(
  { monthCounts }: { monthCounts: MonthCounts },
  { day, kind }: ParsedInput<'dashboard.ownRows'>,
): Output<'dashboard.ownRows'> {
  const { rows, total } = monthCounts.rows(day, kind, ROWS_OF_DAY)
  const own = rows.map(({ id, reference, createdAt, state, account, accountName, amount, teller }) => ({
    ...{ transactionId: id, reference, at: createdAt, state, accountName, amount, teller },
    account: maskAccount(account),
  }))
  return { rows: own, total }
}
