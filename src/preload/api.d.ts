import type { EventName, EventPayload, Input, Method, Output } from '#shared/contract.ts'
import type { Result } from '#shared/result.ts'

/** What the preload exposes as `window.teller`: the renderer's only way to anything outside the page. */
export interface TellerApi {
  invoke<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>>>
  /** @returns a function that stops listening */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
}

declare global {
  interface Window {
    teller: TellerApi
  }
}
