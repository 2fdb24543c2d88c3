import { connect, type Socket } from 'node:net'
import { createConversation, type Link, type Patience } from '../conversation.ts'
import { createMemory, type PrinterMemory } from '../memory.ts'
import { UNWATCHED, type Transport } from '../transport.ts'

const CONNECT_MS = 3_000
const CLOSE_MS = 1_000

/**
 * A printer that listens on a TCP port, usually 9100. A new connection for each job, since many serve one computer at a time.
 * @param host a name, an IPv4 or an IPv6 address without brackets
 */
export function createTcpTransport(
  host: string,
  port: number,
  memory: PrinterMemory = createMemory(),
  patience?: Patience,
): Transport {
  const { print, look } = createConversation((signal) => openSocket(host, port, signal), memory, patience)
  return { print: (job, watch = UNWATCHED) => print(job, watch), look }
}

function openSocket(host: string, port: number, signal: AbortSignal): Promise<Link | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined)
    const socket = connect({ host, port, noDelay: true, keepAlive: true })
    const giveUp = () => {
      socket.destroy()
      resolve(undefined)
    }
    // Errors after the connection arrive with 'close', where they are read; an error event without a listener ends the program.
    socket.on('error', giveUp)
    socket.setTimeout(CONNECT_MS, giveUp)
    signal.addEventListener('abort', giveUp)
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp)
      socket.setTimeout(0)
      resolve({ stream: socket, transmitMs: () => 0, close: (flush) => close(socket, flush) })
    })
  })
}

/** Hangs up after the last byte: destroying at once could reset the connection and with it what the printer has not read yet. */
function close(socket: Socket, flush: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve()
    const timer = setTimeout(() => socket.destroy(), CLOSE_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    if (flush) socket.end()
    else socket.destroy()
  })
}
