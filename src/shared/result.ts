/**
 * What a service method answers. Main throws {@link TellerError}; ipc.ts turns it into a Result once, so that no exception
 * text, stack or class of main ever reaches the renderer.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** The closed list of failures. Every code's words (what happened, did money move, what now) are under `failures` in the locales. */
export type Failure =
  /** The bank answered no. `hostCode` is the bracketed code of a "-1" message. No money moved. */
  | {
      code: 'REFUSED'
      bankCode: string
      bankMessage: string
      hostCode?: string | undefined
      traceCode?: string | undefined
    }
  /** Proven: no byte of the request left this PC. */
  | { code: 'NOT_SENT'; reason: 'dns' | 'connect' | 'tls' | 'timeout' }
  /** The request left and its effect is not known. Never used for a read. */
  | { code: 'OUTCOME_UNKNOWN' }
  /** The bank no longer knows the session; sign in again, drafts stay. */
  | { code: 'SESSION_EXPIRED' }
  | { code: 'FORBIDDEN'; reason: ForbiddenReason }
  /** @property field path of the refused input, `rule` its key under `rules` where it has one */
  | { code: 'INVALID_INPUT'; field: string; rule: string }
  | { code: 'UNAVAILABLE'; part: UnavailablePart; reason: string }
  /** A fault of ours: the log has it under this id. */
  | { code: 'INTERNAL'; incidentId: string }

export type ForbiddenReason =
  | 'sender'
  /** more calls than any teller makes: the window was refused for a moment */
  | 'too-many'
  /** a posting is under way, and nothing may take its teller away */
  | 'sending'
  | 'role'
  | 'locked'
  | 'signed-out'
  | 'user-deactivated'
  | 'user-pending'

export type UnavailablePart = 'bank' | 'keychain' | 'printer' | 'disk' | 'clock' | 'journal'

export class TellerError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'TellerError'
    this.failure = failure
  }
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const failed = (failure: Failure): Result<never> => ({ ok: false, failure })

/** Makes a switch exhaustive: a new case refuses to compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
