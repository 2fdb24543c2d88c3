import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ReceivedRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  socket: Socket
  /** which of the server's connections it came over, counted from 1 */
  connection: number
}

export interface HttpServer {
  url: string
  port: number
  /** Every request whose headers arrived, in order, whatever became of it. */
  requests: ReceivedRequest[]
  /** Resolves when the nth request (from 1) has arrived. */
  arrived(nth: number): Promise<ReceivedRequest>
}

export type Handler = (request: ReceivedRequest, response: ServerResponse) => void

/** A real HTTP server on loopback that does what `handle` says once a request's body is there; closed when the test ends. */
export async function startHttpServer(handle: Handler): Promise<HttpServer> {
  const requests: ReceivedRequest[] = []
  const connections: Socket[] = []
  const waiting: (() => void)[] = []
  const server = createServer((incoming, response) => {
    const { method = '', url: path = '', headers, socket } = incoming
    const connection = connections.indexOf(socket) + 1
    const received = { method, path, headers, body: '', socket, connection }
    requests.push(received)
    waiting.splice(0).forEach((look) => look())
    incoming.setEncoding('utf8')
    incoming.on('error', () => undefined)
    incoming.on('data', (chunk: string) => (received.body += chunk))
    incoming.on('end', () => handle(received, response))
  })
  server.on('connection', (socket) => connections.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const arrived = async (nth: number): Promise<ReceivedRequest> => {
    while (!requests[nth - 1]) await new Promise<void>((resolve) => waiting.push(resolve))
    return requests[nth - 1]!
  }
  return { url: `http://127.0.0.1:${port}`, port, requests, arrived }
}

/** Answers as the Bank+ API does: JSON, 200 unless said otherwise. */
export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
