import { randomUUID } from 'node:crypto'
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { EVENT_PREFIX, INVOKE_PREFIX } from '#shared/channels.ts'
import {
  contract,
  events,
  type Access,
  type EventName,
  type EventPayload,
  type Method,
  type Output,
  type ParsedInput,
} from '#shared/contract.ts'
import { failed, ok, TellerError, type Failure, type Result } from '#shared/result.ts'
import { createRateLimit, isNoInput } from './border-limits.ts'
import type { Log } from './log.ts'

/** One handler for each method of the contract: TypeScript refuses to compile while one is missing. */
export type Handlers = { [M in Method]: (input: ParsedInput<M>) => Output<M> | Promise<Output<M>> }

export interface Services {
  handlers: Handlers
  /** @throws TellerError FORBIDDEN */
  permit(access: Access): void
}

/**
 * Serves the contract: sender check, limits, parse input, permit, handler, Result; nothing else. Every call is answered, an
 * untrusted one too, with a failure that says no more than that.
 * @param services resolves once the program is composed; calls that come earlier wait for it
 */
export function serveIpc(
  ipcMain: IpcMain,
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
  services: Promise<Services>,
  log: Log,
): void {
  const limit = createRateLimit(() => performance.now())
  for (const method of Object.keys(contract) as Method[]) {
    ipcMain.handle(INVOKE_PREFIX + method, async (event, input: unknown): Promise<Result<unknown>> => {
      if (!isTrusted(event)) return failed({ code: 'FORBIDDEN', reason: 'sender' })
      if (!limit.mayPass()) return failed({ code: 'FORBIDDEN', reason: 'too-many' })
      if (isNoInput(input)) return failed({ code: 'INVALID_INPUT', field: '', rule: 'impossible' })
      try {
        return ok(await call(method, input, await services))
      } catch (error) {
        return failed(failureOf(error, method, log))
      }
    })
  }
}

/** zod would compile a parser for each schema that it meets, which the first answer of each method would wait for. */
const ONE_PASS = { jitless: true }

async function call<M extends Method>(
  method: M,
  input: unknown,
  { handlers, permit }: Services,
): Promise<unknown> {
  const { access, input: schema, output } = contract[method]
  const parsed = schema.safeParse(input, ONE_PASS)
  if (!parsed.success) throw new TellerError(invalidInput(parsed.error))
  permit(access)
  const answer = await handlers[method](parsed.data as ParsedInput<M>)
  // Parsed on the way out too: what the contract does not name does not leave main.
  return output.parse(answer, ONE_PASS)
}

function invalidInput(error: z.ZodError): Failure {
  const issue = error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    return { code: 'INVALID_INPUT', field: issue.keys.join(', '), rule: 'unknown-field' }
  }
  return {
    code: 'INVALID_INPUT',
    field: issue?.path.join('.') ?? '',
    rule: issue?.code === 'custom' ? issue.message : 'invalid',
  }
}

function failureOf(error: unknown, method: Method, log: Log): Failure {
  if (error instanceof TellerError) {
    log.info('call.failed', { method, reason: error.failure.code, error: error.cause })
    return error.failure
  }
  const incidentId = randomUUID().slice(0, 8)
  log.error('call.crashed', { method, incidentId, error })
  return { code: 'INTERNAL', incidentId }
}

/** Sends an event of the contract to the window, parsed by its schema. */
export function emit<E extends EventName>(
  window: BrowserWindow | undefined,
  event: E,
  payload: EventPayload<E>,
): void {
  if (!window || window.isDestroyed()) return
  window.webContents.send(EVENT_PREFIX + event, events[event].parse(payload, ONE_PASS))
}
