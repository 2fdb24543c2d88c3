/** How this outlet's printer handles its paper. */
export interface PaperHandling {
  cut: 'none' | 'partial' | 'full'
  /** empty lines after the last, so that it passes the tear bar or the cutter */
  feedLines: number
  /** GS v 0 commands, printed above everything (logo.ts) */
  logo?: Buffer
}

export const DEFAULT_HANDLING: PaperHandling = { cut: 'full', feedLines: 4 }

/** ESC p: a pulse of 50 ms on the drawer's pin 2, then 500 ms rest. The library's own command lacks the times. */
export const DRAWER_PULSE = Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa])
