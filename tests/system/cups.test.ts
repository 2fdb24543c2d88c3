import { execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import { encode } from '../../src/main/printing/encode.ts'
import { createCupsTransport } from '../../src/main/printing/transports/cups.ts'
import type { PrinterWord } from '../../src/main/printing/transport.ts'
import { startVirtualPrinter, type VirtualPrinter } from '../../src/sandbox/printer/virtual-printer.ts'
import { documentDeposit } from '../support/receipt-facts.ts'

// A real CUPS with a raw queue and the virtual printer behind it. Its own scheduler, in a folder of its own, on a socket of its
// own: an installed CUPS and its queues are not touched. Installs CUPS where it is missing, hence only where CI is set.

function reasonToSkip(): string | undefined {
  if (!process.env['CI']) return 'CI is not set (it may install packages)'
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return 'not a Debian'
  return process.getuid?.() === 0 ? undefined : 'not root'
}
const reason = reasonToSkip()
if (reason) console.log(`CUPS skipped: ${reason}`)

const job = encode(layout(confirmedReceipt(documentDeposit), 32), 32)
const MINUTES = 60_000

describe.skipIf(reason)('a raw queue of a real CUPS', { timeout: MINUTES }, () => {
  let printer: VirtualPrinter
  let stopScheduler: () => Promise<void>

  beforeAll(async () => {
    await installCups()
    printer = await startVirtualPrinter()
    stopScheduler = await startScheduler()
    execFileSync('lpadmin', ['-p', 'RCPT', '-E', '-v', `socket://127.0.0.1:${printer.port}`, '-m', 'raw'], {
      stdio: 'ignore',
    })
  }, 10 * MINUTES)

  afterAll(async () => {
    await stopScheduler?.()
    await printer?.close()
    vi.unstubAllEnvs()
  })

  test('prints byte for byte what it was given', async () => {
    const before = printer.bytesRead()
    expect(await createCupsTransport('RCPT').print(job)).toEqual({
      state: 'sent-unverified',
      bytesWritten: job.length,
      reason: 'no-report',
      printer: 'silent',
    })
    const { bytes } = await printer.nextJob()
    // The virtual printer's job ends at the cut, before the last command, which leaves no trace.
    expect(bytes).toEqual(job.subarray(0, bytes.length))
    expect(printer.bytesRead() - before).toBe(job.length)
  })

  test('survives the absence of its printer', async () => {
    await printer.faults.set({ kind: 'refuse' })
    const words: PrinterWord[] = []
    const watch = {
      signal: new AbortController().signal,
      told(word: PrinterWord) {
        if (word === 'offline' && !words.includes(word)) void printer.faults.clear()
        words.push(word)
      },
    }
    expect(await createCupsTransport('RCPT').print(job, watch)).toMatchObject({ state: 'sent-unverified' })
    expect(words).toContain('offline')
    expect((await printer.nextJob()).text).toContain('SETOR TUNAI')
  })

  test('gives a job back that nobody waits for any more, and prints it never', async () => {
    await printer.faults.set({ kind: 'refuse' })
    expect(await createCupsTransport('RCPT', undefined, 1_000).print(job)).toMatchObject({
      state: 'unknown',
      reason: 'cancelled',
    })
    await printer.faults.clear()
    const next = Buffer.from('\x1b@berikutnya\n\x1dV\x00', 'latin1')
    await createCupsTransport('RCPT').print(next)
    expect((await printer.nextJob()).text).toBe('berikutnya')
  })

  test('that is stopped or not there gets no job', async () => {
    execFileSync('cupsdisable', ['RCPT'])
    expect(await createCupsTransport('RCPT').print(job)).toMatchObject({
      state: 'failed-unsent',
      reason: 'spooler-stopped',
    })
    execFileSync('cupsenable', ['RCPT'])
    expect(await createCupsTransport('OTHER').print(job)).toMatchObject({ state: 'failed-unsent' })
  })
})

async function installCups(): Promise<void> {
  if (existsSync('/usr/sbin/cupsd') && existsSync('/usr/bin/lp')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Somebody else may be installing something just now.
  const apt = (...args: string[]) =>
    promisify(execFile)('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env })
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', 'cups', 'cups-daemon', 'cups-client')
}

/** Points this process at a scheduler of its own, as user lp: CUPS refuses to run its filters as root. */
async function startScheduler(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'))
  chmodSync(folder, 0o755)
  const inside = (name: string) => join(folder, name)
  for (const name of ['root', 'spool', 'cache', 'state', 'tmp']) mkdirSync(inside(name))
  execFileSync('chown', ['-R', 'lp:lp', folder])
  const socket = inside('state/cups.sock')
  writeFileSync(
    inside('cupsd.conf'),
    `Listen ${socket}\nBrowsing Off\nWebInterface No\nPreserveJobFiles No\nDefaultAuthType None\n` +
      '<Location />\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n',
  )
  writeFileSync(
    inside('cups-files.conf'),
    `ServerRoot ${inside('root')}\nRequestRoot ${inside('spool')}\nCacheDir ${inside('cache')}\n` +
      `StateDir ${inside('state')}\nTempDir ${inside('tmp')}\nErrorLog ${inside('log')}\nAccessLog ${inside('access')}\n` +
      `PageLog ${inside('pages')}\nUser lp\nGroup lp\nSystemGroup root lpadmin\n`,
  )
  const scheduler = spawn('/usr/sbin/cupsd', [
    '-f',
    '-c',
    inside('cupsd.conf'),
    '-s',
    inside('cups-files.conf'),
  ])
  const ended = new Promise<void>((resolve) => scheduler.once('exit', () => resolve()))
  vi.stubEnv('CUPS_SERVER', socket)
  await vi.waitFor(
    () => {
      if (scheduler.exitCode !== null) throw new Error(readFileSync(inside('log'), 'utf8'))
      expect(execFileSync('lpstat', ['-r'], { encoding: 'utf8' })).toContain('scheduler is running')
    },
    { timeout: 30_000, interval: 100 },
  )
  return async () => {
    scheduler.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
