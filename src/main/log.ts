import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The fields that a log line may carry. Anything else is written as `[redacted]`: a secret or a customer's name cannot get
 * into a log by being forgotten in a list of what to hide.
 */
const ALLOWED = [
  'method',
  'path',
  'status',
  'state',
  'reason',
  'reference',
  'version',
  'durationMs',
  'incidentId',
  'part',
] as const
export type LogFields = Partial<Record<(typeof ALLOWED)[number], string | number | boolean>> & {
  error?: unknown
}

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const MAX_BYTES = 2 * 1024 * 1024

/** JSON lines in `folder/teller.log`, one older generation kept. A log that cannot be written never stops the program. */
export function createLog(folder: string): Log {
  const file = join(folder, 'teller.log')
  const write = (level: string, event: string, fields: LogFields = {}) => {
    try {
      mkdirSync(folder, { recursive: true })
      rotate(file)
      appendFileSync(file, logLine(level, event, fields), { mode: 0o600 })
    } catch {
      // A full disk must not turn a log line into a failed deposit.
    }
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

/** One line; an error keeps its class, code and stack frames, but not its message, which may quote what it choked on. */
export function logLine(level: string, event: string, fields: LogFields): string {
  const { error, ...rest } = fields
  const safe = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      (ALLOWED as readonly string[]).includes(name) ? value : '[redacted]',
    ]),
  )
  return JSON.stringify({ at: new Date().toISOString(), level, event, ...safe, ...describe(error) }) + '\n'
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return error === undefined ? {} : { error: typeof error }
  const stack = (error.stack ?? '').replace(error.message, '')
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    error: error.name,
    code: (error as NodeJS.ErrnoException).code,
    frames: frames.slice(0, 8).map((f) => f.trim()),
  }
}

function rotate(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
}
