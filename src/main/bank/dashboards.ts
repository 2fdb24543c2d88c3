import { z } from 'zod'
import { mandatoryText, wireCount } from '../wire/fields.ts'
import type { BankClient } from './client.ts'
import { endpoints } from './endpoints.ts'
import { emptyIfNotFound } from './lists.ts'

/** The graphs of section "Non Transaction": bare counts under the bank's own titles, in the bank's order. */

const graphAnswer = z.object({
  data: z.array(z.object({ graph_title: mandatoryText, graph_count: wireCount })),
})

export interface GraphEntry {
  title: string
  /** how many; the document gives no unit and no period but BSA's month */
  count: number
}

type GraphEndpoint =
  | typeof endpoints.bsaGraph
  | typeof endpoints.billGraph
  | typeof endpoints.purchaseGraph
  | typeof endpoints.agentGrowthGraph
  | typeof endpoints.agentSpreadGraph

/** No data is an empty graph. @throws TellerError as {@link BankClient.ask} */
function graph(
  bank: BankClient,
  endpoint: GraphEndpoint,
  sessionId: string,
  body?: object,
): Promise<GraphEntry[]> {
  const entries = bank.ask(endpoint, body, { sessionId }, graphAnswer)
  return emptyIfNotFound(
    entries.then(({ data }) => data.map((entry) => ({ title: entry.graph_title, count: entry.graph_count }))),
  )
}

/**
 * What basic saving accounts did in a month; an empty list for a month without any.
 * @param month `YYYY-MM`
 * @throws TellerError as {@link BankClient.ask}
 */
export const bsaGraph = (bank: BankClient, month: string, sessionId: string) =>
  graph(bank, endpoints.bsaGraph, sessionId, { month })

/** Paid bills by biller, undated. @throws TellerError as {@link BankClient.ask} */
export const billGraph = (bank: BankClient, sessionId: string) => graph(bank, endpoints.billGraph, sessionId)

/** Purchases by product, undated. @throws TellerError as {@link BankClient.ask} */
export const purchaseGraph = (bank: BankClient, sessionId: string) =>
  graph(bank, endpoints.purchaseGraph, sessionId)

/** Agents by month: the titles are months, `YYYY-MM`. @throws TellerError as {@link BankClient.ask} */
export const agentGrowthGraph = (bank: BankClient, sessionId: string) =>
  graph(bank, endpoints.agentGrowthGraph, sessionId)

/** Agents by province: the titles are the bank's names of provinces. @throws TellerError as {@link BankClient.ask} */
export const agentSpreadGraph = (bank: BankClient, sessionId: string) =>
  graph(bank, endpoints.agentSpreadGraph, sessionId)
