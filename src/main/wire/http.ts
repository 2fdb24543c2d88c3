import type { buildConnector, Client, Dispatcher } from 'undici'
import { BUILT_IN_TRUST, tlsOptions } from './trust.ts'

/** What became of one HTTP request. Never throws for anything that the network or the other side does. */
export type Exchange =
  | { kind: 'answer'; status: number; text: string; date: string | undefined }
  /** Proven: no byte of the request was written, because no connection stood. */
  | { kind: 'not-sent'; reason: 'dns' | 'connect' | 'tls' | 'timeout' }
  /** The request may have arrived. Only a money request has `late`: what still came after the teller was told. */
  | { kind: 'lost'; reason: LostReason; late?: Promise<Exchange> }
export type LostReason = 'timeout' | 'broken' | 'too-large'

export interface HttpRequest {
  path: string
  method: 'POST' | 'GET'
  headers: Record<string, string>
  /** JSON text; GET has none */
  body?: string
}

export interface BankHttp {
  /** A request that changes nothing: over kept-alive connections, still never sent twice. */
  read(request: HttpRequest): Promise<Exchange>
  /**
   * A request that moves money: on a fresh connection of its own, exactly once. After `timeoutMs` the caller is told
   * `lost`, while the socket stays open {@link LATE_ANSWER_MS} longer for an answer that still comes.
   */
  send(request: HttpRequest): Promise<Exchange>
  close(): Promise<void>
}

/** How much longer a money socket waits after the teller was told "unknown" (DESIGN: Money states). */
export const LATE_ANSWER_MS = 120_000
const CONNECT_TIMEOUT_MS = 10_000
const NOT_LOADED: Exchange = { kind: 'not-sent', reason: 'connect' }
/** The largest answer of the document is below 20 kB; a megabyte is a fault, not an answer. */
const MAX_ANSWER_BYTES = 1_048_576

/**
 * HTTP through undici and not through Chromium: `net.fetch` silently repeats a POST whose reused connection is reset
 * (docs/adr/0002). There is no retry, no redirect and no pipelining anywhere here.
 * undici is loaded for the first request: it is a third of what main consists of, and no start waits for it.
 * @param baseUrl the API's base, e.g. `https://host/bankplus`; an endpoint's path is appended
 */
export function createBankHttp(baseUrl: string, timeoutMs: number, trust = BUILT_IN_TRUST): BankHttp {
  const base = new URL(baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  const limits = { headersTimeout: 0, bodyTimeout: 0, maxResponseSize: MAX_ANSWER_BYTES } as const
  const pending = new Set<Client>()

  const prepare = async () => {
    const { buildConnector, Client, Pool } = await import('undici')
    const connect = buildConnector({
      timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs),
      ...tlsOptions(trust),
    })
    const pool = new Pool(base.origin, { ...limits, connect, connections: 4, keepAliveTimeout: 4_000 })
    return { Client, connect, pool }
  }
  let prepared: ReturnType<typeof prepare> | undefined
  /** undefined where undici's file cannot be read now: no byte can have left, and the next request tries again. */
  const wire = async () => {
    try {
      return await (prepared ??= prepare())
    } catch {
      prepared = undefined
      return undefined
    }
  }

  const read = async (request: HttpRequest): Promise<Exchange> => {
    const wired = await wire()
    if (!wired) return NOT_LOADED
    const { pool } = wired
    const abort = new AbortController()
    const answer = exchange(pool, prefix, request, () => undefined, abort.signal)
    return withDeadline(answer, timeoutMs, () => abort.abort())
  }

  const send = async (request: HttpRequest): Promise<Exchange> => {
    const wired = await wire()
    if (!wired) return NOT_LOADED
    const { Client, connect } = wired
    let connections = 0
    const connectOnce: buildConnector.connector = (options, callback) => {
      if (connections > 0) return callback(new Error('one money request, one connection'), null)
      connect(options, (...result) => {
        if (!result[0]) connections += 1
        callback(...result)
      })
    }
    const client = new Client(base.origin, { ...limits, connect: connectOnce })
    pending.add(client)
    // Closing follows the answer, which somebody waits for.
    const closeSoon = () =>
      setImmediate(() => {
        pending.delete(client)
        void client.destroy()
      })
    const answer = exchange(client, prefix, request, () => connections > 0).finally(closeSoon)
    const late = withDeadline(answer, timeoutMs + LATE_ANSWER_MS, () => client.destroy())
    const told = await withDeadline(late, timeoutMs)
    if (told.kind !== 'lost' || told.reason !== 'timeout') return told
    if (connections > 0) return { ...told, late }
    await client.destroy()
    return answer
  }

  const close = async () => {
    const pool = prepared && (await wire())?.pool
    await Promise.all([pool?.destroy(), ...[...pending].map((client) => client.destroy())])
  }

  return { read, send, close }
}

/** @param connected whether a connection ever stood; undefined where the connections are shared and nobody can tell */
async function exchange(
  dispatcher: Dispatcher,
  prefix: string,
  request: HttpRequest,
  connected: () => boolean | undefined,
  signal?: AbortSignal,
): Promise<Exchange> {
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      path: prefix + request.path,
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      signal: signal ?? null,
    })
    const text = await body.text()
    return { kind: 'answer', status: statusCode, text, date: headers['date']?.toString() }
  } catch (error) {
    return failure(error as NodeJS.ErrnoException, connected())
  }
}

function failure(error: NodeJS.ErrnoException, connected: boolean | undefined): Exchange {
  const code = error.code ?? ''
  const reason = connectFailure(code)
  // Destroyed: this program gave up connecting when the time was over.
  if (code === 'UND_ERR_DESTROYED' && connected === false) return { kind: 'not-sent', reason: 'timeout' }
  if (connected === false) return { kind: 'not-sent', reason: reason ?? 'connect' }
  // Among shared connections an error that only connecting can raise is proof enough for a read.
  if (connected === undefined && reason) return { kind: 'not-sent', reason }
  return { kind: 'lost', reason: code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? 'too-large' : 'broken' }
}

function connectFailure(code: string): 'dns' | 'connect' | 'timeout' | 'tls' | undefined {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)) return 'connect'
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout'
  return /CERT|TLS|SSL|EPROTO|UNABLE_TO/.test(code) ? 'tls' : undefined
}

/** Answers `lost` once the time is over; the work itself goes on unless `onExpiry` ends it. */
function withDeadline(work: Promise<Exchange>, ms: number, onExpiry?: () => unknown): Promise<Exchange> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'lost', reason: 'timeout' })
      void onExpiry?.()
    }, ms)
    void work.then((exchange) => {
      clearTimeout(timer)
      resolve(exchange)
    })
  })
}
