import type { Transport } from '../transport.ts'
import { createDeviceFileTransport } from './device-file.ts'
import { createTcpTransport } from './tcp.ts'

/**
 * @param setting the `printer` setting of docs/operations.md, already checked by config.ts
 * @returns undefined for `none`
 */
export function createTransport(setting: string): Transport | undefined {
  if (setting === 'none') return undefined
  if (setting.startsWith('file:')) return createDeviceFileTransport(setting.slice('file:'.length))
  const { hostname, port } = new URL(setting)
  return createTcpTransport(hostname.replace(/^\[|\]$/g, ''), Number(port))
}
