import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  startVirtualPrinter,
  type PrinterFault,
  type VirtualPrinter,
  type VirtualPrinterOptions,
} from './virtual-printer.ts'

const INIT = '\x1b@'
const CUT = '\x1dV\x00'
const PAPER_STATUS = '\x10\x04\x04'
const RECEIPT = `${INIT}BANK BNI\n\x1ba\x01\x1bE\x01SETOR\x1bE\x00\n\x1ba\x00Rp25.000\n\x1bd\x02${CUT}${INIT}`

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(
  options: VirtualPrinterOptions = {},
  ...faults: PrinterFault[]
): Promise<VirtualPrinter> {
  const printer = await startVirtualPrinter(options)
  cleanUps.push(printer.close)
  for (const fault of faults) await printer.faults.set(fault)
  return printer
}

interface Client {
  socket: Socket
  /** Resolves with the first `count` bytes that the printer said and drops them. */
  heard: (count: number) => Promise<string>
  /** Resolves when the connection is gone: true where it was reset. */
  gone: Promise<boolean>
}

async function call(printer: VirtualPrinter): Promise<Client> {
  const socket = connect(printer.port, '127.0.0.1')
  cleanUps.push(() => socket.destroy())
  let answers = Buffer.alloc(0)
  let arrived = (): void => undefined
  socket.on('data', (bytes) => {
    answers = Buffer.concat([answers, bytes])
    arrived()
  })
  const gone = new Promise<boolean>((resolve) => {
    let reset = false
    socket.on('error', (error: NodeJS.ErrnoException) => (reset = error.code === 'ECONNRESET'))
    socket.on('close', () => resolve(reset))
  })
  await once(socket, 'connect')
  return {
    socket,
    gone,
    async heard(count) {
      while (answers.length < count) await new Promise<void>((resolve) => (arrived = resolve))
      const first = answers.subarray(0, count)
      answers = answers.subarray(count)
      return first.toString('latin1')
    },
  }
}

function send(client: Client, data: string | Buffer): void {
  client.socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data)
}

/** Sends and hangs up. */
async function submit(printer: VirtualPrinter, data: string): Promise<void> {
  const client = await call(printer)
  client.socket.end(Buffer.from(data, 'latin1'))
}

function completion(id: string): [request: string, answer: string] {
  return [`\x1d(H\x06\x0000${id}`, `7"${id}\0`]
}

