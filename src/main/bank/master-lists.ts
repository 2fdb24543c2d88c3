import { z } from 'zod'
import { mandatoryText, withOtherName } from '../wire/fields.ts'
import type { BankClient } from './client.ts'
import { endpoints } from './endpoints.ts'

/** The lists of section "Non Transaction" from which forms choose. */

const masterAnswer = z.object({
  data: z.array(withOtherName('name', 'nama', z.object({ id: mandatoryText, name: mandatoryText }))),
})

export interface MasterEntry {
  /** as text, since that is how "Open Account" sends it back */
  id: string
  name: string
}

type MasterEndpoint =
  | typeof endpoints.jobs
  | typeof endpoints.educations
  | typeof endpoints.salaries
  | typeof endpoints.transactionBands

async function masterList(
  bank: BankClient,
  endpoint: MasterEndpoint,
  sessionId: string,
): Promise<MasterEntry[]> {
  const { data } = await bank.ask(endpoint, undefined, { sessionId }, masterAnswer)
  return data
}

/** Occupations. @throws TellerError as {@link BankClient.ask} */
export const jobs = (bank: BankClient, sessionId: string) => masterList(bank, endpoints.jobs, sessionId)

/** Levels of education. @throws TellerError as {@link BankClient.ask} */
export const educations = (bank: BankClient, sessionId: string) =>
  masterList(bank, endpoints.educations, sessionId)

/** Bands of monthly income. @throws TellerError as {@link BankClient.ask} */
export const salaries = (bank: BankClient, sessionId: string) =>
  masterList(bank, endpoints.salaries, sessionId)

/** Bands of what a customer expects to move, not transactions. @throws TellerError as {@link BankClient.ask} */
export const transactionBands = (bank: BankClient, sessionId: string) =>
  masterList(bank, endpoints.transactionBands, sessionId)

const banksAnswer = z.object({
  data: z.array(z.object({ bank_code: mandatoryText, bank_name: mandatoryText })),
})

export interface BankEntry {
  /** what an interbank transfer sends; not always the clearing code */
  code: string
  name: string
}

/** The banks that an interbank transfer reaches. @throws TellerError as {@link BankClient.ask} */
export async function banks(bank: BankClient, sessionId: string): Promise<BankEntry[]> {
  const { data } = await bank.ask(endpoints.banks, undefined, { sessionId }, banksAnswer)
  return data.map((entry) => ({ code: entry.bank_code, name: entry.bank_name }))
}
