import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { messageLength, pathOf } from './http-messages.ts'
import type { Chance } from './seeded.ts'

export const DIRECTIONS = ['request', 'answer'] as const
export const PHASES = ['before', 'during', 'after'] as const
/** What befalls a message on its way: late, RST, FIN, in crumbs, never, with noise in it, or the workstation dies of `kill -9`. */
export const TROUBLES = ['latency', 'reset', 'cut', 'drip', 'silence', 'garble', 'kill'] as const

export type Direction = (typeof DIRECTIONS)[number]
export type Phase = (typeof PHASES)[number]
export type Trouble = (typeof TROUBLES)[number]

export interface Strike {
  trouble: Trouble
  /** the message that is struck, and whether before its first byte, amid it, or when all of it has passed */
  direction: Direction
  phase: Phase
  /** how long `latency` and `drip` take */
  ms: number
}

/** What is to befall one money connection. */
export interface Plan {
  /** text of the request that it is for; the next one of all where it is absent */
  mark?: string
  strike?: Strike
  /** Whether the bank hears the request at all; where not, `answer` is told to the workstation in its place. */
  swallowed?: boolean
  /** Answers something else than the bank did; undefined as its answer where the bank was not asked. */
  answer?: (original: Buffer | undefined) => Buffer
  /** ends the workstation's process */
  kill?: () => void
}

export interface FaultProxy {
  port: number
  /** A plan for a money connection to come; without one a connection is left alone. */
  expect(plan: Plan): void
  /** Forgets plans that no connection came for, and cuts every connection. */
  cutAll(): void
  /** From now on nobody listens, as with a bank that is down; and then again. */
  refuse(): Promise<void>
  listen(): Promise<void>
  close(): Promise<void>
}

/**
 * A TCP proxy on loopback between the workstation and one service. It stores a whole message, then plays it out with the
 * planned trouble, byte by byte exact. Connections that do not begin with a money request pass untouched.
 * @param isMoney by the path of a connection's first request: the workstation never reuses a money connection
 */
export async function startProxy(
  target: URL,
  isMoney: (path: string) => boolean,
  chance: Chance,
): Promise<FaultProxy> {
  let plans: Plan[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => void converse(client))

  const keep = (socket: Socket) => {
    sockets.add(socket.setNoDelay(true))
    // What goes wrong with a socket here is what the harness wanted, or what the other side did.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    return socket
  }

  const converse = async (client: Socket) => {
    keep(client)
    const request = await firstMessage(client)
    if (!request) return void client.destroy()
    const upstream = keep(connect(Number(target.port), target.hostname))
    if (!isMoney(pathOf(request) ?? '')) return passOn(client, upstream, request)
    await playOut({ client, upstream, chance }, request, planFor(request))
  }

  const planFor = (request: Buffer): Plan => {
    const index = plans.findIndex(({ mark }) => mark === undefined || request.includes(mark))
    return index < 0 ? {} : plans.splice(index, 1)[0]!
  }

  const listenOn = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const cutAll = () => {
    plans = []
    for (const socket of sockets) socket.destroy()
  }
  const refuse = () => new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()))

  await listenOn(0)
  const { port } = server.address() as AddressInfo
  return {
    port,
    expect: (plan) => void plans.push(plan),
    cutAll,
    refuse() {
      const closed = refuse()
      // Open connections keep a server from closing.
      for (const socket of sockets) socket.destroy()
      return closed
    },
    listen: async () => {
      if (!server.listening) await listenOn(port)
    },
    close() {
      const closed = refuse()
      cutAll()
      return closed
    },
  }
}

interface Line {
  client: Socket
  upstream: Socket
  chance: Chance
}

async function playOut(line: Line, request: Buffer, plan: Plan): Promise<void> {
  const { client, upstream } = line
  if (!(await play(line, 'request', request, plan))) return
  const heard = plan.swallowed ? undefined : await firstMessage(upstream)
  if (!heard && !plan.swallowed) return void client.destroy()
  const told = plan.answer ? plan.answer(heard) : heard
  if (told) await play(line, 'answer', told, plan)
}

/** @returns whether the message passed and the conversation goes on */
async function play(line: Line, direction: Direction, bytes: Buffer, plan: Plan): Promise<boolean> {
  const to = direction === 'request' ? line.upstream : line.client
  const write = (piece: Buffer) => {
    if (piece.length > 0 && !to.destroyed && !(plan.swallowed && direction === 'request')) to.write(piece)
  }
  const { strike } = plan
  if (strike?.direction !== direction) {
    write(bytes)
    return true
  }
  const at = placeOf(strike.phase, bytes.length, line.chance)
  write(bytes.subarray(0, at))
  const rest = bytes.subarray(at)
  switch (strike.trouble) {
    case 'silence':
      return false
    case 'reset':
      line.client.resetAndDestroy()
      line.upstream.resetAndDestroy()
      return false
    case 'cut':
      line.client.end()
      line.upstream.end()
      return false
    case 'kill':
      plan.kill?.()
      write(rest)
      return true
    case 'garble':
      write(garbled(rest, line.chance))
      return true
    case 'latency':
      await wait(strike.ms)
      write(rest)
      return true
    case 'drip':
      for (const piece of crumbs(rest)) {
        write(piece)
        await wait(strike.ms / CRUMBS)
      }
      return true
  }
}

const placeOf = (phase: Phase, length: number, chance: Chance): number =>
  phase === 'before' ? 0 : phase === 'after' ? length : chance.between(1, length - 1)

const CRUMBS = 12

function crumbs(bytes: Buffer): Buffer[] {
  const size = Math.max(1, Math.ceil(bytes.length / CRUMBS))
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_none, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

/** Up to four bytes in a row are others; where nothing is left to change, noise is added. */
function garbled(bytes: Buffer, chance: Chance): Buffer {
  const noise = Buffer.from(Array.from({ length: chance.between(1, 4) }, () => chance.between(32, 126)))
  if (bytes.length <= noise.length) return noise
  const copy = Buffer.from(bytes)
  noise.copy(copy, chance.between(0, bytes.length - noise.length))
  return copy
}

/** A whole first message; undefined where the connection ended before. Whoever asks first gets what came after it too. */
function firstMessage(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((done) => {
    let bytes = Buffer.alloc(0)
    const onData = (more: Buffer) => {
      bytes = Buffer.concat([bytes, more])
      if (messageLength(bytes) !== undefined) finish(bytes)
    }
    const finish = (result: Buffer | undefined) => {
      socket.off('data', onData).off('close', gone).off('end', gone)
      done(result)
    }
    const gone = () => finish(undefined)
    socket.on('data', onData).on('close', gone).on('end', gone)
    if (socket.destroyed) gone()
  })
}

function passOn(client: Socket, upstream: Socket, begun: Buffer): void {
  upstream.write(begun)
  client.pipe(upstream).pipe(client)
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.destroy())
}
