import { TellerError, type Failure } from '#shared/result.ts'
import { createBankClient, type BankClient } from '../../src/main/bank/client.ts'
import { createSwitcherClient, type SwitcherClient } from '../../src/main/switcher/client.ts'
import { createBankHttp } from '../../src/main/wire/http.ts'
import { startAnsweringServer, type AnsweringServer } from './answering-server.ts'
import type { Operation } from './client-operations/operation.ts'
import examples from '../fixtures/bankplus-examples.json' with { type: 'json' }

export interface Example {
  title: string
  service: 'bankplus' | 'switcher'
  path: string
  headers: string[]
  request?: Record<string, unknown>
  success: { code: string; data?: Record<string, unknown> | unknown[] }
  failed?: { code: string; debug?: { status?: number } }
}

export const documented = examples as unknown as Example[]

export interface Clients {
  bank: BankClient
  switcher: SwitcherClient
}

export interface ClientsAndServer {
  clients: Clients
  server: AnsweringServer
  close(): Promise<void>
}

const TIMEOUT_MS = 10_000

/** Both clients against one server: Bank+ below `/bankplus`, as the document has it, the switcher at the root. */
export async function startClients(): Promise<ClientsAndServer> {
  const server = await startAnsweringServer()
  const bankHttp = createBankHttp(`${server.url}/bankplus`, TIMEOUT_MS)
  const switcherHttp = createBankHttp(server.url, TIMEOUT_MS)
  return {
    clients: {
      bank: createBankClient(bankHttp, () => undefined),
      switcher: createSwitcherClient(switcherHttp, () => undefined),
    },
    server,
    async close() {
      await Promise.all([bankHttp.close(), switcherHttp.close(), server.close()])
    },
  }
}

export const movesMoney = ({ success }: Operation): boolean =>
  (success as { kind?: string } | undefined)?.kind === 'confirmed'

/** What a call gives or throws; the evidence of a money answer apart. */
export async function resultOf(operation: Operation, clients: Clients) {
  try {
    const result = await operation.call(clients)
    if (!movesMoney(operation)) return { result: { gives: result } }
    const { evidence, ...outcome } = result as { evidence: string }
    return { result: { gives: outcome }, evidence }
  } catch (error) {
    if (error instanceof TellerError) return { result: { throws: error.failure } }
    throw error
  }
}

/** What an answer that proves nothing means: money is unknown, a status check is undecided, everything else fails. */
export function provesNothing(operation: Operation, failure: Failure) {
  if (movesMoney(operation)) return { gives: { kind: 'unknown' } }
  const isCheck = (operation.success as { kind?: string } | undefined)?.kind === 'found'
  return isCheck ? { gives: { kind: 'undecided', failure } } : { throws: failure }
}

export const broken = (reason: string): Failure => ({ code: 'UNAVAILABLE', part: 'bank', reason })
