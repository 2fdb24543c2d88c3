/** The state that the modelled printer reports; every answer is made from it and from nothing else. */
export interface PrinterState {
  paper: 'ok' | 'near-end' | 'out'
  coverOpen: boolean
  drawerOpen: boolean
  /** A job held a command that the printer does not know. */
  error: boolean
}

/** Prints nothing and leaves its receive buffer waiting. */
export function isOffline(state: PrinterState): boolean {
  return state.paper === 'out' || state.coverOpen || state.error
}

/**
 * Answer to DLE EOT n, one byte (Epson ESC/POS reference, DLE EOT): bits 1 and 4 always on, bits 0 and 7 always off.
 * @param n 1 printer, 2 cause of being offline, 3 cause of an error, 4 paper sensors
 */
export function realTimeStatus(state: PrinterState, n: number): number {
  const fixedBits = 0x12
  switch (n) {
    case 1:
      return fixedBits | bit(2, state.drawerOpen) | bit(3, isOffline(state))
    case 2:
      return fixedBits | bit(2, state.coverOpen) | bit(5, state.paper === 'out') | bit(6, state.error)
    case 3:
      return fixedBits | bit(5, state.error)
    default:
      return fixedBits | twoBits(2, state.paper !== 'ok') | twoBits(5, state.paper === 'out')
  }
}

/** Answer to GS r 1, one byte: paper near its end in bits 0 and 1, paper out in bits 2 and 3. */
export function paperSensorStatus(state: PrinterState): number {
  return twoBits(0, state.paper !== 'ok') | twoBits(2, state.paper === 'out')
}

/** Answer to GS r 2, one byte: level of the drawer connector's pin 3. */
export function drawerPinStatus(state: PrinterState): number {
  return bit(0, state.drawerOpen)
}

/** The four bytes of automatic status back (GS a): printer, errors, paper sensors, reserved. */
export function automaticStatus(state: PrinterState): Buffer {
  const printer = 0x10 | bit(2, state.drawerOpen) | bit(3, isOffline(state)) | bit(5, state.coverOpen)
  return Buffer.of(printer, bit(5, state.error), paperSensorStatus(state), 0x0f)
}

/** Answer to GS ( H function 48: header, identifier, the four characters of the request, NUL. */
export function completionNotice(processId: readonly number[]): Buffer {
  return Buffer.of(0x37, 0x22, ...processId, 0x00)
}

/** What GS I says of the printer. Printer IDs 1 to 3 are one byte, the others header 5F, text, NUL. */
export function identity(item: number, modelName: string): Buffer {
  const id = item >= 49 && item <= 51 ? item - 48 : item
  if (id <= 3) return Buffer.of([0x20, TYPE_WITH_CUTTER, 0x01][id - 1] ?? 0)
  const text = { 65: '1.00', 66: 'EPSON', 67: modelName, 68: 'VIRTUAL0001', 69: '' }[item] ?? ''
  return Buffer.from(`_${text}\0`, 'latin1')
}

export const MODEL_NAME = 'TM-T82'

/** Type ID: bit 1 on, an auto-cutter is installed. */
const TYPE_WITH_CUTTER = 0x02

function bit(number: number, on: boolean): number {
  return on ? 1 << number : 0
}

function twoBits(lowest: number, on: boolean): number {
  return on ? 3 << lowest : 0
}
