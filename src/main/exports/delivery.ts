import type { Line } from '#shared/layout.ts'
import type { ReportDocument } from './document.ts'

/** Where exports go: to a file that a person chooses, to a PDF, to a printer. Electron does it (save-file.ts, report-window.ts). */

/** All of a file at once, or piece by piece, so that a list of any length needs the memory of one piece. */
export type Content = Uint8Array | string | AsyncIterable<string>

export interface SaveFile {
  /**
   * Asks where to, then makes and writes the file.
   * @param suggestedName with the extension that the file gets
   * @param make called once a place was chosen: nothing is made for a person who cancels
   * @returns the name of the written file; undefined when the person cancelled
   * @throws TellerError UNAVAILABLE, part disk: then no file is left that was not there before. Also what making it threw
   */
  (suggestedName: string, make: () => Content | Promise<Content>): Promise<string | undefined>
}

export interface Reports {
  toPdf(report: ReportDocument): Promise<Uint8Array>
  /**
   * Opens the system's print dialog.
   * @returns false when the person cancelled it
   * @throws TellerError UNAVAILABLE, part printer: no printer, or it refused
   */
  print(report: ReportDocument): Promise<boolean>
  /** As {@link print}, for the lines of a receipt. @param title what the printer's queue shows */
  printReceipt(title: string, lines: readonly Line[]): Promise<boolean>
}
