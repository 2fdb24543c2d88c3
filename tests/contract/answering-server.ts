import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came over the wire. */
export interface Arrived {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export interface Answer {
  status: number
  text: string
}

/** A server on loopback that answers as it is told and keeps what arrived. */
export interface AnsweringServer {
  url: string
  arrived: Arrived[]
  /** what every request is answered from now on */
  answerWith(answer: Answer | ((request: Arrived) => Answer)): void
  close(): Promise<void>
}

export async function startAnsweringServer(): Promise<AnsweringServer> {
  const arrived: Arrived[] = []
  let answer: (request: Arrived) => Answer = () => ({ status: 500, text: 'nobody said what to answer' })
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = await received(incoming)
    arrived.push(request)
    const { status, text } = answer(request)
    // A client that hangs up in the middle of a long answer is what some tests are about.
    outgoing.on('error', () => undefined)
    outgoing.writeHead(status).end(text)
  }
  const server = createServer((incoming, outgoing) => void respond(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answerWith: (next) => {
      answer = typeof next === 'function' ? next : () => next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function received(incoming: IncomingMessage): Promise<Arrived> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return {
    method: incoming.method!,
    path: incoming.url!,
    headers: incoming.headers,
    body: Buffer.concat(pieces).toString(),
  }
}
