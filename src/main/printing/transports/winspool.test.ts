import { describe, expect, test } from 'vitest'
import type { PrinterWord } from '../transport.ts'
import type { WinspoolCalls } from './winspool-calls.ts'
import { createWinspoolTransport } from './winspool.ts'

const job = Buffer.from('\x1b@BANK BNI\n\x1dV\x00', 'latin1')
const HANDLE = { handle: true }
const PATIENCE = { callMs: 60_000, followMs: 60_000, pollMs: 1 }
const NEVER = new AbortController().signal
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const hangs = () => new Promise<never>(() => undefined)

interface State {
  attributes?: number
  status?: number
  /** JOB_STATUS_* one after the other; undefined = the job is gone. The last is repeated. */
  job?: (number | undefined)[]
}

/** winspool.drv as a table of functions: takes every job whole, and notes what it was called with. */
function spooler(
  { attributes = 0, status = 0, job: jobStates = [undefined] }: State,
  changes: Partial<WinspoolCalls> = {},
) {
  const calls: [name: string, ...args: unknown[]][] = []
  let polls = 0
  const table: WinspoolCalls = {
    async OpenPrinterW(name, handle) {
      handle[0] = HANDLE
      return name === 'POS-58' ? 1 : 0
    },
    async GetPrinterW(_handle, level, info) {
      // x64: two pointers, then the attributes; level 6 is the status alone.
      if (level === 5) info.writeUInt32LE(attributes, 16)
      else info.writeUInt32LE(status, 0)
      return 1
    },
    StartDocPrinterW: async () => 7,
    StartPagePrinter: async () => 1,
    async WritePrinter(_handle, _bytes, count, written) {
      written[0] = count
      return 1
    },
    EndPagePrinter: async () => 1,
    EndDocPrinter: async () => 1,
    AbortPrinter: async () => 1,
    async GetJobW(_handle, _job, _level, info) {
      const state = jobStates[Math.min(polls++, jobStates.length - 1)]
      if (state === undefined) return 0
      info.writeUInt32LE(state, 56)
      return 1
    },
    SetJobW: async () => 1,
    ClosePrinter: async () => 1,
    ...changes,
  }
  const noting = Object.entries(table).map(([name, call]) => [
    name,
    (...args: unknown[]) => {
      calls.push([name, ...args.map((arg) => (Buffer.isBuffer(arg) ? Buffer.from(arg) : arg))])
      return (call as (...args: unknown[]) => Promise<number>)(...args)
    },
  ])
  const load = async () => Object.fromEntries(noting) as WinspoolCalls
  const transport = createWinspoolTransport('POS-58', load, PATIENCE)
  const named = (name: string) => calls.filter(([called]) => called === name).map(([, ...args]) => args)
  return { transport, load, calls, named, names: () => calls.map(([name]) => name) }
}

describe('a printer of Windows', () => {
  test('gets the job as one raw document', async () => {
    const { transport, named, names } = spooler({})
    expect(await transport.print(job)).toEqual({
      state: 'sent-unverified',
      bytesWritten: job.length,
      reason: 'no-report',
      printer: 'silent',
    })
    await nextTurn()
    expect(names()).toEqual([
      'OpenPrinterW',
      'GetPrinterW',
      'GetPrinterW',
      'StartDocPrinterW',
      'StartPagePrinter',
      'WritePrinter',
      'EndPagePrinter',
      'EndDocPrinter',
      'GetJobW',
      'ClosePrinter',
    ])
    expect(named('OpenPrinterW')).toEqual([['POS-58', [HANDLE], null]])
    expect(named('StartDocPrinterW')).toEqual([
      [HANDLE, 1, { pDocName: 'Bank+ Teller', pOutputFile: null, pDatatype: 'RAW' }],
    ])
    expect(named('WritePrinter')).toEqual([[HANDLE, job, job.length, [job.length]]])
    expect(named('GetJobW')[0]?.slice(0, 3)).toEqual([HANDLE, 7, 1])
    expect(named('ClosePrinter')).toEqual([[HANDLE]])
  })

  test('that takes the job in pieces gets each byte once', async () => {
    const { transport, named } = spooler(
      {},
      {
        async WritePrinter(_handle, _bytes, count, written) {
          written[0] = Math.min(count, 5)
          return 1
        },
      },
    )
    expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified', bytesWritten: job.length })
    const pieces = named('WritePrinter').map(([, bytes]) => (bytes as Buffer).subarray(0, 5))
    expect(Buffer.concat(pieces)).toEqual(job)
  })

  test.each([
    ['printed', 0x80],
    ['complete', 0x1000],
  ])('is followed until its job is %s', async (_, ended) => {
    const { transport, named } = spooler({ job: [0x8, 0x10, 0x10, ended] })
    expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified' })
    expect(named('GetJobW')).toHaveLength(4)
  })

  test('whose job somebody deleted leaves it unknown', async () => {
    const { transport } = spooler({ job: [0x10, 0x4] })
    expect(await transport.print(job)).toMatchObject({ state: 'unknown', reason: 'cancelled' })
  })

  test('that cannot print a job in time gives it back, and what had left is unknown', async () => {
    const { load, named } = spooler({ job: [0x40] })
    const transport = createWinspoolTransport('POS-58', load, { ...PATIENCE, followMs: 1 })
    const words: PrinterWord[] = []
    const watch = { signal: NEVER, told: (word: PrinterWord) => void words.push(word) }
    expect(await transport.print(job, watch)).toMatchObject({
      state: 'unknown',
      reason: 'cancelled',
      printer: 'paper-out',
    })
    expect(words).toContain('paper-out')
    expect(named('SetJobW')).toEqual([[HANDLE, 7, 0, null, 5]])
  })

  test('takes its job back when the program ends', async () => {
    const { transport, named } = spooler({ job: [0x10] })
    const ending = new AbortController()
    ending.abort()
    expect(await transport.print(job, { signal: ending.signal, told: () => undefined })).toMatchObject({
      state: 'unknown',
      reason: 'interrupted',
    })
    expect(named('SetJobW')).toHaveLength(1)
  })
})

