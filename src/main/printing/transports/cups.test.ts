import { describe, expect, test } from 'vitest'
import type { PrinterWord } from '../transport.ts'
import { createCupsTransport, type CommandEnd, type RunCommand } from './cups.ts'

// How the commands of CUPS 2.4.2 really answer; tests/system/cups.test.ts runs them.
const job = Buffer.from('\x1b@BANK BNI\n\x1dV\x00', 'latin1')
const IDLE =
  'printer RCPT is idle.  enabled since Sun Nov 22 12:46:24 2026\n\tForm mounted:\n\tAlerts: none\n'
const ACCEPTED = 'request id is RCPT-12 (1 file(s))\n'
const done = (stdout: string): CommandEnd => ({ status: 0, stdout, missing: false })
const FAILED: CommandEnd = { status: 1, stdout: '', missing: false }
const HUNG: CommandEnd = { status: undefined, stdout: '', missing: false }
const listed = (alerts: string, status = '') =>
  'RCPT-112                root              1024   Sun Nov 22 12:46:00 2026\n' +
  '\tStatus: \n\tAlerts: job-printing\n\tqueued for RCPT\n' +
  'RCPT-12                 root              1024   Sun Nov 22 12:46:13 2026\n' +
  `\tStatus: ${status}\n\tAlerts: ${alerts}\n\tqueued for RCPT\n`

interface Answers {
  printer?: CommandEnd
  lp?: CommandEnd
  /** one after the other; the last is repeated */
  open?: (string | CommandEnd)[]
  completed?: string | CommandEnd
}

function spooler({ printer = done(IDLE), lp = done(ACCEPTED), open = [''], completed = '' }: Answers) {
  const calls: { command: string; args: readonly string[]; input: Buffer | undefined }[] = []
  let asked = 0
  const run: RunCommand = async (command, args, input) => {
    calls.push({ command, args, input })
    if (command === 'lp') return lp
    if (args.includes('-p')) return printer
    const listing = args.includes('completed') ? completed : open[Math.min(asked++, open.length - 1)]!
    return typeof listing === 'string' ? done(listing) : listing
  }
  return { run, calls }
}

const print = (answers: Answers, followMs = 60_000) =>
  createCupsTransport('RCPT', spooler(answers).run, followMs).print(job)

