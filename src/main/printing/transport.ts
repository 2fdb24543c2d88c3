import type { PrintState, Status } from '#shared/contract.ts'

export type PrinterWord = Status['printer']

/** What is known after a job was handed to a printer. `reason` is a key under `print.reasons` of the locales. */
export interface TransportResult {
  state: Extract<PrintState, 'confirmed' | 'sent-unverified' | 'failed-unsent' | 'unknown'>
  /** at most so many bytes of the job left this PC; 0 is the proof behind failed-unsent */
  bytesWritten: number
  reason?: string
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

/** The words with which a printer refuses to print; a job is not sent to it then. */
export const STOPPED: readonly PrinterWord[] = ['paper-out', 'cover-open', 'offline']

export const failedUnsent = (reason: string, printer: PrinterWord): TransportResult => ({
  state: 'failed-unsent',
  bytesWritten: 0,
  reason,
  printer,
})
