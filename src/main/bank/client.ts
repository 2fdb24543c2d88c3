import type { z } from 'zod'
import { TellerError } from '#shared/result.ts'
import type { Reference } from '#shared/references.ts'
import type { BankHttp, Exchange, HttpRequest } from './http.ts'
import type { Endpoint } from './endpoints.ts'
import { isKnownRefusal } from './refusals.ts'
import { parseEnvelope, refusalOf, type Envelope, type Refusal } from './wire.ts'

/** What one call needs besides its body: headers by the catalogue's entry. */
export interface CallContext {
  sessionId?: string
  reference?: Reference
}

/** What is proven of a money request. `evidence` is what came back, for the journal: an answer's text or a transport reason. */
export type MoneyAnswer<T> =
  | { kind: 'confirmed'; data: T; evidence: string }
  | { kind: 'rejected'; refusal: Refusal; evidence: string }
  | { kind: 'not-sent'; evidence: string }
  | { kind: 'unknown'; evidence: string; late?: Promise<MoneyAnswer<T>> }

export interface BankClient {
  /**
   * A call that moves no money.
   * @throws TellerError REFUSED, SESSION_EXPIRED, NOT_SENT, or UNAVAILABLE (the bank's answer is missing or broken)
   */
  ask<S extends z.ZodType>(
    endpoint: Endpoint,
    body: object | undefined,
    context: CallContext,
    schema: S,
  ): Promise<z.output<S>>
  /** A call that moves money: sent once, never throws for what the other side does. */
  post<S extends z.ZodType>(
    endpoint: Endpoint,
    body: object,
    context: CallContext,
    schema: S,
    echoMatches: (data: z.output<S>) => boolean,
  ): Promise<MoneyAnswer<z.output<S>>>
}

/**
 * @param heard called with every exchange: it carries the server's time, and shows whether the bank can be reached
 */
export function createBankClient(http: BankHttp, heard: (exchange: Exchange) => void): BankClient {
  return {
    async ask(endpoint, body, context, schema) {
      const request = requestFor(endpoint, body, context)
      let exchange = await http.read(request)
      if (endpoint.getFallback && exchange.kind === 'answer' && [404, 405].includes(exchange.status)) {
        exchange = await http.read(asGet(request))
      }
      heard(exchange)
      return understand(exchange, schema)
    },
    async post(endpoint, body, context, schema, echoMatches) {
      const exchange = await http.send(requestFor(endpoint, body, context))
      heard(exchange)
      return judge(exchange, schema, echoMatches)
    },
  }
}

function requestFor(endpoint: Endpoint, body: object | undefined, context: CallContext): HttpRequest {
  return {
    path: endpoint.path,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(endpoint.session ? { sessionid: context.sessionId ?? '' } : {}),
      ...(endpoint.reference ? { sid: context.reference ?? '' } : {}),
    },
    body: JSON.stringify(body ?? {}),
  }
}

function asGet(request: HttpRequest): HttpRequest {
  const { path, headers } = request
  return { path, headers, method: 'GET' }
}

function understand<S extends z.ZodType>(exchange: Exchange, schema: S): z.output<S> {
  if (exchange.kind === 'not-sent') throw new TellerError({ code: 'NOT_SENT', reason: exchange.reason })
  if (exchange.kind === 'lost') throw unavailable(exchange.reason)
  const answer = parseEnvelope(exchange.text)
  if (answer?.code === 'SESSION_NOT_FOUND') throw new TellerError({ code: 'SESSION_EXPIRED' })
  if (exchange.status >= 500) throw unavailable('server-error')
  if (!answer) throw unavailable('not-an-answer')
  if (answer.code !== '00') throw new TellerError({ code: 'REFUSED', ...refusalOf(answer) })
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw unavailable(`missing:${firstPath(parsed.error)}`)
  return parsed.data
}

function judge<S extends z.ZodType>(
  exchange: Exchange,
  schema: S,
  echoMatches: (data: z.output<S>) => boolean,
): MoneyAnswer<z.output<S>> {
  if (exchange.kind === 'not-sent') return { kind: 'not-sent', evidence: exchange.reason }
  if (exchange.kind === 'lost') {
    const late = exchange.late?.then((answer) => judge(answer, schema, echoMatches))
    return { kind: 'unknown', evidence: exchange.reason, ...(late ? { late } : {}) }
  }
  const evidence = `HTTP ${exchange.status} ${exchange.text}`
  // A 5xx is unknown whatever its body says: what failed may have failed after posting.
  const answer: Envelope | undefined = exchange.status >= 500 ? undefined : parseEnvelope(exchange.text)
  if (!answer) return { kind: 'unknown', evidence }
  if (answer.code !== '00') {
    const refusal = refusalOf(answer)
    return isKnownRefusal(refusal) ? { kind: 'rejected', refusal, evidence } : { kind: 'unknown', evidence }
  }
  const parsed = schema.safeParse(answer)
  return parsed.success && echoMatches(parsed.data)
    ? { kind: 'confirmed', data: parsed.data, evidence }
    : { kind: 'unknown', evidence }
}

const unavailable = (reason: string) => new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason })

const firstPath = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? 'answer'
