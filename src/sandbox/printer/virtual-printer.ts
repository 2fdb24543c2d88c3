import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Host } from './back-channel.ts'
import { createFaults, type FaultKind, type PrinterFault } from './faults.ts'
import { writeJob, type Job } from './job.ts'
import { createMechanism } from './mechanism.ts'
import type { PrinterColumns } from './page.ts'
import { createSocketReader, type SocketReader } from './socket-reader.ts'
import type { PrinterState } from './status.ts'

export type { FaultKind, PrinterFault } from './faults.ts'
export type { Job, JobEnd } from './job.ts'
export type { Cell, Mark, PrinterColumns, TextMark } from './page.ts'
export type { PrinterState } from './status.ts'

export interface VirtualPrinterOptions {
  /** 0, the default, takes a free one. */
  port?: number
  host?: string
  columns?: PrinterColumns
  /** How long the paper takes for one line; by default a job is on paper as soon as it was received. */
  lineMs?: number
  /** Folder for each job's bytes, text and picture. */
  outDir?: string
  onJob?: (job: Job) => void
}

export interface VirtualPrinter {
  port: number
  columns: PrinterColumns
  /** All jobs since the start, in the order they ended. */
  jobs: Job[]
  /** The next job that no earlier call was given; waits for one. Fails when the printer is closed. */
  nextJob: () => Promise<Job>
  /** How many bytes were read from connections since the start. */
  bytesRead: () => number
  /** Text on the paper of the job that is not finished. */
  textSoFar: () => string
  state: () => PrinterState
  closeDrawer: () => void
  /** Both resolve once the fault is in force or gone, so that a refused connection can be told from a race. */
  faults: {
    set: (fault: PrinterFault) => Promise<void>
    /** Without a kind: all. */
    clear: (kind?: FaultKind) => Promise<void>
    all: () => PrinterFault[]
  }
  close: () => Promise<void>
}

/**
 * A receipt printer on TCP that decodes ESC/POS, models its paper and answers status like a printer. It serves one connection at
 * a time; further ones wait until it ends. A job ends at its cut, or with its connection; settings outlive both. Bytes that leave
 * no trace (ESC @ after the cut, status questions) make no job. Fails if the port is taken.
 */
export async function startVirtualPrinter(options: VirtualPrinterOptions = {}): Promise<VirtualPrinter> {
  const { host = '127.0.0.1', columns = 32, lineMs = 0 } = options
  const faults = createFaults()
  const deliveries = createDeliveries()
  const connections: Connection[] = []
  let server: Server | undefined
  let port = options.port ?? 0
  let bytesRead = 0

  const mechanism = createMechanism({
    columns,
    lineMs,
    faults,
    onJob(job) {
      if (options.outDir !== undefined) writeJob(job, options.outDir)
      deliveries.deliver(job)
      options.onJob?.(job)
    },
    onRoom: () => connections[0]?.reader?.readOn(),
    onRestart: () => connections.forEach(({ socket }) => socket.resetAndDestroy()),
  })

  function accept(socket: Socket): void {
    const connection: Connection = { socket, host: hostOf(socket), reader: undefined }
    connections.push(connection)
    // What went wrong does not matter to a printer: 'close' follows and ends the job.
    socket.on('error', () => undefined)
    socket.on('close', () => ended(connection))
    if (connections[0] === connection) serve(connection)
  }

  function serve(connection: Connection): void {
    mechanism.connected(connection.host)
    connection.reader = createSocketReader(connection.socket, faults, mechanism.roomBytes, (bytes) => {
      bytesRead += bytes.length
      mechanism.receive(connection.host, bytes)
    })
    connection.reader.readOn()
  }

  function ended(connection: Connection): void {
    const served = connection.reader !== undefined
    connection.reader?.stop()
    connections.splice(connections.indexOf(connection), 1)
    if (!served) return
    mechanism.hungUp(connection.host)
    const [next] = connections
    if (next) serve(next)
  }

  async function listen(): Promise<void> {
    server = createServer({ pauseOnConnect: true }, accept)
    port = await listening(server, port, host)
  }

  async function applyFaults(): Promise<void> {
    mechanism.faultsChanged()
    connections[0]?.reader?.readOn()
    if (faults.has('refuse')) {
      server?.close()
      server = undefined
    } else if (server === undefined) {
      await listen()
    }
  }

  await listen()
  return {
    get port() {
      return port
    },
    columns,
    jobs: deliveries.jobs,
    nextJob: deliveries.next,
    bytesRead: () => bytesRead,
    textSoFar: mechanism.textSoFar,
    state: mechanism.state,
    closeDrawer: mechanism.closeDrawer,
    faults: {
      set(fault) {
        faults.set(fault)
        return applyFaults()
      },
      clear(kind) {
        faults.clear(kind)
        return applyFaults()
      },
      all: faults.all,
    },
    async close() {
      mechanism.stop()
      const closed = server && new Promise<void>((resolve) => server?.close(() => resolve()))
      connections.forEach(({ socket }) => socket.destroy())
      await closed
      deliveries.close()
    },
  }
}

interface Connection {
  socket: Socket
  host: Host
  /** Absent while the connection waits for its turn. */
  reader: SocketReader | undefined
}

function hostOf(socket: Socket): Host {
  return {
    send(bytes) {
      if (socket.writable) socket.write(bytes)
    },
  }
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

interface Deliveries {
  jobs: Job[]
  deliver: (job: Job) => void
  next: () => Promise<Job>
  close: () => void
}

/** Hands every job to one caller of `next`, in order, whoever comes first. */
function createDeliveries(): Deliveries {
  const jobs: Job[] = []
  const waiting: { resolve: (job: Job) => void; reject: (error: Error) => void }[] = []
  let taken = 0
  let closed = false
  return {
    jobs,
    deliver(job) {
      jobs.push(job)
      const first = waiting.shift()
      if (!first) return
      taken++
      first.resolve(job)
    },
    next() {
      const job = jobs[taken]
      if (job) {
        taken++
        return Promise.resolve(job)
      }
      if (closed) return Promise.reject(new Error('the virtual printer is closed'))
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    close() {
      closed = true
      for (const { reject } of waiting.splice(0))
        reject(new Error('the virtual printer was closed before a job came'))
    },
  }
}
