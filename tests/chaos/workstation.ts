import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '#shared/result.ts'
import type { Input, Method, Output } from '#shared/contract.ts'
import type { JournalView, Reply } from './child-protocol.ts'
import { PROJECT } from './build-child.ts'

export interface WorkstationOptions {
  /** the bundle of build-child.ts */
  script: string
  /** the profile: its journal in `profile`, its keychain beside it */
  folder: string
  apiUrl: string
  switcherUrl: string
  timeoutMs: number
  printer?: string
  /** a program that runs the workstation's, such as `strace -f` */
  under?: readonly string[]
}

/** What a call came to: as in #shared/result.ts, and `gone` where the process ended before it answered. */
export type Told<T> =
  | { kind: 'value'; value: T }
  | { kind: 'failure'; failure: Failure }
  | { kind: 'broken' | 'gone'; why: string }

export interface Workstation {
  pid: number
  call<M extends Method>(method: M, input: Input<M>): Promise<Told<Output<M>>>
  /** @throws Error where the process ends before it answers, or cannot read its journal */
  journal(): Promise<JournalView>
  /** `kill -9`, now. */
  kill(): void
  /** Resolves when the process has ended. */
  ended: Promise<void>
  alive(): boolean
}

/** What a child may say on stderr before the oldest of it is dropped. */
const KEPT_WORDS = 4_000

/**
 * Starts a workstation's process and resolves when it could be used.
 * @param killAfterMs `kill -9` so long after its birth, perhaps amid its start
 * @throws Error with its words where it does not start
 */
export async function startWorkstation(
  options: WorkstationOptions,
  killAfterMs?: number,
): Promise<Workstation> {
  const child = spawnChild(options)
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  let words = ''
  child.stderr?.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-KEPT_WORDS)))

  const waiting = new Map<number, (told: Told<never>) => void>()
  let calls = 0
  let running = true
  const ended = new Promise<void>((done) =>
    child.once('exit', (code, signal) => {
      running = false
      // What ran under strace outlives it, until the line to the harness is cut.
      if (child.connected) child.disconnect()
      const gone = { kind: 'gone', why: `${signal ?? code} ${words}` } as const
      for (const answer of waiting.values()) answer(gone)
      waiting.clear()
      done()
    }),
  )

  const ask = <T>(method: string, input: unknown): Promise<Told<T>> => {
    if (!running) return Promise.resolve({ kind: 'gone', why: words })
    const id = (calls += 1)
    const told = new Promise<Told<T>>((done) => waiting.set(id, done))
    // A process that was just killed cannot be written to; its exit answers the call.
    child.send({ id, method, input }, () => undefined)
    return told
  }

  await new Promise<void>((ready, failed) => {
    child.on('message', (reply: Reply) => {
      if ('ready' in reply) return ready()
      waiting.get(reply.id)?.(toldBy(reply) as Told<never>)
      waiting.delete(reply.id)
    })
    child.once('error', failed)
    void ended.then(() => failed(new Error(`the workstation did not start: ${words}`)))
  })

  return {
    pid: child.pid!,
    call: (method, input) => ask(method, input),
    async journal() {
      const told = await ask<JournalView>('chaos.journal', {})
      if (told.kind !== 'value') throw new Error(`the journal could not be read: ${JSON.stringify(told)}`)
      return told.value
    },
    kill: () => void child.kill('SIGKILL'),
    ended,
    alive: () => running,
  }
}

function toldBy(reply: Exclude<Reply, { ready: true }>): Told<unknown> {
  if ('failure' in reply) return { kind: 'failure', failure: reply.failure }
  return 'broken' in reply ? { kind: 'broken', why: reply.broken } : { kind: 'value', value: reply.value }
}

function spawnChild(options: WorkstationOptions): ChildProcess {
  const { script, folder, apiUrl, switcherUrl, timeoutMs, printer = 'none', under = [] } = options
  const profile = join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  writeFileSync(join(profile, 'outlet.json'), '{ "repeatMinutes": 0, "rekeyAmount": 0 }')
  const [program = '', ...args] = [...under, process.execPath, script]
  return spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(PROJECT, 'out', 'chaos', 'compile-cache'),
      CHAOS_FOLDER: profile,
      CHAOS_SECRETS: join(folder, 'keychain.json'),
      TELLER_MODE: 'live',
      TELLER_API_URL: apiUrl,
      TELLER_SWITCHER_URL: switcherUrl,
      TELLER_TIMEOUT_MS: String(timeoutMs),
      TELLER_PRINTER: printer,
    },
  })
}
