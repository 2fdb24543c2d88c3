import { constants } from 'node:fs'
import { access, open, type FileHandle } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import {
  failedUnsent,
  UNWATCHED,
  type PrintReason,
  type Transport,
  type TransportResult,
} from '../transport.ts'

/**
 * Without O_CREAT: an unplugged printer must not become a file that swallows receipts. Without blocking: a write to a printer
 * that is busy or out of paper would hold one of Node's four file threads until the cable is pulled.
 */
const FLAGS = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_APPEND | constants.O_NOCTTY
const RETRY_MS = 20
/** How long a device may take no byte before it counts as stuck. */
const STUCK_MS = 10_000

/**
 * ESC @ after the job. Closing /dev/usb/lp0 cancels the write that is still under way (Linux usblp), and the next write is taken
 * only when the one before has reached the printer: once this goes through, all of the job has. Initialising twice does no harm.
 */
const PROOF = Buffer.from([0x1b, 0x40])

/**
 * A printer that is a device file of Linux or macOS, such as /dev/usb/lp0. It reports nothing back, so the best word is
 * sent-unverified.
 * @param stuckMs for tests
 */
export function createDeviceFileTransport(path: string, stuckMs = STUCK_MS): Transport {
  return {
    async print(job, { signal } = UNWATCHED) {
      const device = await open(path, FLAGS).catch(() => undefined)
      if (!device) return failedUnsent('unreachable', 'offline')
      try {
        return await printOn(device, job, signal, stuckMs)
      } finally {
        await device.close().catch(() => undefined)
      }
    },
    look: () =>
      access(path, constants.W_OK).then(
        () => 'silent',
        () => 'offline',
      ),
  }
}

async function printOn(
  device: FileHandle,
  job: Buffer,
  signal: AbortSignal,
  stuckMs: number,
): Promise<TransportResult> {
  const isDevice = (await device.stat()).isCharacterDevice()
  const bytes = isDevice ? Buffer.concat([job, PROOF]) : job
  let taken = 0
  let movedAtMs = performance.now()
  const stopped = (reason: PrintReason, printer: TransportResult['printer']): TransportResult => {
    const bytesWritten = Math.min(taken, job.length)
    return bytesWritten === 0
      ? failedUnsent(reason, printer)
      : { state: 'unknown', bytesWritten, reason, printer }
  }
  while (taken < bytes.length) {
    // The proof goes by itself: joined to the job it would prove nothing.
    const end = taken < job.length ? job.length : bytes.length
    const count = await writeSome(device, bytes.subarray(taken, end))
    if (count === undefined) return stopped(taken ? 'connection-lost' : 'unreachable', 'offline')
    taken += count
    if (count > 0) movedAtMs = performance.now()
    else if (signal.aborted) return stopped('interrupted', 'silent')
    else if (performance.now() - movedAtMs > stuckMs) return stopped('not-reading', 'silent')
    else await delay(RETRY_MS)
  }
  return { state: 'sent-unverified', bytesWritten: job.length, reason: 'no-report', printer: 'silent' }
}

/** @returns how many bytes the device took, 0 while it is busy, undefined when it is gone */
async function writeSome(device: FileHandle, bytes: Buffer): Promise<number | undefined> {
  try {
    return (await device.write(bytes)).bytesWritten
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : undefined
  }
}