describe('jobs', () => {
  test('a job ends at its cut, and what leaves no trace makes none', async () => {
    const printer = await start()
    await submit(printer, RECEIPT + RECEIPT)
    await submit(printer, `Lunas\n${CUT}`)
    const jobs = [await printer.nextJob(), await printer.nextJob(), await printer.nextJob()]
    expect(jobs.map((job) => [job.index, job.end, job.text, job.cuts.length, job.overflow])).toEqual([
      [1, 'cut', 'BANK BNI\n             SETOR\nRp25.000', 1, false],
      [2, 'cut', 'BANK BNI\n             SETOR\nRp25.000', 1, false],
      [3, 'cut', 'Lunas', 1, false],
    ])
    expect(jobs[0]?.bytes.toString('latin1')).toBe(RECEIPT.slice(0, -INIT.length))
    expect(jobs[1]?.bytes.toString('latin1')).toBe(INIT + RECEIPT.slice(0, -INIT.length))
  })

  test('a connection that ends without a cut ends its job, with the text that was not printed yet', async () => {
    const printer = await start()
    await submit(printer, 'satu\ndua')
    expect(await printer.nextJob()).toMatchObject({
      end: 'disconnect',
      text: 'satu',
      unprintedText: 'dua',
      cuts: [],
    })
  })

  test('a drawer pulse alone is a job without paper', async () => {
    const printer = await start()
    await submit(printer, '\x1bp\x00\x19\xfa')
    expect(await printer.nextJob()).toMatchObject({
      text: '',
      drawerKicks: [{ connectorPin: 2, onMs: 50, offMs: 500 }],
    })
    expect(printer.state().drawerOpen).toBe(true)
    printer.closeDrawer()
    expect(printer.state().drawerOpen).toBe(false)
  })

  test('split at every byte, a job is the same', async () => {
    const printer = await start()
    await submit(printer, RECEIPT)
    const whole = await printer.nextJob()
    const data = Buffer.from(RECEIPT, 'latin1')
    for (let at = 1; at < data.length; at++) {
      const client = await call(printer)
      const readBefore = printer.bytesRead()
      send(client, data.subarray(0, at))
      await until(() => printer.bytesRead() === readBefore + at)
      client.socket.end(data.subarray(at))
      const { marks, bytes } = await printer.nextJob()
      expect({ at, marks, bytes }).toEqual({ at, marks: whole.marks, bytes: whole.bytes })
    }
  })

  test('a connection waits until the one before it ends', async () => {
    const printer = await start()
    const first = await call(printer)
    const second = await call(printer)
    send(second, `kedua\n${CUT}`)
    send(first, PAPER_STATUS)
    expect(await first.heard(1)).toBe('\x12')
    send(first, `pertama\n${CUT}`)
    expect((await printer.nextJob()).text).toBe('pertama')
    first.socket.end()
    expect((await printer.nextJob()).text).toBe('kedua')
  })

  test('modes outlive the connection until ESC @', async () => {
    const printer = await start()
    await submit(printer, `\x1bE\x01tebal\n${CUT}`)
    await submit(printer, `masih\n${INIT}biasa\n${CUT}`)
    const bold = [await printer.nextJob(), await printer.nextJob()].map((job) =>
      job.lines.map((line) => line.cells[0]?.bold),
    )
    expect(bold).toEqual([[true], [true, false]])
  })

  test('an unknown command fails the job: the rest is not printed and the printer is in error until the connection ends', async () => {
    const printer = await start()
    const client = await call(printer)
    send(client, `satu\n\x1bZdua\n${CUT}\x10\x04\x02`)
    expect(await client.heard(1)).toBe('\x12')
    send(client, '\x10\x04\x02')
    expect(await client.heard(1)).toBe('\x52')
    client.socket.end()
    expect(await printer.nextJob()).toMatchObject({
      end: 'disconnect',
      text: 'satu',
      cuts: [],
      error: { offset: 5, command: '1B 5A', problem: 'unknown command' },
    })
    expect(printer.state().error).toBe(false)
    await submit(printer, `tiga\n${CUT}`)
    expect(await printer.nextJob()).toMatchObject({ text: 'tiga', end: 'cut' })
  })

  test('a line wider than the paper is flagged', async () => {
    const printer = await start({ columns: 48 })
    await submit(printer, `${'x'.repeat(49)}\n${CUT}`)
    expect(await printer.nextJob()).toMatchObject({ overflow: true, text: `${'x'.repeat(48)}\nx` })
  })

  test('each job is written as bytes, text and picture', async () => {
    const outDir = await mkdtemp(path.join(tmpdir(), 'virtual-printer-'))
    cleanUps.push(() => rm(outDir, { recursive: true }))
    const printer = await start({ outDir: path.join(outDir, 'jobs') })
    await submit(printer, RECEIPT)
    const job = await printer.nextJob()
    expect(await readdir(path.join(outDir, 'jobs'))).toEqual(['0001.bin', '0001.png', '0001.txt'])
    expect(await readFile(path.join(outDir, 'jobs/0001.bin'))).toEqual(job.bytes)
    expect(await readFile(path.join(outDir, 'jobs/0001.txt'), 'utf8')).toBe(`${job.text}\n`)
    expect(await readFile(path.join(outDir, 'jobs/0001.png'))).toEqual(job.png)
  })

  test('waiting for a job fails when the printer is closed, and a taken port is said', async () => {
    const printer = await start()
    await expect(startVirtualPrinter({ port: printer.port })).rejects.toThrow('EADDRINUSE')
    const waiting = printer.nextJob()
    await Promise.all([expect(waiting).rejects.toThrow('closed'), printer.close()])
    await expect(printer.nextJob()).rejects.toThrow('closed')
  })
})

