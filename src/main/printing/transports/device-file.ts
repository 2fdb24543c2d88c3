import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Transport } from '../transport.ts'

/**
 * A printer that is a device file, such as /dev/usb/lp0. Opened without O_CREAT: an unplugged printer must not become a
 * file that swallows receipts. The device reports nothing back, so the best word is sent-unverified.
 */
export function createDeviceFileTransport(path: string): Transport {
  return {
    async print(job) {
      let bytesWritten = 0
      try {
        const device = await open(path, constants.O_WRONLY)
        try {
          while (bytesWritten < job.length)
            bytesWritten += (await device.write(job, bytesWritten)).bytesWritten
        } finally {
          await device.close()
        }
        return { state: 'sent-unverified', bytesWritten, reason: 'no-report', printer: 'silent' }
      } catch {
        return bytesWritten === 0
          ? { state: 'failed-unsent', bytesWritten, reason: 'unreachable', printer: 'offline' }
          : { state: 'unknown', bytesWritten, reason: 'connection-lost', printer: 'offline' }
      }
    },
  }
}
