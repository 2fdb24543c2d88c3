import { open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import {
  failedUnsent,
  UNWATCHED,
  type PrintReason,
  type Transport,
  type TransportResult,
} from '../transport.ts'

/** A share whose computer is off answers after some twenty seconds, or never. */
const DEADLINE_MS = 15_000

/**
 * A printer shared by Windows, `\\PC\NAME`: what is written to it becomes a raw job of its spooler. Opened for creation, as
 * copy /b does, because a print share has no file to open; config.ts admits no path below a share, so nothing can be created.
 *
 * A call into a share cannot be cancelled and holds one of Node's four file threads: while one is stuck there is no second.
 * @param deadlineMs for tests
 */
export function createWindowsShareTransport(path: string, deadlineMs = DEADLINE_MS): Transport {
  let stuck = false
  return {
    async print(job, { signal } = UNWATCHED) {
      if (stuck) return failedUnsent('unreachable', 'offline')
      stuck = true
      const attempt = { begun: false, givenUp: false }
      const written = write(path, job, attempt).finally(() => {
        stuck = false
      })
      const gaveUp = new AbortController()
      const inTime = await Promise.race([written, patience(deadlineMs, signal, gaveUp.signal)])
      gaveUp.abort()
      if (inTime) return inTime
      attempt.givenUp = true
      return lost(attempt.begun, job, signal.aborted ? 'interrupted' : 'not-reading')
    },
  }
}

async function write(
  path: string,
  job: Buffer,
  attempt: { begun: boolean; givenUp: boolean },
): Promise<TransportResult> {
  const share = await open(path, 'w').catch(() => undefined)
  if (!share) return failedUnsent('unreachable', 'offline')
  try {
    if (attempt.givenUp) return failedUnsent('unreachable', 'offline')
    attempt.begun = true
    await share.writeFile(job)
    // Only a share that closes without an error has handed the job to its spooler.
    await share.close()
    return { state: 'sent-unverified', bytesWritten: job.length, reason: 'no-report', printer: 'silent' }
  } catch {
    return lost(attempt.begun, job, 'connection-lost')
  } finally {
    await share.close().catch(() => undefined)
  }
}

const lost = (begun: boolean, job: Buffer, reason: PrintReason): TransportResult =>
  begun
    ? { state: 'unknown', bytesWritten: job.length, reason, printer: 'offline' }
    : failedUnsent('unreachable', 'offline')

const patience = (ms: number, ...signals: AbortSignal[]) =>
  delay(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined)
