/** The sandbox's side of a test, asked over HTTP as an outside check would. */
import { z } from 'zod'

const origin = (bankUrl: string) => new URL(bankUrl).origin

const ledger = z.object({
  postings: z.array(z.looseObject({ kind: z.string(), sid: z.string().nullish() })),
  balances: z.unknown(),
})

/** The ledger's postings of deposits: how often money moved. */
export async function depositPostings(bankUrl: string) {
  const response = await fetch(`${origin(bankUrl)}/__sandbox/ledger`)
  const { postings } = ledger.parse(await response.json())
  return postings.filter(({ kind }) => kind === 'deposit')
}

/** Replaces the list of faults. */
export async function setFaults(bankUrl: string, faults: object[]): Promise<void> {
  const response = await fetch(`${origin(bankUrl)}/__sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(faults),
  })
  if (!response.ok) throw new Error(await response.text())
}

/** Ends every session, as the bank does when it has had enough of one. */
export async function endSessions(bankUrl: string): Promise<void> {
  await fetch(`${origin(bankUrl)}/__sandbox/sessions`, { method: 'DELETE' })
}
