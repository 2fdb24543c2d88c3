import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import {
  failedUnsent,
  refusal,
  UNWATCHED,
  type PrinterWord,
  type PrintReason,
  type PrintWatch,
  type Transport,
  type TransportResult,
} from '../transport.ts'

/** What a command of CUPS said. `status` is undefined where it did not end in time or could not be started. */
export interface CommandEnd {
  status: number | undefined
  stdout: string
  /** the command does not exist here */
  missing: boolean
}

/** Runs one of CUPS's commands, without a shell. */
export type RunCommand = (command: string, args: readonly string[], input?: Buffer) => Promise<CommandEnd>

const COMMAND_MS = 10_000
const POLL_MS = 500
/** A job that CUPS could not pass on in this time is taken back: nobody waits for its receipt any more. */
const FOLLOW_MS = 60_000

/**
 * A queue of CUPS, fed raw through `lp`, its job followed with `lpstat` to its end. CUPS knows when it has passed a job on, not
 * what became of it: the best word is sent-unverified. Of a job that is taken back it does not tell how much had left: unknown.
 * @param followMs for tests, as is `run`
 */
export function createCupsTransport(
  queue: string,
  run: RunCommand = runCommand,
  followMs = FOLLOW_MS,
): Transport {
  const look = async (): Promise<PrinterWord> => {
    const { status, stdout } = await run('lpstat', ['-l', '-p', queue])
    return status === 0 ? printerWord(stdout) : 'offline'
  }

  const print = async (job: Buffer, watch: PrintWatch): Promise<TransportResult> => {
    const printer = await look()
    const refused = refusal(printer, 'spooler-stopped')
    if (refused) return failedUnsent(refused, printer)
    const sent = await run('lp', ['-d', queue, '-o', 'raw', '-t', 'Bank+ Teller'], job)
    const jobId = /request id is (\S+-\d+)/.exec(sent.stdout)?.[1]
    if (sent.status === undefined && !sent.missing) return ended(job, 'unknown', 'not-reading', 'offline')
    if (!jobId) return failedUnsent('spooler-refused', 'offline')
    return follow(job, jobId, watch)
  }

  /** The lines of a job among those of a state, '' where it is not one of them; undefined where CUPS does not say. */
  const listed = async (jobId: string, which: 'not-completed' | 'completed') => {
    const { status, stdout } = await run('lpstat', ['-l', '-W', which, '-o', queue])
    return status === 0 ? (jobIn(stdout, jobId) ?? '') : undefined
  }

  const follow = async (job: Buffer, jobId: string, watch: PrintWatch): Promise<TransportResult> => {
    const untilMs = performance.now() + followMs
    for (;;) {
      // A scheduler that is being restarted says nothing: the job may still be there, and printed later.
      const open = await listed(jobId, 'not-completed')
      if (open && hasLeft(open)) return ended(job, 'sent-unverified', 'no-report', 'silent')
      const done = open === '' ? await listed(jobId, 'completed') : undefined
      if (done !== undefined) {
        return wasStopped(done)
          ? ended(job, 'unknown', 'cancelled', 'silent')
          : ended(job, 'sent-unverified', 'no-report', 'silent')
      }
      watch.told(open && !isWaiting(open) ? 'silent' : 'offline')
      if (watch.signal.aborted || performance.now() > untilMs) return takeBack(job, jobId, watch)
      await delay(POLL_MS, undefined, { signal: watch.signal }).catch(() => undefined)
    }
  }

  const takeBack = async (job: Buffer, jobId: string, watch: PrintWatch): Promise<TransportResult> => {
    await run('cancel', [jobId])
    return ended(job, 'unknown', watch.signal.aborted ? 'interrupted' : 'cancelled', 'offline')
  }

  return { print: (job, watch = UNWATCHED) => print(job, watch), look }
}

const ended = (
  job: Buffer,
  state: TransportResult['state'],
  reason: PrintReason,
  printer: PrinterWord,
): TransportResult => ({ state, bytesWritten: job.length, reason, printer })

/** A job's lines of `lpstat -l -o`: its own begins with its id, those below it are indented. */
function jobIn(listing: string, jobId: string): string | undefined {
  return listing.split(/\n(?=\S)/).find((lines) => lines.split(/\s/, 1)[0] === jobId)
}

/** Words of CUPS's own backends, in the C locale. */
const hasLeft = (lines: string) => /Waiting for printer to finish/.test(lines)
const isWaiting = (lines: string) =>
  /may not exist|unavailable|is busy|in use|not responding|become available|job-stopped/i.test(lines)
const wasStopped = (lines: string) => /Alerts:.*(cancell?ed|aborted)/i.test(lines)

/** What `lpstat -l -p` says: printer-state-reasons of RFC 8011 under Alerts. Without one of them CUPS does not know, and neither do we. */
function printerWord(listing: string): PrinterWord {
  const alerts = /^\s*Alerts: (.*)$/m.exec(listing)?.[1] ?? ''
  if (/(cover|door)-open/.test(alerts)) return 'cover-open'
  if (/media-(empty|needed)/.test(alerts)) return 'paper-out'
  if (/^printer \S+ disabled/m.test(listing) || /offline|shutdown|paused|media-jam/.test(alerts))
    return 'offline'
  return /media-low/.test(alerts) ? 'paper-low' : 'silent'
}

/** In the C locale, whose words are read above. */
export const runCommand: RunCommand = (command, args, input) =>
  new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: 'C' }
    const child = execFile(
      command,
      args,
      { env, timeout: COMMAND_MS, killSignal: 'SIGKILL' },
      (error, stdout) =>
        resolve({
          status: error ? (typeof error.code === 'number' ? error.code : undefined) : 0,
          stdout,
          missing: error?.code === ('ENOENT' as never),
        }),
    )
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
