/** The one prefix of every IPC channel, so that the preload can refuse anything else without knowing the contract. */
export const INVOKE_PREFIX = 'teller:'
export const EVENT_PREFIX = 'teller-event:'
