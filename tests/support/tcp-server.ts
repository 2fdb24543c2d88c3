import { createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TcpServer {
  port: number
  connections: Socket[]
  /** Everything that was read from all connections. */
  received(): Buffer
  /** Resolves when what was received fulfils a condition. */
  until(fits: (received: Buffer) => boolean): Promise<void>
}

/** A bare TCP server on loopback; `talk` is told of each connection and of each piece that it sends. Closed when the test ends. */
export async function startTcpServer(
  talk: { connected?: (socket: Socket) => void; heard?: (socket: Socket, received: Buffer) => void } = {},
): Promise<TcpServer> {
  const connections: Socket[] = []
  const watchers: (() => void)[] = []
  let received = Buffer.alloc(0)
  const server = createServer((socket) => {
    connections.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      watchers.forEach((look) => look())
      talk.heard?.(socket, chunk)
    })
    talk.connected?.(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of connections) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    received: () => received,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => fits(received) && resolve()
        watchers.push(look)
        look()
      }),
  }
}

/** A port of loopback on which nobody listens: one that was just given back. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
