/** How an HTTP request becomes an operation's answer: reading the body, the faults, and wording what went wrong. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FieldProblem, Refusal, type Answer } from './answers.ts'
import { strike } from './fault-strikes.ts'
import type { Faults, ServiceName } from './faults.ts'
import type { Fields } from './fields.ts'
import type { RequestLog } from './request-log.ts'

export interface Call {
  fields: Fields
  /** A header's value, empty where it is absent. */
  header(name: string): string
  at: Date
}

export interface Operation {
  path: string
  /** A read without a body, which GET may ask for too: the document names no HTTP methods. */
  bodiless?: true
  run(call: Call): Answer
}

export interface Service {
  name: ServiceName
  operations: Operation[]
  /** How this service words a wrong field, and what it cannot serve at all. */
  fieldRefusal(problem: FieldProblem): Refusal
  brokenRequest(status: number, message: string): Refusal
  routeNotFound(): Refusal
}

export interface Surroundings {
  faults: Faults
  requests: RequestLog
  now(): Date
  /** Aborted when the sandbox closes: ends the waits of delayed and never answered requests. */
  closing: AbortSignal
}

/** Serves every operation of a service at its path below `prefix`. Every answer carries the bank's time as `Date`. */
export function serve(app: FastifyInstance, service: Service, prefix: string, around: Surroundings): void {
  app.setNotFoundHandler((request, reply) => {
    logRequest(service, request, around)
    return send(reply.header('date', around.now().toUTCString()), service.routeNotFound().answer)
  })
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const refusal = service.brokenRequest(error.statusCode ?? 500, error.message)
    return send(reply.header('date', around.now().toUTCString()), refusal.answer)
  })
  for (const operation of service.operations) {
    app.route({
      method: operation.bodiless ? ['GET', 'POST'] : 'POST',
      url: prefix + operation.path,
      handler: (request, reply) => handle(service, operation, request, reply, around),
    })
  }
}

/** Bodies are kept as text: an empty one is no error (many requests of the document have none), and JSON is read here. */
export function readBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
}

export function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).send(body)
}

async function handle(
  service: Service,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  around: Surroundings,
): Promise<FastifyReply> {
  const at = around.now()
  reply.header('date', at.toUTCString())
  logRequest(service, request, around)
  const answer = () => answerTo(service, operation, request, at)
  const fault = around.faults.take(service.name, pathOf(request))
  return fault ? strike(fault, answer, reply, around.closing) : send(reply, answer())
}

function answerTo(service: Service, operation: Operation, request: FastifyRequest, at: Date): Answer {
  try {
    const fields = parseFields(request.body)
    if (!fields) throw service.brokenRequest(400, 'Body bukan objek JSON')
    return operation.run({ fields, at, header: (name) => String(request.headers[name] ?? '') })
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    if (error instanceof FieldProblem) return service.fieldRefusal(error).answer
    console.error(`sandbox: ${operation.path} failed:`, error)
    return service.brokenRequest(500, 'Terjadi kesalahan pada server').answer
  }
}

/** The JSON object of a body, an empty one for no body, undefined for anything else. */
function parseFields(body: unknown): Fields | undefined {
  if (typeof body !== 'string' || body.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    return undefined
  }
}

function logRequest(service: Service, request: FastifyRequest, around: Surroundings): void {
  around.requests.add({
    at: around.now().toISOString(),
    service: service.name,
    method: request.method,
    path: pathOf(request),
    headers: request.headers,
    body: parseFields(request.body) ?? null,
    remotePort: request.socket.remotePort ?? null,
  })
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? ''
}
