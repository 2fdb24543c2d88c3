import type { EventName, EventPayload, Input, Method, Output } from '#shared/contract.ts'
import { failed, type Result } from '#shared/result.ts'

/** The only file that touches `window.teller`: everything outside this window passes here. */

type SessionEndedListener = () => void
const sessionEndedListeners = new Set<SessionEndedListener>()

/**
 * Calls a service method of the main process. Never throws and never repeats: a call that breaks is an `INTERNAL` failure,
 * whose effect is not known.
 */
export async function call<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
  try {
    const result = await window.teller.invoke(method, input)
    if (!result.ok && result.failure.code === 'SESSION_EXPIRED') tellSessionEnded()
    return result
  } catch {
    return failed({ code: 'INTERNAL', incidentId: '-' })
  }
}

/** The type of {@link call}, for composables that take it as a parameter. */
export type Call = typeof call

/** @returns a function that stops listening */
export function listen<E extends EventName>(
  event: E,
  listener: (payload: EventPayload<E>) => void,
): () => void {
  return window.teller.on(event, listener)
}

/** Hears it when any call answers that the bank no longer knows the session. */
export function onSessionEnded(listener: SessionEndedListener): void {
  sessionEndedListeners.add(listener)
}

function tellSessionEnded(): void {
  for (const listener of sessionEndedListeners) listener()
}
