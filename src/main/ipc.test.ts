import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { INVOKE_PREFIX } from '#shared/channels.ts'
import { contract, type Access, type Method } from '#shared/contract.ts'
import { TellerError, type Result } from '#shared/result.ts'
import { serveIpc, type Handlers } from './ipc.ts'
import { eventLog } from '../../tests/support/logs.ts'

const methods = Object.keys(contract) as Method[]
const event = {} as IpcMainInvokeEvent

type Served = (event: IpcMainInvokeEvent, input: unknown) => Promise<Result<unknown>>

/** Serves the contract to this test in place of Electron's IPC. */
function serve(handlers: Partial<Handlers>, permit: (access: Access) => void = () => {}, trusted = true) {
  const served = new Map<string, Served>()
  const ipcMain = { handle: (channel: string, answer: Served) => served.set(channel, answer) }
  const log = eventLog()
  const services = Promise.resolve({ handlers: handlers as Handlers, permit })
  serveIpc(ipcMain as unknown as IpcMain, () => trusted, services, log)
  const call = (method: string, input: unknown) => served.get(INVOKE_PREFIX + method)!(event, input)
  return { call, log, channels: [...served.keys()] }
}

describe('the border', () => {
  let handled: string[]
  beforeEach(() => {
    handled = []
  })

  const recording = Object.fromEntries(
    methods.map((method) => [method, () => void handled.push(method)]),
  ) as unknown as Handlers

  test('serves every method of the contract and nothing else', () => {
    expect(serve({}).channels.sort()).toEqual(methods.map((method) => INVOKE_PREFIX + method).sort())
  })

  test.each(methods)('%s takes no key that its contract does not name, at any depth', (method) => {
    expect(looseObjects(contract[method].input)).toEqual([])
  })

  test('the look for loose objects finds them, also inside lists, unions and optional parts', () => {
    const strict = z.strictObject({ a: z.string() })
    const loose = z.object({ a: z.string() })
    for (const schema of [
      loose,
      z.looseObject({}),
      z.strictObject({ part: loose.optional() }),
      z.strictObject({ list: z.array(loose) }),
      z.union([strict, loose]),
      z.strictObject({ either: z.discriminatedUnion('a', [z.object({ a: z.literal('x') })]) }),
      strict.extend({ part: loose }).transform((value) => value),
    ])
      expect(looseObjects(schema)).toHaveLength(1)
    expect(looseObjects(z.strictObject({ list: z.array(strict.optional()) }))).toEqual([])
  })

  test.each(methods)('%s never reaches its handler with bad input', async (method) => {
    const { call } = serve(recording)
    for (const input of [
      undefined,
      null,
      'text',
      7,
      7n,
      true,
      [],
      [{}],
      { extra: 1 },
      new Map(),
      new Date(),
    ]) {
      expect(await call(method, input)).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } })
    }
    expect(handled).toEqual([])
  })

  test('says which key it does not know', async () => {
    expect(await serve(recording).call('app.info', { fee: 1n })).toEqual({
      ok: false,
      failure: { code: 'INVALID_INPUT', field: 'fee', rule: 'unknown-field' },
    })
  })

  test.each(methods)('%s never reaches its handler from a page that is not ours', async (method) => {
    const { call } = serve(recording, undefined, false)
    expect(await call(method, {})).toEqual({ ok: false, failure: { code: 'FORBIDDEN', reason: 'sender' } })
    expect(handled).toEqual([])
  })

  test('asks for permission after parsing and before acting', async () => {
    const asked: Access[] = []
    const { call } = serve(recording, (access) => {
      asked.push(access)
      throw new TellerError({ code: 'FORBIDDEN', reason: 'locked' })
    })
    expect(await call('session.lock', { extra: 1 })).toMatchObject({ failure: { code: 'INVALID_INPUT' } })
    expect(asked).toEqual([])
    expect(await call('session.lock', {})).toEqual({
      ok: false,
      failure: { code: 'FORBIDDEN', reason: 'locked' },
    })
    expect({ asked, handled }).toEqual({ asked: [contract['session.lock'].access], handled: [] })
  })

  test('lets nothing out that the contract does not name', async () => {
    const { call } = serve({ 'app.ready': () => ({ secret: 'x' }) as never })
    expect(await call('app.ready', {})).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } })
  })

  test('tells of a fault of ours only its number, and writes the rest down', async () => {
    const { call, log } = serve({
      'app.ready': () => {
        throw new Error('PIN 359569 at /home/teller')
      },
    })
    const answer = await call('app.ready', {})
    expect(answer).toEqual({
      ok: false,
      failure: { code: 'INTERNAL', incidentId: expect.stringMatching(/^[0-9a-f]{8}$/) },
    })
    expect(log.events).toHaveLength(1)
    expect(JSON.stringify(answer)).not.toContain('359569')
  })

  test('refuses a flood without acting on it, and what no teller could have typed', async () => {
    const { call } = serve(recording)
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => call('session.lock', {})))
    expect(handled.length).toBeLessThan(500)
    expect(answers).toContainEqual({ ok: false, failure: { code: 'FORBIDDEN', reason: 'too-many' } })
    expect(
      await serve(recording).call('session.signIn', { username: 'x'.repeat(100_000), password: 'x' }),
    ).toEqual({
      ok: false,
      failure: { code: 'INVALID_INPUT', field: '', rule: 'impossible' },
    })
  })
})

/** The objects inside a schema that would let unknown keys pass, by their place. */
function looseObjects(schema: z.ZodType, place = ''): string[] {
  const def = (schema as unknown as { def: Record<string, unknown> }).def
  const inside: [string, unknown][] = [
    ...Object.entries(def['shape'] ?? {}),
    ...((def['options'] ?? def['items'] ?? []) as unknown[]).map((option, at): [string, unknown] => [
      `|${at}`,
      option,
    ]),
    ...['innerType', 'element', 'in', 'out', 'left', 'right', 'valueType'].flatMap(
      (name): [string, unknown][] => (def[name] ? [[name, def[name]]] : []),
    ),
  ]
  const catchall = def['catchall'] as { def: { type: string } } | undefined
  const own = def['type'] === 'object' && catchall?.def.type !== 'never' ? [place || '(the input)'] : []
  return [...own, ...inside.flatMap(([name, part]) => looseObjects(part as z.ZodType, `${place}.${name}`))]
}
