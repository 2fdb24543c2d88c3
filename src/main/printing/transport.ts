import type { PrintState, Status } from '#shared/contract.ts'

export type PrinterWord = Status['printer']

/** What is known after a job was handed to a printer. `reason` is a key under `print.reasons` of the locales. */
export interface TransportResult {
  state: Extract<PrintState, 'confirmed' | 'sent-unverified' | 'failed-unsent' | 'unknown'>
  /** bytes of the job that left this PC; 0 is the proof behind failed-unsent */
  bytesWritten: number
  reason?: string
  printer: PrinterWord
}

/** One way to a printer. Never throws for what the printer or the way to it does. */
export interface Transport {
  print(job: Buffer): Promise<TransportResult>
}
