import { DLE } from './command.ts'

const EOT = 0x04

/**
 * Finds DLE EOT n, n = 1 to 4, in data as it is received, whatever command or text it stands in and wherever the network
 * cut it: a printer answers on reception, before and apart from printing (Epson ESC/POS reference, DLE EOT). The bytes
 * stay in the data.
 */
export function createRealTimeScanner(): (byte: number) => number | undefined {
  let before = 0
  let last = 0
  return (byte) => {
    const request = before === DLE && last === EOT && byte >= 1 && byte <= 4 ? byte : undefined
    before = last
    last = byte
    return request
  }
}
