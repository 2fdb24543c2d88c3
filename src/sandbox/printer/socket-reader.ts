import type { Socket } from 'node:net'
import type { Faults } from './faults.ts'

/** How often a dripping printer reads. */
const DRIP_INTERVAL_MS = 20

export interface SocketReader {
  /** Reads what may be read now: called when data, room or a change of the faults may allow more. */
  readOn: () => void
  stop: () => void
}

/**
 * Reads a connection as fast as the printer's receive buffer and the faults in force let it. What it leaves stays with the
 * operating system, whose window then closes, as with a printer that is busy.
 */
export function createSocketReader(
  socket: Socket,
  faults: Faults,
  roomBytes: () => number,
  onBytes: (bytes: Buffer) => void,
): SocketReader {
  let bytesRead = 0
  let reading = false
  let dripTimer: NodeJS.Timeout | undefined
  let dripBytes = 0

  function readOn(): void {
    if (reading || socket.destroyed || faults.has('neverRead')) return
    if (!socket.listenerCount('readable')) socket.on('readable', readOn)
    if (faults.has('drip')) return startDripping()
    stopDripping()
    read(Infinity)
  }

  /** Reads up to `limit` bytes and resets the connection where its fault says so. */
  function read(limit: number): void {
    reading = true
    let left = limit
    while (left > 0 && !reset()) {
      const allowed = Math.min(left, roomBytes(), resetAt() - bytesRead, socket.readableLength)
      if (allowed === 0 && socket.readableLength > 0) break
      // Reading nothing from an empty socket is what makes it notice its end.
      const bytes = socket.read(allowed) as Buffer | null
      if (bytes === null) break
      bytesRead += bytes.length
      left -= bytes.length
      onBytes(bytes)
    }
    reading = false
  }

  function resetAt(): number {
    return faults.get('resetAfterBytes')?.bytes ?? Infinity
  }

  /** With 0 bytes allowed it waits for the first one to come and leaves it unread. */
  function reset(): boolean {
    if (bytesRead < resetAt() || bytesRead + socket.readableLength === 0) return false
    socket.resetAndDestroy()
    return true
  }

  function startDripping(): void {
    dripTimer ??= setInterval(() => {
      dripBytes += ((faults.get('drip')?.bytesPerSecond ?? 0) * DRIP_INTERVAL_MS) / 1000
      const whole = Math.floor(dripBytes)
      dripBytes -= whole
      if (whole > 0 && !reading && !faults.has('neverRead')) read(whole)
    }, DRIP_INTERVAL_MS)
  }

  function stopDripping(): void {
    clearInterval(dripTimer)
    dripTimer = undefined
  }

  return { readOn, stop: stopDripping }
}
