/** What each kind of fault does to a request. */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { Answer } from './answers.ts'
import { strikesBefore, type Fault } from './faults.ts'

/** The padding of `huge`: more JSON than any answer of the document could be. */
const hugePaddingBytes = 2 * 1024 * 1024

/**
 * Answers, or does not, as the fault says. `carryOut` runs the operation, which books it; it is called once, or not at
 * all where the fault strikes before it. `delay` carries it out either way.
 */
export async function strike(
  fault: Fault,
  carryOut: () => Answer,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<FastifyReply> {
  const carriedOut = strikesBefore(fault) ? undefined : carryOut()
  try {
    await wait(fault.ms ?? 0, undefined, { signal: closing })
  } catch {
    return cut(reply, 'drop') // The sandbox is closing: its ledger must not be touched any more.
  }
  if (fault.kind === 'delay') return sendJson(reply, carriedOut ?? carryOut())
  return spoil(fault, carriedOut, reply)
}

function spoil(fault: Fault, carriedOut: Answer | undefined, reply: FastifyReply): FastifyReply {
  const answer = carriedOut ?? { status: 200, body: { code: '00', message: 'Ok.', data: {} } }
  const status = fault.status ?? answer.status
  switch (fault.kind) {
    case 'drop-before':
    case 'drop-after':
      return cut(reply, 'drop')
    case 'reset-before':
    case 'reset-after':
      return cut(reply, 'reset')
    case 'never-answer':
      return reply.hijack()
    case 'malformed':
      return sendText(reply, status, 'application/json', JSON.stringify(answer.body).slice(0, -7))
    case 'html':
      return sendText(reply, status, 'text/html', '<!doctype html><title>Gateway</title><h1>Bad gateway</h1>')
    case 'empty':
      return sendText(reply, status, 'application/json', '')
    case 'huge':
      return sendJson(reply, { ...answer, body: { ...answer.body, padding: 'x'.repeat(hugePaddingBytes) } })
    case 'status':
      return sendJson(reply, { status: fault.status ?? 503, body: carriedOut?.body ?? unavailable })
    case 'unlisted-code':
      return sendJson(reply, { status: 200, body: { ...unlisted, ...fault.data } })
    case 'mismatch':
      return sendJson(reply, { ...answer, body: mismatched(answer.body, fault.data) })
    case 'delay':
      return sendJson(reply, answer)
  }
}

const unavailable = { code: 'SERVICE_UNAVAILABLE', message: 'Layanan tidak tersedia', data: {} }
const unlisted = { code: 'X999', message: 'Kode yang tidak ada di dokumen', data: {} }

/** An answer that says "00" about something else than was asked: by default, one rupiah more. */
function mismatched(body: Answer['body'], overrides: Record<string, unknown> | undefined): Answer['body'] {
  const data = Object(body['data']) as Record<string, unknown>
  return { ...body, data: { ...data, ...(overrides ?? oneRupiahMore(data)) } }
}

function oneRupiahMore(data: Record<string, unknown>): Record<string, unknown> {
  const echoed = ['deposit_amount', 'first_deposit', 'amount'].filter(
    (name) => typeof data[name] === 'number',
  )
  return Object.fromEntries(echoed.map((name) => [name, Number(data[name]) + 1]))
}

/** Ends the connection without an answer: `drop` closes it, `reset` sends a TCP RST. */
function cut(reply: FastifyReply, how: 'drop' | 'reset'): FastifyReply {
  const { socket } = reply.request.raw
  reply.hijack()
  if (how === 'reset') socket.resetAndDestroy()
  else socket.destroy()
  return reply
}

function sendJson(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).send(body)
}

function sendText(reply: FastifyReply, status: number, type: string, text: string): FastifyReply {
  return reply.code(status).type(type).send(text)
}