describe('a spooler that refuses', () => {
  const refuses = async () => 0
  const unsent = (reason: string) => ({ state: 'failed-unsent', bytesWritten: 0, reason, printer: 'offline' })

  test('the name: not a byte was sent', async () => {
    const { load } = spooler({})
    expect(await createWinspoolTransport('POS-80', load, PATIENCE).print(job)).toEqual(unsent('unreachable'))
  })

  test.each(['StartDocPrinterW', 'StartPagePrinter', 'WritePrinter'] as const)(
    'at %s: not a byte was sent',
    async (name) => {
      const { transport, names } = spooler({}, { [name]: refuses })
      expect(await transport.print(job)).toEqual(unsent('spooler-refused'))
      await nextTurn()
      expect(names().at(-1)).toBe('ClosePrinter')
      expect(names().includes('AbortPrinter')).toBe(name !== 'StartDocPrinterW')
    },
  )

  test('after a part of the job: unknown, and the rest is thrown away', async () => {
    let first = true
    const { transport, names } = spooler(
      {},
      {
        async WritePrinter(_handle, _bytes, _count, written) {
          written[0] = first ? 4 : 0
          const took = first ? 1 : 0
          first = false
          return took
        },
      },
    )
    expect(await transport.print(job)).toMatchObject({
      state: 'unknown',
      bytesWritten: 4,
      reason: 'connection-lost',
    })
    await nextTurn()
    expect(names().slice(-2)).toEqual(['AbortPrinter', 'ClosePrinter'])
  })

  test('to end the document: unknown', async () => {
    const { transport } = spooler({}, { EndDocPrinter: refuses })
    expect(await transport.print(job)).toMatchObject({ state: 'unknown', bytesWritten: job.length })
  })

  test('because there is none: not a byte was sent', async () => {
    const transport = createWinspoolTransport(
      'POS-58',
      () => Promise.reject(new Error('no library')),
      PATIENCE,
    )
    expect(await transport.print(job)).toEqual(unsent('unreachable'))
    expect(await transport.look!(NEVER)).toBe('offline')
  })
})

describe('a spooler that hangs', () => {
  const impatient = { ...PATIENCE, callMs: 20 }

  test('costs one call, and no other is made until it returns', async () => {
    const { load, names } = spooler({}, { OpenPrinterW: hangs })
    const transport = createWinspoolTransport('POS-58', load, impatient)
    for (let n = 0; n < 3; n++) {
      expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'unreachable' })
    }
    expect(names()).toEqual(['OpenPrinterW'])
  })

  test('while it has the job leaves it unknown, and the job is taken back when it returns', async () => {
    let release: (result: number) => void = () => undefined
    const { load, names } = spooler({}, { GetJobW: () => new Promise((resolve) => (release = resolve)) })
    const transport = createWinspoolTransport('POS-58', load, { ...impatient, followMs: 1 })
    expect(await transport.print(job)).toMatchObject({ state: 'unknown', bytesWritten: job.length })
    expect(names().at(-1)).toBe('GetJobW')
    release(0)
    while (!names().includes('ClosePrinter')) await nextTurn()
    expect(names().slice(-2)).toEqual(['SetJobW', 'ClosePrinter'])
  })

  test('while it takes the job leaves all of it unknown, and is tidied up in order when it returns', async () => {
    let release: (result: number) => void = () => undefined
    let aborted = false
    const { load, names } = spooler(
      {},
      {
        WritePrinter: () => new Promise((resolve) => (release = resolve)),
        async AbortPrinter() {
          await nextTurn()
          aborted = true
          return 1
        },
        async ClosePrinter() {
          expect(aborted).toBe(true)
          return 1
        },
      },
    )
    const transport = createWinspoolTransport('POS-58', load, impatient)
    expect(await transport.print(job)).toMatchObject({ state: 'unknown', bytesWritten: job.length })
    expect(names().at(-1)).toBe('WritePrinter')
    release(1)
    while (!names().includes('ClosePrinter')) await nextTurn()
    expect(names().slice(-2)).toEqual(['AbortPrinter', 'ClosePrinter'])
    expect(aborted).toBe(true)
  })
})

describe('what Windows says of its printer', () => {
  test.each<[string, State, PrinterWord, string | undefined]>([
    ['nothing', {}, 'silent', undefined],
    [
      'use offline, as of a USB printer that was unplugged',
      { attributes: 0x400 },
      'offline',
      'spooler-stopped',
    ],
    ['no paper', { status: 0x10 }, 'paper-out', 'paper-out'],
    ['door open', { status: 0x40_0000 }, 'cover-open', 'cover-open'],
    ['offline', { status: 0x80 }, 'offline', 'spooler-stopped'],
    ['paused', { status: 0x1 }, 'offline', 'spooler-stopped'],
  ])('%s', async (_, state, word, reason) => {
    const { transport, names } = spooler(state)
    expect(await transport.look!(NEVER)).toBe(word)
    const result = await transport.print(job)
    expect(result).toMatchObject(reason ? { state: 'failed-unsent', reason } : { state: 'sent-unverified' })
    expect(names().includes('StartDocPrinterW')).toBe(reason === undefined)
  })
})
