/** The sandbox's side of a test, asked over HTTP as an outside check would. */
import { z } from 'zod'
import type { PostingKind } from '../../../src/sandbox/ledger.ts'

const origin = (bankUrl: string) => new URL(bankUrl).origin

const ledger = z.object({
  postings: z.array(z.looseObject({ kind: z.string(), sid: z.string().nullish() })),
  balances: z.unknown(),
})

/** Every posting of the ledger: how often money moved, and under which reference. */
export async function postings(bankUrl: string, kind: PostingKind) {
  const response = await fetch(`${origin(bankUrl)}/__sandbox/ledger`)
  return ledger.parse(await response.json()).postings.filter((posting) => posting.kind === kind)
}

/** The ledger's postings of deposits. */
export const depositPostings = (bankUrl: string) => postings(bankUrl, 'deposit')

const requests = z.array(
  z.looseObject({
    path: z.string(),
    headers: z.record(z.string(), z.unknown()),
    body: z.record(z.string(), z.unknown()).nullable(),
  }),
)

/** What the sandbox received on a path, as it came, PINs and passwords masked. */
export async function received(bankUrl: string, path: string) {
  const response = await fetch(`${origin(bankUrl)}/__sandbox/requests`)
  return requests.parse(await response.json()).filter((request) => request.path.endsWith(path))
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
