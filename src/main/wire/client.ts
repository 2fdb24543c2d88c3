import type { z } from 'zod'
import { TellerError } from '#shared/result.ts'
import type { Reference } from '#shared/references.ts'
import type { Endpoint } from './endpoint.ts'
import { parseEnvelope, refusalOf, type Envelope, type Refusal } from './envelope.ts'
import type { BankHttp, Exchange, HttpRequest } from './http.ts'

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

/** A client of the operations `E`: another service's endpoint, or money sent by `ask`, does not compile. */
export interface WireClient<E extends Endpoint> {
  /**
   * A call that moves no money.
   * @throws TellerError REFUSED, SESSION_EXPIRED, NOT_SENT, or UNAVAILABLE (the answer is missing or broken)
   */
  ask<S extends z.ZodType>(
    endpoint: Extract<E, { movesMoney: false }>,
    body: object | undefined,
    context: CallContext,
    schema: S,
  ): Promise<z.output<S>>
  /** A call that moves money: sent once, never throws for what the other side does. */
  post<S extends z.ZodType>(
    endpoint: Extract<E, { movesMoney: true }>,
    body: object,
    context: CallContext,
    schema: S,
    echoMatches: (data: z.output<S>) => boolean,
  ): Promise<MoneyAnswer<z.output<S>>>
}

/**
 * @param heard called with every exchange: it carries the server's time, and shows whether the other side can be reached
 * @param isKnownRefusal whether this no to a money request proves that no money moved
 */
export function createWireClient<E extends Endpoint>(
  http: BankHttp,
  heard: (exchange: Exchange) => void,
  isKnownRefusal: (refusal: Refusal, endpoint: E) => boolean,
): WireClient<E> {
  return {
    async ask(endpoint, body, context, schema) {
      const request = requestFor(endpoint, body, context)
      const first = await http.read(request)
      const exchange = endpoint.getFallback ? await orAsGet(http, request, first) : first
      heard(exchange)
      return understand(exchange, schema)
    },
    async post(endpoint, body, context, schema, echoMatches) {
      const exchange = await http.send(requestFor(endpoint, body, context))
      heard(exchange)
      // Two minutes of silence after the teller was told say nothing of the line as it is by then.
      if (exchange.kind === 'lost') void exchange.late?.then((late) => late.kind === 'answer' && heard(late))
      return judge(exchange, {
        schema,
        isKnownRefusal: (refusal) => isKnownRefusal(refusal, endpoint),
        echoMatches,
        clean: withoutPin(endpoint, body),
      })
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

/** Where a POST is not served (404, 405), GET once. It counts only if it brings an answer: a 404 may be the API's own no. */
async function orAsGet(http: BankHttp, request: HttpRequest, first: Exchange): Promise<Exchange> {
  if (first.kind !== 'answer' || ![404, 405].includes(first.status)) return first
  const { path, headers } = request
  const second = await http.read({ path, headers, method: 'GET' })
  return second.kind === 'answer' && parseEnvelope(second.text) ? second : first
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

interface Terms<S extends z.ZodType> {
  schema: S
  isKnownRefusal: (refusal: Refusal) => boolean
  echoMatches: (data: z.output<S>) => boolean
  clean: (text: string) => string
}

function judge<S extends z.ZodType>(exchange: Exchange, terms: Terms<S>): MoneyAnswer<z.output<S>> {
  if (exchange.kind === 'not-sent') return { kind: 'not-sent', evidence: exchange.reason }
  if (exchange.kind === 'lost') {
    const late = exchange.late?.then((answer) => judge(answer, terms))
    return { kind: 'unknown', evidence: exchange.reason, ...(late ? { late } : {}) }
  }
  const { status, text } = exchange
  const evidence = terms.clean(`HTTP ${status} ${text}`)
  // A 5xx is unknown whatever its body says: what failed may have failed after posting.
  const answer: Envelope | undefined = status >= 500 ? undefined : parseEnvelope(text)
  if (!answer) return { kind: 'unknown', evidence }
  if (answer.code !== '00') {
    const refusal = refusalOf({ ...answer, message: terms.clean(answer.message) })
    return terms.isKnownRefusal(refusal)
      ? { kind: 'rejected', refusal, evidence }
      : { kind: 'unknown', evidence }
  }
  const parsed = terms.schema.safeParse(answer)
  // A "00" under a status that says no contradicts itself and proves nothing.
  return status < 300 && parsed.success && terms.echoMatches(parsed.data)
    ? { kind: 'confirmed', data: parsed.data, evidence }
    : { kind: 'unknown', evidence }
}

/** Blots out the PIN where an answer repeats the request: answers are journaled and shown, the PIN never (DESIGN: Money states). */
function withoutPin({ pinField }: Endpoint, body: object): (text: string) => string {
  // A PIN is digits, so it can stand in a pattern as it is.
  const pin = pinField && (body as Partial<Record<string, string>>)[pinField]
  if (!pin) return (text) => text
  // Hardly any answer has it: making the pattern would take longer than reading the answer.
  return (text) =>
    text.includes(pin) ? text.replace(new RegExp(`(pin\\w*\\W{1,8})${pin}`, 'gi'), '$1******') : text
}

const unavailable = (reason: string) => new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason })

const firstPath = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? 'answer'
