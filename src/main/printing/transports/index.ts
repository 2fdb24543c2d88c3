import type { PrinterMemory } from '../memory.ts'
import type { Transport } from '../transport.ts'
import { createCupsTransport } from './cups.ts'
import { createDeviceFileTransport } from './device-file.ts'
import { createSerialTransport } from './serial.ts'
import { createTcpTransport } from './tcp.ts'
import { createWindowsShareTransport } from './windows-share.ts'
import { createWinspoolTransport } from './winspool.ts'

const DEFAULT_BAUD = 9600

/**
 * @param setting the `printer` setting of docs/printing.md, already checked by config.ts
 * @param memory what this printer has shown that it can do
 * @returns undefined for `none`
 */
export function createTransport(setting: string, memory?: PrinterMemory): Transport | undefined {
  const [scheme = '', address = ''] = split(setting)
  switch (scheme) {
    case 'tcp': {
      const { hostname, port } = new URL(setting)
      return createTcpTransport(hostname.replace(/^\[|\]$/g, ''), Number(port), memory)
    }
    case 'serial': {
      const [path = '', baud] = address.split('?baud=')
      return createSerialTransport(path, baud ? Number(baud) : DEFAULT_BAUD, memory)
    }
    case 'file':
      return address.startsWith('\\\\')
        ? createWindowsShareTransport(address)
        : createDeviceFileTransport(address)
    case 'cups':
      return createCupsTransport(address)
    case 'winspool':
      return createWinspoolTransport(address)
    default:
      return undefined
  }
}

function split(setting: string): string[] {
  const colon = setting.indexOf(':')
  return colon < 0 ? [setting] : [setting.slice(0, colon), setting.slice(colon + 1)]
}
