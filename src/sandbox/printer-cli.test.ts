import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'

const CLI = path.join(import.meta.dirname, 'printer-cli.ts')

const running: ChildProcess[] = []
const folders: string[] = []

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  return child
}

test('prints a line for each job, writes its files, and ends on SIGTERM', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'printer-cli-'))
  folders.push(folder)
  const child = start('--port', '0', '--out', folder, '--columns', '48')
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
  const ready = String((await lines.next()).value)
  expect(ready).toMatch(/^READY tcp:\/\/127\.0\.0\.1:\d+ 48 columns, jobs in /)

  const port = Number(/:(\d+) /.exec(ready)?.[1])
  connect(port, '127.0.0.1').end('Lunas\n\x1dV\x01')
  expect((await lines.next()).value).toBe('0001 9 bytes, 1 lines, partial cut')
  connect(port, '127.0.0.1').end('Lunas\n\x07')
  expect((await lines.next()).value).toBe(
    '0002 7 bytes, 1 lines, disconnect, FAILED at byte 6: unknown command 07',
  )
  expect(await readdir(folder)).toEqual(
    ['0001', '0002'].flatMap((job) => ['bin', 'png', 'txt'].map((type) => `${job}.${type}`)),
  )

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.each([
  [['--port', '70000', '--out', 'x'], '--port'],
  [['--port', '0'], '--out'],
  [['--port', '0', '--out', 'x', '--columns', '40'], '--columns'],
  [['--paper', '1'], '--paper'],
])('%j is refused with what is wrong and the usage', async (args, named) => {
  const child = start(...args)
  let said = ''
  child.stderr?.on('data', (bytes) => (said += String(bytes)))
  const [code] = await once(child, 'close')
  expect(code).toBe(2)
  expect(said).toContain(named)
  expect(said).toContain('usage: npm run virtual-printer')
})
