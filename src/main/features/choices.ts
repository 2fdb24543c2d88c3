import { z } from 'zod'
import type { Output, ParsedInput } from '#shared/contract.ts'
import { businessDate, type Zone } from '#shared/time.ts'
import type { BankClient } from '../bank/client.ts'
import { banks, educations, jobs, salaries, transactionBands } from '../bank/master-lists.ts'
import type { Clock } from '../clock.ts'
import type { KeptAnswers } from '../journal/kept-answers.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  clock: Clock
  keptAnswers: KeptAnswers
  zone: Zone
}

type ListName = ParsedInput<'choices.read'>['list']

const readers: Record<
  ListName,
  (bank: BankClient, sessionId: string) => Promise<{ id: string; name: string }[]>
> = {
  jobs,
  educations,
  salaries,
  'transaction-bands': transactionBands,
  banks: async (bank, sessionId) =>
    (await banks(bank, sessionId)).map(({ code, name }) => ({ id: code, name })),
}

const kept = z.array(z.object({ id: z.string(), name: z.string() }))

/** A list that forms choose from: asked once a day, since the bank changes it once a year. */
export async function readChoices(
  { bank, session, clock, keptAnswers, zone }: Parts,
  { list }: ParsedInput<'choices.read'>,
): Promise<Output<'choices.read'>> {
  const { sessionId, profile } = session.caller()
  const name = `choices:${profile.bankCode}:${list}`
  const day = businessDate(clock.now(), zone)
  const known = kept.safeParse(keptAnswers.find(name, day))
  if (known.success) return { items: known.data }
  const items = await readers[list](bank, sessionId)
  keptAnswers.keep(name, day, items)
  return { items }
}
