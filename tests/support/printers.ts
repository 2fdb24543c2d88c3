import type { Transport, TransportResult } from '../../src/main/printing/transport.ts'

export interface RecordingPrinter extends Transport {
  /** What was printed, as the bytes that came. */
  jobs: Buffer[]
  /** Resolves when so many jobs have come. */
  printed(count: number): Promise<void>
}

/** A transport without a printer behind it: keeps every job and says that it is on paper. */
export function recordingPrinter(): RecordingPrinter {
  const jobs: Buffer[] = []
  const waiting: (() => void)[] = []
  const printed = async (count: number): Promise<void> => {
    while (jobs.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const print = async (job: Buffer): Promise<TransportResult> => {
    jobs.push(job)
    waiting.splice(0).forEach((look) => look())
    return { state: 'confirmed', bytesWritten: job.length, printer: 'ready' }
  }
  return { jobs, printed, print }
}
