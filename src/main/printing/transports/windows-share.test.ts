import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts'
import { createWindowsShareTransport } from './windows-share.ts'

const job = Buffer.from('\x1b@BANK BNI\n\x1dV\x00', 'latin1')

test('what is written to a share is the job and nothing else', async () => {
  const path = join(temporaryFolder(), 'POS58')
  expect(await createWindowsShareTransport(path).print(job)).toEqual({
    state: 'sent-unverified',
    bytesWritten: job.length,
    reason: 'no-report',
    printer: 'silent',
  })
  expect(readFileSync(path)).toEqual(job)
})

test('a share that refuses has printed nothing', async () => {
  const path = join(temporaryFolder(), 'no-such-computer', 'POS58')
  expect(await createWindowsShareTransport(path).print(job)).toEqual({
    state: 'failed-unsent',
    bytesWritten: 0,
    reason: 'unreachable',
    printer: 'offline',
  })
})

/** A pipe whose other end nobody opens: the call hangs as one into a computer that is off. */
describe.skipIf(process.platform === 'win32')('a share that hangs', () => {
  test('costs one call: nothing was printed, and nothing is when it returns', async () => {
    const path = join(temporaryFolder(), 'POS58')
    execFileSync('mkfifo', [path])
    const transport = createWindowsShareTransport(path, 50)
    const unsent = { state: 'failed-unsent', bytesWritten: 0, reason: 'unreachable', printer: 'offline' }
    expect(await transport.print(job)).toEqual(unsent)
    expect(await transport.print(job)).toEqual(unsent)
    // The computer is there again: the call that hung comes back and must not print what was reported as not printed.
    const reader = await open(path, 'r')
    onTestFinished(() => reader.close())
    expect((await reader.read(Buffer.alloc(64), 0, 64)).bytesRead).toBe(0)
  })

  test('is not waited for when the program ends', async () => {
    const path = join(temporaryFolder(), 'POS58')
    execFileSync('mkfifo', [path])
    const ending = new AbortController()
    const printing = createWindowsShareTransport(path, 60_000).print(job, {
      signal: ending.signal,
      told: () => undefined,
    })
    ending.abort()
    expect(await printing).toMatchObject({ state: 'failed-unsent' })
    const reader = await open(path, 'r')
    await reader.close()
  })
})
