import type { Log } from '../log.ts'

/** The value of a switch of the command line; empty where it has none. */
export type SwitchValue = (name: string) => string

/** Says why a command could not do its work. @returns its exit status */
export function failed(what: string, error: unknown, log: Log): 2 {
  const { failure, message } = error as { failure?: { part?: string; reason?: string }; message?: string }
  const reason = failure ? `${failure.part ?? ''} ${failure.reason ?? ''}`.trim() : (message ?? 'unknown')
  log.error('recovery.failed', { error })
  console.error(`${what}: ${reason}`)
  return 2
}