describe('a queue of CUPS', () => {
  test('gets the job raw, on standard input, and nothing through a shell', async () => {
    const { run, calls } = spooler({ completed: listed('processing-to-stop-point') })
    expect(await createCupsTransport('RCPT', run).print(job)).toEqual({
      state: 'sent-unverified',
      bytesWritten: job.length,
      reason: 'no-report',
      printer: 'silent',
    })
    expect(calls.find(({ command }) => command === 'lp')).toEqual({
      command: 'lp',
      args: ['-d', 'RCPT', '-o', 'raw', '-t', 'Bank+ Teller'],
      input: job,
    })
    expect(calls.some(({ command }) => command === 'cancel')).toBe(false)
  })

  test('is followed until the job has gone', async () => {
    const { run, calls } = spooler({ open: [listed('job-printing'), listed('job-printing'), ''] })
    expect(await createCupsTransport('RCPT', run).print(job)).toMatchObject({ state: 'sent-unverified' })
    expect(calls.filter(({ args }) => args.includes('not-completed'))).toHaveLength(3)
  })

  test('that waits only for the printer to hang up has passed the job on', async () => {
    const open = [listed('job-printing', 'Waiting for printer to finish.')]
    expect(await print({ open })).toMatchObject({ state: 'sent-unverified' })
  })

  test('that cannot pass the job on is told to give it back: what had left is unknown', async () => {
    const open = [listed('job-printing', 'The printer may not exist or is unavailable at this time.')]
    const { run, calls } = spooler({ open })
    const words: PrinterWord[] = []
    const watch = { signal: new AbortController().signal, told: (word: PrinterWord) => void words.push(word) }
    expect(await createCupsTransport('RCPT', run, 1).print(job, watch)).toMatchObject({
      state: 'unknown',
      reason: 'cancelled',
      printer: 'offline',
    })
    expect(words).toContain('offline')
    expect(calls.at(-1)).toMatchObject({ command: 'cancel', args: ['RCPT-12'] })
  })

  test.each(['job-canceled-by-user', 'aborted-by-system'])('in which the job ended by %s', async (alerts) => {
    expect(await print({ completed: listed(alerts) })).toMatchObject({
      state: 'unknown',
      reason: 'cancelled',
    })
  })

  test.each<[string, Answers]>([
    ['its jobs', { open: [listed('job-printing'), FAILED] }],
    ['its jobs in time', { open: [HUNG] }],
    ['how they ended', { completed: FAILED }],
  ])('that does not tell any more about %s leaves the receipt unknown', async (_, answers) => {
    expect(await print(answers, 1)).toMatchObject({ state: 'unknown' })
  })

  test('that is restarted meanwhile is asked again', async () => {
    const open = [listed('job-printing'), FAILED, listed('job-printing'), '']
    expect(await print({ open })).toMatchObject({ state: 'sent-unverified' })
  })

  test('that refuses the job has printed nothing', async () => {
    expect(await print({ lp: FAILED })).toEqual({
      state: 'failed-unsent',
      bytesWritten: 0,
      reason: 'spooler-refused',
      printer: 'offline',
    })
  })

  test('that hangs while it takes the job leaves it unknown', async () => {
    expect(await print({ lp: HUNG })).toMatchObject({ state: 'unknown', reason: 'not-reading' })
  })

  test('on a computer without CUPS', async () => {
    const missing: CommandEnd = { status: undefined, stdout: '', missing: true }
    expect(await print({ printer: missing, lp: missing })).toMatchObject({ state: 'failed-unsent' })
  })

  test('takes its job back when the program ends', async () => {
    const { run, calls } = spooler({ open: [listed('job-printing')] })
    const ending = new AbortController()
    ending.abort()
    const watch = { signal: ending.signal, told: () => undefined }
    expect(await createCupsTransport('RCPT', run).print(job, watch)).toMatchObject({
      state: 'unknown',
      reason: 'interrupted',
    })
    expect(calls.at(-1)).toMatchObject({ command: 'cancel' })
  })
})

describe('what CUPS says of its printer', () => {
  test.each<[string, string, PrinterWord]>([
    ['nothing', IDLE, 'silent'],
    ['no paper', IDLE.replace('none', 'media-empty-error'), 'paper-out'],
    ['paper wanted', IDLE.replace('none', 'media-needed'), 'paper-out'],
    ['little paper', IDLE.replace('none', 'media-low-report'), 'paper-low'],
    ['cover open', IDLE.replace('none', 'cover-open-report'), 'cover-open'],
    ['offline', IDLE.replace('none', 'offline-report'), 'offline'],
    ['stopped', IDLE.replace('is idle.  enabled', 'disabled'), 'offline'],
  ])('%s', async (_, stdout, word) => {
    const transport = createCupsTransport('RCPT', spooler({ printer: done(stdout) }).run)
    expect(await transport.look!(new AbortController().signal)).toBe(word)
  })

  test('a queue that does not exist', async () => {
    const transport = createCupsTransport('RCPT', spooler({ printer: FAILED }).run)
    expect(await transport.look!(new AbortController().signal)).toBe('offline')
  })

  test.each<[string, string]>([
    ['media-empty-error', 'paper-out'],
    ['cover-open-report', 'cover-open'],
    ['paused', 'spooler-stopped'],
  ])('with %s no job is given to it', async (alert, reason) => {
    const { run, calls } = spooler({ printer: done(IDLE.replace('none', alert)) })
    expect(await createCupsTransport('RCPT', run).print(job)).toMatchObject({
      state: 'failed-unsent',
      reason,
    })
    expect(calls.some(({ command }) => command === 'lp')).toBe(false)
  })
})
