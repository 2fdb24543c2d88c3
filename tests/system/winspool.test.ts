import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createWinspoolTransport } from '../../src/main/printing/transports/winspool.ts'
import { listWindowsPrinters } from '../../src/main/printing/transports/winspool-printers.ts'
import { loadWinspool } from '../../src/main/printing/transports/winspool-calls.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// The declarations of winspool.drv against functions in C that were compiled from winspool.h's own layout: what a table of
// JavaScript functions cannot show, the passing of handles, UTF-16, structures and buffers, off the main thread.

const noCompiler =
  process.platform === 'win32'
    ? 'here is the real one'
    : spawnSync('cc', ['--version']).status === 0
      ? undefined
      : 'no C compiler (cc)'
if (noCompiler) console.log(`winspool stand-in skipped: ${noCompiler}`)

/** @returns the path of the stand-in, compiled for this test */
function compile(): string {
  const library = join(temporaryFolder(), 'winspool.so')
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'winspool-stand-in.c')])
  return library
}

test.skipIf(noCompiler)('the spooler gets what it expects, and what it fills in is understood', async () => {
  const library = compile()
  const log = join(temporaryFolder(), 'calls')
  vi.stubEnv('WINSPOOL_LOG', log)
  onTestFinished(() => void vi.unstubAllEnvs())

  const load = () => loadWinspool(library)
  const transport = createWinspoolTransport('POS-58 é', load, { callMs: 5_000, followMs: 0, pollMs: 1 })
  const job = Buffer.from('\x1b@\x00\xffA', 'latin1')
  // The stand-in's job is out of paper for ever: status 0x40, read from where JOB_INFO_1W has it.
  expect(await transport.print(job)).toEqual({
    state: 'unknown',
    bytesWritten: job.length,
    reason: 'cancelled',
    printer: 'paper-out',
  })
  const calls = () => readFileSync(log, 'latin1').trimEnd().split('\n')
  await vi.waitFor(() => expect(calls().at(-1)).toBe('ClosePrinter 1'))
  expect(calls()).toEqual([
    'OpenPrinterW POS-58 é NULL',
    'GetPrinterW 1 5 8192',
    'GetPrinterW 1 6 8192',
    'StartDocPrinterW 1 1 Bank+ Teller NULL RAW',
    'StartPagePrinter 1',
    'WritePrinter 1 5 1b4000ff41',
    'EndPagePrinter 1',
    'EndDocPrinter 1',
    'GetJobW 1 41 1 8192',
    'SetJobW 1 41 0 NULL 5',
    'ClosePrinter 1',
  ])

  vi.stubEnv('WINSPOOL_OFFLINE', '1')
  expect(await transport.look!(new AbortController().signal)).toBe('offline')
  await vi.waitFor(() => expect(calls().filter((call) => call === 'ClosePrinter 1')).toHaveLength(2))
})

test.skipIf(noCompiler)('the printers of this computer are named', async () => {
  expect(await listWindowsPrinters(compile())).toEqual(['POS-58', 'Kasir 2'])
})
