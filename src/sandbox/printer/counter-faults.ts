import { PRINTER_FAULTS, type PrinterFault as CounterFault } from '#shared/contract/printing.ts'
import type { PrinterFault } from './faults.ts'

/** What a trainer switches on, in the terms of the counter, as faults of the virtual printer. */
const FAULTS: Record<CounterFault, PrinterFault> = {
  'paper-out': { kind: 'paperOut', afterLines: 0 },
  'paper-out-midway': { kind: 'paperOut', afterLines: 10 },
  'paper-low': { kind: 'paperLow' },
  'cover-open': { kind: 'coverOpen' },
  mute: { kind: 'mute' },
  'never-reads': { kind: 'neverRead' },
  'resets-midway': { kind: 'resetAfterBytes', bytes: 400 },
  slow: { kind: 'drip', bytesPerSecond: 60 },
  'switched-off': { kind: 'refuse' },
  noise: { kind: 'asbNoise' },
  'restart-midway': { kind: 'restartMidJob', afterLines: 10 },
  'wrong-name': { kind: 'wrongModelName', name: 'POS-80' },
}

export const faultOf = (fault: CounterFault): PrinterFault => FAULTS[fault]

/** The faults in force in the counter's terms. */
export function counterFaults(inForce: readonly PrinterFault[]): CounterFault[] {
  const same = (fault: CounterFault) =>
    inForce.some((one) => JSON.stringify(one) === JSON.stringify(FAULTS[fault]))
  return PRINTER_FAULTS.filter(same)
}