describe('status', () => {
  test.each<[string, string, PrinterFault[]]>([
    ['\x10\x04\x01', '\x12', []],
    ['\x10\x04\x02', '\x12', []],
    ['\x10\x04\x03', '\x12', []],
    ['\x10\x04\x04', '\x12', []],
    ['\x10\x04\x04', '\x1e', [{ kind: 'paperLow' }]],
    ['\x10\x04\x04', '\x7e', [{ kind: 'paperOut', afterLines: 0 }]],
    ['\x10\x04\x01', '\x1a', [{ kind: 'paperOut', afterLines: 0 }]],
    ['\x10\x04\x02', '\x32', [{ kind: 'paperOut', afterLines: 0 }]],
    ['\x10\x04\x02', '\x16', [{ kind: 'coverOpen' }]],
    ['\x1dr\x01', '\x00', []],
    ['\x1dr\x01', '\x03', [{ kind: 'paperLow' }]],
    ['\x1dr\x02', '\x00', []],
    ['\x1bp\x00\x19\xfa\x1dr\x02', '\x01', []],
    ['\x1dI\x43', '_TM-T82\0', []],
    ['\x1dI\x43', '_POS-58\0', [{ kind: 'wrongModelName', name: 'POS-58' }]],
    ['\x1dI\x42', '_EPSON\0', []],
    ['\x1dI\x02', '\x02', []],
  ])('%j is answered %j with %j', async (question, answer, faults) => {
    const client = await call(await start({}, ...faults))
    send(client, question)
    expect(await client.heard(answer.length)).toBe(answer)
  })

  test('real-time status is answered in the middle of text and of an image, and harms neither', async () => {
    const printer = await start()
    const client = await call(printer)
    send(client, `Rp25${PAPER_STATUS}.000\n\x1dv0\x00\x01\x00\x03\x00${PAPER_STATUS}${CUT}`)
    expect(await client.heard(2)).toBe('\x12\x12')
    const job = await printer.nextJob()
    expect(job.text).toBe('Rp25.000')
    expect(job.marks[1]).toMatchObject({ kind: 'image', rows: Uint8Array.of(0x10, 0x04, 0x04) })
  })

  test('completion is answered with the id of the request, after what came before it', async () => {
    const printer = await start({ lineMs: 5 })
    const client = await call(printer)
    const [request, answer] = completion('AB12')
    send(client, `satu\ndua\n${CUT}${request}`)
    expect(await client.heard(answer.length)).toBe(answer)
    expect(printer.jobs.map((job) => job.text)).toEqual(['satu\ndua'])
  })

  test('automatic status: at once when selected, then on every selected change, until ESC @', async () => {
    const printer = await start()
    const client = await call(printer)
    send(client, '\x1da\x08')
    expect(await client.heard(4)).toBe('\x10\x00\x00\x0f')
    await printer.faults.set({ kind: 'paperLow' })
    expect(await client.heard(4)).toBe('\x10\x00\x03\x0f')
    send(client, `\x1bp\x00\x19\xfa${INIT}\x1dr\x02`)
    expect(await client.heard(1)).toBe('\x01')
    await printer.faults.clear()
    send(client, PAPER_STATUS)
    expect(await client.heard(1)).toBe('\x12')
  })
})

