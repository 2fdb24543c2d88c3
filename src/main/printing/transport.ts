import type { PrintState, Status } from '#shared/contract.ts'

export type PrinterWord = Status['printer']

/** Why a job's state is what it is; each has its words under `print.reasons` of the locales. */
export const PRINT_REASONS = [
  'no-printer',
  'unreachable',
  'not-answering',
  'paper-out',
  'cover-open',
  'printer-stopped',
  'spooler-stopped',
  'spooler-refused',
  'unreadable',
  'no-report',
  'connection-lost',
  'not-reading',
  'stopped-midway',
  'cancelled',
  'interrupted',
  'teller-printed',
  'teller-not-printed',
  'elsewhere',
  'not-made',
  'restored',
] as const
export type PrintReason = (typeof PRINT_REASONS)[number]

/** What is known after a job was handed to a printer. */
export interface TransportResult {
  state: Extract<PrintState, 'confirmed' | 'sent-unverified' | 'failed-unsent' | 'unknown'>
  /** at most so many bytes of the job left this PC; 0 is the proof behind failed-unsent */
  bytesWritten: number
  reason?: PrintReason
  printer: PrinterWord
}

/** What a job has to do with the world while it is under way. */
export interface PrintWatch {
  /** aborted when the program ends: the transport stops waiting and says what it knows by then */
  signal: AbortSignal
  /** told what the printer says while its job waits, for instance for paper */
  told(word: PrinterWord): void
}

/** One way to a printer. Never throws for what the printer or the way to it does, and always comes to an end. */
export interface Transport {
  print(job: Buffer, watch?: PrintWatch): Promise<TransportResult>
  /**
   * What the printer says while nothing is printed; ends early when aborted. Absent where looking would disturb the printer or
   * can tell nothing. Never called while a job is under way.
   */
  look?(signal: AbortSignal): Promise<PrinterWord>
}

export const UNWATCHED: PrintWatch = { signal: new AbortController().signal, told: () => undefined }

export const isStopped = (word: PrinterWord) => refusal(word, 'printer-stopped') !== undefined

/**
 * Why a printer that says this gets no job: it could not print it now.
 * @param offline the reason where it says no more than that
 */
export function refusal(word: PrinterWord, offline: PrintReason): PrintReason | undefined {
  if (word === 'paper-out' || word === 'cover-open') return word
  return word === 'offline' ? offline : undefined
}

export const failedUnsent = (reason: PrintReason, printer: PrinterWord): TransportResult => ({
  state: 'failed-unsent',
  bytesWritten: 0,
  reason,
  printer,
})
