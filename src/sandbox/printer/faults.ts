/** Everything that can be made to go wrong with the virtual printer; one of each kind at a time, until it is cleared. */
export type PrinterFault =
  /** The paper ends once so many further lines are printed. What was received waits and is printed when it is cleared. */
  | { kind: 'paperOut'; afterLines: number }
  /** The near-end sensor reports little paper; printing goes on. */
  | { kind: 'paperLow' }
  /** Offline like without paper. */
  | { kind: 'coverOpen' }
  /** Prints, and answers nothing at all, as cheap clones do. */
  | { kind: 'mute' }
  /** Accepts connections and never reads a byte. */
  | { kind: 'neverRead' }
  /** Resets every connection once so many of its bytes were read. */
  | { kind: 'resetAfterBytes'; bytes: number }
  /** Reads slowly. */
  | { kind: 'drip'; bytesPerSecond: number }
  /** Does not listen: connections are refused. */
  | { kind: 'refuse' }
  /** Unsolicited four bytes of automatic status on connection and before every answer. */
  | { kind: 'asbNoise' }
  /** Gives another model's name to GS I 67. */
  | { kind: 'wrongModelName'; name: string }
  /** Loses power in a job after so many of its lines: drops the rest, all modes and all connections. Happens once. */
  | { kind: 'restartMidJob'; afterLines: number }

export type FaultKind = PrinterFault['kind']
export type FaultOf<K extends FaultKind> = Extract<PrinterFault, { kind: K }>

/** The faults in force. */
export interface Faults {
  get: <K extends FaultKind>(kind: K) => FaultOf<K> | undefined
  has: (kind: FaultKind) => boolean
  all: () => PrinterFault[]
  set: (fault: PrinterFault) => void
  clear: (kind?: FaultKind) => void
}

export function createFaults(): Faults {
  const inForce = new Map<FaultKind, PrinterFault>()
  return {
    get: <K extends FaultKind>(kind: K) => inForce.get(kind) as FaultOf<K> | undefined,
    has: (kind) => inForce.has(kind),
    all: () => [...inForce.values()],
    set: (fault) => inForce.set(fault.kind, fault),
    clear: (kind) => (kind === undefined ? inForce.clear() : inForce.delete(kind)),
  }
}