describe('faults', () => {
  test('paper out after a line: the rest waits, status says so, and completion comes only after new paper', async () => {
    const printer = await start({}, { kind: 'paperOut', afterLines: 2 })
    const client = await call(printer)
    const [request, answer] = completion('0001')
    send(client, `a\nb\nc\n${CUT}${request}\x1dr\x01`)
    send(client, PAPER_STATUS)
    expect(await untilChanged(client, '\x12')).toBe('\x7e')
    expect(printer.textSoFar()).toBe('a\nb')
    expect(printer.jobs).toEqual([])
    await printer.faults.clear('paperOut')
    expect(await client.heard(answer.length + 1)).toBe(`${answer}\0`)
    expect((await printer.nextJob()).text).toBe('a\nb\nc')
  })

  test('without paper the receive buffer fills, and then nothing more is read', async () => {
    const printer = await start({}, { kind: 'paperOut', afterLines: 0 })
    const client = await call(printer)
    const line = `${'x'.repeat(31)}\n`
    send(client, line.repeat(1000))
    await until(() => printer.bytesRead() >= 4096)
    send(client, line + CUT)
    expect(printer.bytesRead()).toBe(4096)
    await printer.faults.clear()
    expect((await printer.nextJob()).lines).toHaveLength(1001)
  })

  test('what was received before the connection ended is printed when the paper is back', async () => {
    const printer = await start({}, { kind: 'coverOpen' })
    const client = await call(printer)
    client.socket.end(`terlambat\n${CUT}`)
    await client.gone
    expect(printer.jobs).toEqual([])
    const next = await call(printer)
    send(next, '\x10\x04\x02')
    expect(await next.heard(1)).toBe('\x16')
    await printer.faults.clear()
    expect((await printer.nextJob()).text).toBe('terlambat')
  })

  test('mute: prints and answers nothing', async () => {
    const printer = await start({}, { kind: 'mute' })
    const client = await call(printer)
    let heard = 0
    client.socket.on('data', (bytes) => (heard += bytes.length))
    send(client, `\x1da\xff${PAPER_STATUS}\x1dI\x43a\n${CUT}${completion('0001')[0]}`)
    client.socket.end()
    expect((await printer.nextJob()).text).toBe('a')
    await client.gone
    expect(heard).toBe(0)
  })

  test('never reads: the bytes are accepted and none is read, until it reads again', async () => {
    const printer = await start({}, { kind: 'neverRead' })
    const client = await call(printer)
    await new Promise<void>((resolve) => client.socket.write(Buffer.from(RECEIPT, 'latin1'), () => resolve()))
    const other = await start()
    const round = await call(other)
    send(round, PAPER_STATUS)
    await round.heard(1)
    expect(printer.bytesRead()).toBe(0)
    await printer.faults.clear()
    expect((await printer.nextJob()).text).toContain('Rp25.000')
  })

  test.each([0, 1, 2, 10, 11, 12, 30])(
    'resets the connection after %i bytes, which is all it read',
    async (count) => {
      const printer = await start({}, { kind: 'resetAfterBytes', bytes: count })
      const client = await call(printer)
      send(client, RECEIPT)
      expect(await client.gone).toBe(true)
      expect(printer.bytesRead()).toBe(count)
      expect(printer.jobs.every((job) => job.end === 'disconnect')).toBe(true)
      await printer.faults.clear()
      await submit(printer, RECEIPT)
      while (!printer.jobs.some((job) => job.end === 'cut')) await printer.nextJob()
      expect(printer.jobs.at(-1)?.text).toBe('BANK BNI\n             SETOR\nRp25.000')
    },
  )

  test('a reset within a command leaves a failed job', async () => {
    const printer = await start({}, { kind: 'resetAfterBytes', bytes: 12 })
    const client = await call(printer)
    send(client, RECEIPT)
    await client.gone
    expect(await printer.nextJob()).toMatchObject({
      text: 'BANK BNI',
      error: { offset: 11, command: '1B', problem: 'incomplete command' },
    })
  })

  test('drips: everything arrives all the same', async () => {
    const printer = await start({}, { kind: 'drip', bytesPerSecond: 1000 })
    await submit(printer, RECEIPT)
    expect((await printer.nextJob()).text).toContain('Rp25.000')
  })

  test('refuses connections, and takes them again on the same port', async () => {
    const printer = await start({}, { kind: 'refuse' })
    await expect(call(printer)).rejects.toThrow('ECONNREFUSED')
    await printer.faults.clear('refuse')
    await submit(printer, RECEIPT)
    expect((await printer.nextJob()).end).toBe('cut')
  })

  test('unsolicited status comes on connection and before every answer', async () => {
    const client = await call(await start({}, { kind: 'asbNoise' }))
    expect(await client.heard(4)).toBe('\x10\x00\x00\x0f')
    send(client, PAPER_STATUS)
    expect(await client.heard(5)).toBe('\x10\x00\x00\x0f\x12')
  })

  test('loses power in a job: the rest, the modes and the connections are gone, once', async () => {
    const printer = await start({}, { kind: 'restartMidJob', afterLines: 2 })
    const client = await call(printer)
    send(client, `\x1bE\x01a\nb\nc\n${CUT}`)
    expect(await client.gone).toBe(true)
    expect(await printer.nextJob()).toMatchObject({ end: 'restart', text: 'a\nb', cuts: [] })
    expect(printer.faults.all()).toEqual([])
    await submit(printer, `d\n${CUT}`)
    const job = await printer.nextJob()
    expect(job).toMatchObject({ end: 'cut', text: 'd' })
    expect(job.lines[0]?.cells[0]?.bold).toBe(false)
  })
})

/** Lets sockets work until something is true. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

/** Asks for the paper status until it is another than `old`; the printer answers at once, before it prints. */
async function untilChanged(client: Client, old: string): Promise<string> {
  for (;;) {
    const status = await client.heard(1)
    if (status !== old) return status
    send(client, PAPER_STATUS)
  }
}
