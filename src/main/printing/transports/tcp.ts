import { connect, type Socket } from 'node:net'
import type { PrinterWord, Transport, TransportResult } from '../transport.ts'

/** How long each step may take; a full receipt is on paper within 2.4 s, so ten say that nobody will report any more. */
const CONNECT_MS = 3_000
const STATUS_MS = 500
const COMPLETION_MS = 10_000

/** DLE EOT n: real-time status, answered even while the printer is busy (Epson ESC/POS reference, "DLE EOT"). */
const ASK_OFFLINE_CAUSE = Buffer.from([0x10, 0x04, 0x02])
const ASK_PAPER = Buffer.from([0x10, 0x04, 0x04])
/** Every DLE EOT answer has bits 0, 1, 4 and 7 fixed to 0b0..1..10, which tells it from ASB and noise. */
const isStatusByte = (byte: number) => (byte & 0b1001_0011) === 0b0001_0010

/** GS ( H, function 48: the printer sends this id back once everything before it was printed. */
const COMPLETION_ID = Buffer.from('0001')
const ASK_COMPLETION = Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30]), COMPLETION_ID])
const COMPLETION_ANSWER = Buffer.concat([Buffer.from([0x37, 0x22]), COMPLETION_ID, Buffer.from([0x00])])

/**
 * A printer that listens on a TCP port (usually 9100). Asks its status first, sends the job, then asks to be told when the
 * paper is out. Silence never means failure: a mute clone ends as sent-unverified.
 */
export function createTcpTransport(host: string, port: number): Transport {
  return {
    async print(job) {
      const socket = await open(host, port)
      if (!socket)
        return { state: 'failed-unsent', bytesWritten: 0, reason: 'unreachable', printer: 'offline' }
      try {
        return await printOn(socket, job)
      } finally {
        socket.destroy()
      }
    },
  }
}

function open(host: string, port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const giveUp = () => {
      socket.destroy()
      resolve(undefined)
    }
    socket.setTimeout(CONNECT_MS, giveUp)
    socket.once('error', giveUp)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', giveUp)
      // Later errors arrive with 'close', where they are read; an error event without a listener would end the program.
      socket.on('error', () => undefined)
      resolve(socket)
    })
  })
}

async function printOn(socket: Socket, job: Buffer): Promise<TransportResult> {
  const replies = listen(socket)
  const printer = await preflight(socket, replies)
  if (printer === 'paper-out' || printer === 'cover-open') {
    return { state: 'failed-unsent', bytesWritten: 0, reason: printer, printer }
  }
  const before = socket.bytesWritten
  socket.write(job)
  socket.write(ASK_COMPLETION)
  const completed = await replies.until((bytes) => bytes.includes(COMPLETION_ANSWER), COMPLETION_MS)
  const bytesWritten = Math.min(socket.bytesWritten - before, job.length)
  if (completed)
    return { state: 'confirmed', bytesWritten, printer: printer === 'silent' ? 'ready' : printer }
  if (replies.closed())
    return { state: 'unknown', bytesWritten, reason: 'connection-lost', printer: 'offline' }
  if (socket.writableLength > 0)
    return { state: 'unknown', bytesWritten, reason: 'not-reading', printer: 'silent' }
  return { state: 'sent-unverified', bytesWritten, reason: 'no-report', printer }
}

async function preflight(socket: Socket, replies: Replies): Promise<PrinterWord> {
  socket.write(ASK_OFFLINE_CAUSE)
  const offlineCause = await replies.nextByte(isStatusByte, STATUS_MS)
  if (offlineCause === undefined) return 'silent'
  if (offlineCause & 0b0000_0100) return 'cover-open'
  socket.write(ASK_PAPER)
  const paper = await replies.nextByte(isStatusByte, STATUS_MS)
  if (paper === undefined) return 'silent'
  if (paper & 0b0110_0000) return 'paper-out'
  return paper & 0b0000_1100 ? 'paper-low' : 'ready'
}

interface Replies {
  /** Whether `seen` became true of all that was received before the time was over or the connection ended. */
  until(seen: (bytes: Buffer) => boolean, ms: number): Promise<boolean>
  /** Takes the next byte that fits out of what was received. */
  nextByte(fits: (byte: number) => boolean, ms: number): Promise<number | undefined>
  closed(): boolean
}

function listen(socket: Socket): Replies {
  let received = Buffer.alloc(0)
  let closed = false
  let changed: () => void = () => undefined
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    changed()
  })
  socket.on('close', () => {
    closed = true
    changed()
  })

  const until = (seen: (bytes: Buffer) => boolean, ms: number) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), ms)
      changed = () => {
        if (!seen(received) && !closed) return
        clearTimeout(timer)
        resolve(seen(received))
      }
      changed()
    })

  const nextByte = async (fits: (byte: number) => boolean, ms: number) => {
    if (!(await until((bytes) => bytes.some(fits), ms))) return undefined
    const index = received.findIndex(fits)
    const byte = received[index]
    received = received.subarray(index + 1)
    return byte
  }

  return { until, nextByte, closed: () => closed }
}
