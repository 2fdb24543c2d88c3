import { execFileSync } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { noPty, openPty } from '../../../../tests/support/pty.ts'
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts'
import { createDeviceFileTransport } from './device-file.ts'

const job = Buffer.from('\x1b@BANK BNI\n\x1dV\x00', 'latin1')
const NEVER = new AbortController().signal

const noDevices = process.platform === 'win32' ? 'Windows has no device files' : undefined
if (noDevices ?? noPty) console.log(`device files skipped in part: ${noDevices ?? noPty}`)

describe('an unplugged printer', () => {
  test('does not become a file that swallows receipts', async () => {
    const path = join(temporaryFolder(), 'lp0')
    const transport = createDeviceFileTransport(path)
    expect(await transport.print(job)).toEqual({
      state: 'failed-unsent',
      bytesWritten: 0,
      reason: 'unreachable',
      printer: 'offline',
    })
    expect(await transport.look!(NEVER)).toBe('offline')
    expect(existsSync(path)).toBe(false)
  })
})

test.skipIf(noPty)('a device gets the job and, once that has left, the proof of it', async () => {
  const pty = openPty()
  const transport = createDeviceFileTransport(pty.path)
  expect(await transport.look!(NEVER)).toBe('silent')
  expect(await transport.print(job)).toEqual({
    state: 'sent-unverified',
    bytesWritten: job.length,
    reason: 'no-report',
    printer: 'silent',
  })
  await pty.until((received) => received.length >= job.length + 2)
  expect(pty.received()).toEqual(Buffer.concat([job, Buffer.from('\x1b@')]))
})

test.skipIf(noDevices)('plain files get receipts one after the other', async () => {
  const path = join(temporaryFolder(), 'receipts')
  writeFileSync(path, '')
  const transport = createDeviceFileTransport(path)
  await transport.print(job)
  await transport.print(job)
  expect(readFileSync(path)).toEqual(Buffer.concat([job, job]))
})

/** A pipe that nobody empties takes 64 KiB and then no more: a printer that is busy for ever. */
describe.skipIf(noDevices)('a device that takes no more', () => {
  function openPipe() {
    const path = join(temporaryFolder(), 'lp0')
    execFileSync('mkfifo', [path])
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    onTestFinished(() => closeSync(reader))
    return path
  }

  test('leaves the receipt unknown after its deadline', async () => {
    const long = Buffer.alloc(256 * 1024, 'x')
    const result = await createDeviceFileTransport(openPipe(), 50).print(long)
    expect(result).toMatchObject({ state: 'unknown', reason: 'not-reading', printer: 'silent' })
    expect(result.bytesWritten).toBe(64 * 1024)
  })

  test('from the first byte on: nothing was printed', async () => {
    const path = openPipe()
    await createDeviceFileTransport(path, 50).print(Buffer.alloc(64 * 1024, 'x'))
    expect(await createDeviceFileTransport(path, 50).print(job)).toMatchObject({
      state: 'failed-unsent',
      bytesWritten: 0,
      reason: 'not-reading',
    })
  })

  test('never holds up what else the program does with files', async () => {
    const path = openPipe()
    const stuck = createDeviceFileTransport(path, 300)
    const printing = Array.from({ length: 8 }, () => stuck.print(Buffer.alloc(256 * 1024, 'x')))
    let ended = false
    void Promise.all(printing).then(() => (ended = true))
    const { readFile } = await import('node:fs/promises')
    await readFile(import.meta.filename)
    expect(ended).toBe(false)
    await Promise.all(printing)
  })

  test('is not waited for when the program ends', async () => {
    const ending = new AbortController()
    const transport = createDeviceFileTransport(openPipe(), 60_000)
    const printing = transport.print(Buffer.alloc(256 * 1024, 'x'), {
      signal: ending.signal,
      told: () => undefined,
    })
    ending.abort()
    expect(await printing).toMatchObject({ state: 'unknown', reason: 'interrupted' })
  })
})
