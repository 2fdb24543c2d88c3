import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import type { PrinterFault, VirtualPrinter } from '../../../sandbox/printer/virtual-printer.ts'
import { IMPATIENT, startPrinter } from '../../../../tests/support/printing.ts'
import { documentDeposit } from '../../../../tests/support/receipt-facts.ts'
import { closedPort, startTcpServer } from '../../../../tests/support/tcp-server.ts'
import type { Patience } from '../conversation.ts'
import { encode } from '../encode.ts'
import { createMemory } from '../memory.ts'
import type { PrinterWord, PrintWatch } from '../transport.ts'
import { createTcpTransport } from './tcp.ts'

const lines = layout(confirmedReceipt(documentDeposit), 32)
const job = encode(lines, 32)
const whole = lines.map(({ text }) => text.trimEnd()).join('\n')

async function start(...faults: PrinterFault[]) {
  return startPrinter({}, ...faults)
}

function transportTo({ port }: { port: number }, memory = createMemory(), patience: Partial<Patience> = {}) {
  return createTcpTransport('127.0.0.1', port, memory, { ...IMPATIENT, ...patience })
}

/** A watch that runs something when the printer says a word for the first time. */
function when(word: PrinterWord, act: () => unknown): PrintWatch & { heard: PrinterWord[] } {
  const heard: PrinterWord[] = []
  return {
    heard,
    signal: new AbortController().signal,
    told(now) {
      if (now === word && !heard.includes(word)) act()
      heard.push(now)
    },
  }
}

const textsOn = (printer: VirtualPrinter) =>
  printer.jobs.filter(({ marks }) => marks.length > 0).map(({ text }) => text)

describe('a printer that reports', () => {
  test('confirms the receipt and says that it has paper', async () => {
    const printer = await start()
    const result = await transportTo(printer).print(job)
    expect(result).toEqual({ state: 'confirmed', bytesWritten: job.length, printer: 'ready' })
    expect(textsOn(printer)).toEqual([whole])
  })

  test('says after the job that little paper is left', async () => {
    const printer = await start({ kind: 'paperLow' })
    expect(await transportTo(printer).print(job)).toMatchObject({ state: 'confirmed', printer: 'paper-low' })
  })

  test.each<[string, PrinterFault, PrinterWord]>([
    ['without paper', { kind: 'paperOut', afterLines: 0 }, 'paper-out'],
    ['with its cover open', { kind: 'coverOpen' }, 'cover-open'],
  ])('%s gets no byte of a job', async (_, fault, word) => {
    const printer = await start(fault)
    const result = await transportTo(printer).print(job)
    expect(result).toEqual({ state: 'failed-unsent', bytesWritten: 0, reason: word, printer: word })
    await printer.faults.clear()
    expect(printer.textSoFar()).toBe('')
    expect(textsOn(printer)).toEqual([])
  })

  test.each<[string, PrinterFault]>([
    ['asks for another model than it is', { kind: 'wrongModelName', name: 'TM-T88VII' }],
    ['sends automatic status that nobody asked for', { kind: 'asbNoise' }],
    ['reads slowly', { kind: 'drip', bytesPerSecond: 20_000 }],
  ])('that %s is understood all the same', async (_, fault) => {
    const printer = await start(fault)
    const result = await transportTo(printer, undefined, { completionMs: 5_000 }).print(job)
    expect(result).toMatchObject({ state: 'confirmed', printer: 'ready' })
    expect(textsOn(printer)).toEqual([whole])
  })

  test.each<[string, PrinterFault, PrinterWord]>([
    ['runs out of paper', { kind: 'paperOut', afterLines: 7 }, 'paper-out'],
    ['has its cover opened', { kind: 'coverOpen' }, 'cover-open'],
  ])(
    'that %s in the middle is waited for, and the receipt goes on where it stopped',
    async (_, fault, word) => {
      const printer = await startPrinter({ lineMs: 2 })
      const watch = when(word, () => printer.faults.clear())
      const transport = transportTo(printer)
      const printing = transport.print(job, watch)
      if (fault.kind === 'coverOpen') await untilOn(printer, 'SETOR TUNAI')
      await printer.faults.set(fault)
      expect(await printing).toMatchObject({ state: 'confirmed', printer: 'ready' })
      expect(watch.heard).toContain(word)
      expect(textsOn(printer)).toEqual([whole])
    },
  )

  test('that stays without paper in the middle is not waited for without end', async () => {
    const printer = await start({ kind: 'paperOut', afterLines: 7 })
    const result = await transportTo(printer, undefined, { stoppedMs: 50 }).print(job)
    expect(result).toMatchObject({ state: 'unknown', reason: 'stopped-midway', printer: 'paper-out' })
    expect(result.bytesWritten).toBe(job.length)
  })

  test('that loses power in the middle leaves the receipt unknown', async () => {
    const printer = await start({ kind: 'restartMidJob', afterLines: 5 })
    const result = await transportTo(printer).print(job)
    expect(result).toMatchObject({ state: 'unknown', reason: 'connection-lost', printer: 'offline' })
  })

  test('leaves the receipt unknown where the program ends before its word', async () => {
    const printer = await start({ kind: 'paperOut', afterLines: 7 })
    const ending = new AbortController()
    const watch = { ...when('paper-out', () => ending.abort()), signal: ending.signal }
    expect(await transportTo(printer).print(job, watch)).toMatchObject({
      state: 'unknown',
      reason: 'interrupted',
    })
  })
})

describe('a printer that is silent', () => {
  test('is never ready, and its receipt is sent without proof', async () => {
    const printer = await start({ kind: 'mute' })
    const memory = createMemory()
    expect(await transportTo(printer, memory).print(job)).toEqual({
      state: 'sent-unverified',
      bytesWritten: job.length,
      reason: 'no-report',
      printer: 'silent',
    })
    expect(await transportTo(printer, memory).look!(new AbortController().signal)).toBe('silent')
    expect(memory.abilities()).toEqual({ status: false })
    expect(textsOn(printer)).toEqual([whole])
  })

  test('once known as mute is not waited for, and its paper is whole', async () => {
    const printer = await start({ kind: 'mute' })
    const memory = createMemory()
    memory.learn({ status: false })
    const endless = { statusMs: 60_000, completionMs: 60_000 }
    const result = await transportTo(printer, memory, endless).print(job)
    expect(result).toMatchObject({ state: 'sent-unverified', printer: 'silent' })
    expect(textsOn(printer)).toEqual([whole])
  })

  test('once known as mute is asked again with every job, and believed when it speaks', async () => {
    const printer = await start()
    const memory = createMemory()
    memory.learn({ status: false })
    const transport = transportTo(printer, memory)
    await transport.print(job)
    expect(memory.abilities().status).toBe(true)
    expect(await transport.print(job)).toMatchObject({ state: 'confirmed', printer: 'ready' })
  })

  test('but used to answer gets no job, until that was so four times in a row', async () => {
    const printer = await start()
    const transport = transportTo(printer)
    await transport.print(job)
    await printer.faults.set({ kind: 'neverRead' })
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect(await transport.print(job)).toEqual({
        state: 'failed-unsent',
        bytesWritten: 0,
        reason: 'not-answering',
        printer: 'silent',
      })
    }
    expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified', printer: 'silent' })
    await printer.faults.clear()
    await printer.nextJob()
    expect((await printer.nextJob()).text).toBe(whole)
    expect(textsOn(printer)).toEqual([whole, whole])
  })

  test('and reads nothing is not reported as printed', async () => {
    const printer = await start({ kind: 'neverRead' })
    const result = await transportTo(printer).print(job)
    expect(result).toMatchObject({ state: 'sent-unverified', reason: 'no-report', printer: 'silent' })
    expect(printer.bytesRead()).toBe(0)
  })

  test('and takes only a part of a job leaves it unknown', async () => {
    const printer = await start({ kind: 'neverRead' })
    // More than both ends of a connection buffer.
    const long = Buffer.alloc(64 * 1024 * 1024, 'x')
    const result = await transportTo(printer).print(long)
    expect(result).toMatchObject({ state: 'unknown', reason: 'not-reading' })
    expect(result.bytesWritten).toBeGreaterThan(0)
    expect(result.bytesWritten).toBeLessThan(long.length)
  })

  test('about its paper only is not ready', async () => {
    const server = await startTcpServer({
      heard: (socket, heard) => heard.includes(Buffer.of(0x10, 4, 1)) && socket.write(Buffer.of(0x12)),
    })
    expect(await transportTo(server).look!(new AbortController().signal)).toBe('silent')
  })
})

describe('a printer that answers some questions', () => {
  /** Answers DLE EOT as if all were well, and whatever else a test wants. */
  const startClone = (more: (heard: Buffer) => Buffer | undefined = () => undefined) =>
    startTcpServer({
      heard(socket, heard) {
        if (heard.includes(Buffer.of(0x10, 4))) socket.write(Buffer.of(0x12))
        const answer = more(heard)
        if (answer) socket.write(answer)
      },
    })

  test('and never confirms is waited for once, then no longer', async () => {
    const clone = await startClone()
    const memory = createMemory()
    expect(await transportTo(clone, memory).print(job)).toMatchObject({
      state: 'sent-unverified',
      reason: 'no-report',
      printer: 'ready',
    })
    expect(memory.abilities()).toEqual({ status: true, completion: false })
    const again = transportTo(clone, memory, { completionMs: 60_000 })
    expect(await again.print(job)).toMatchObject({ state: 'sent-unverified', printer: 'ready' })
  })

  test('and confirms another job than ours has confirmed nothing', async () => {
    const clone = await startClone((heard) =>
      heard.includes(Buffer.of(0x1d, 0x28, 0x48)) ? Buffer.from('7"0001\0', 'latin1') : undefined,
    )
    expect(await transportTo(clone).print(job)).toMatchObject({ state: 'sent-unverified' })
  })

  test('and then no more is cut off: the receipt is unknown', async () => {
    let questions = 0
    const clone = await startTcpServer({
      heard(socket, heard) {
        if (heard.includes(Buffer.of(0x10, 4)) && ++questions <= 2) socket.write(Buffer.of(0x12))
      },
    })
    expect(await transportTo(clone).print(job)).toMatchObject({
      state: 'unknown',
      reason: 'connection-lost',
      printer: 'offline',
    })
  })

  test('but none while it prints is sent its receipt without proof, as it answers again in the end', async () => {
    let busyUntil = 0
    const clone = await startTcpServer({
      heard(socket, heard) {
        if (heard.length > 100) busyUntil = Date.now() + 200
        const questions = heard.includes(Buffer.of(0x10, 4))
        if (questions && Date.now() > busyUntil) socket.write(Buffer.of(0x12))
      },
    })
    expect(await transportTo(clone).print(job)).toMatchObject({
      state: 'sent-unverified',
      reason: 'no-report',
      printer: 'ready',
    })
  })

  test('and hangs up after the job leaves it unknown', async () => {
    const clone = await startTcpServer({
      heard(socket, heard) {
        if (heard.includes(Buffer.of(0x10, 4))) socket.write(Buffer.of(0x12))
        else socket.end()
      },
    })
    expect(await transportTo(clone).print(job)).toMatchObject({ state: 'unknown', reason: 'connection-lost' })
  })

  test('with a fault of its own gets no job', async () => {
    const clone = await startTcpServer({
      heard(socket, heard) {
        const answer = new Map([
          [1, 0x1a],
          [2, 0x52],
          [4, 0x12],
        ]).get(heard[2] ?? 0)
        if (answer) socket.write(Buffer.of(answer))
      },
    })
    expect(await transportTo(clone).print(job)).toEqual({
      state: 'failed-unsent',
      bytesWritten: 0,
      reason: 'printer-stopped',
      printer: 'offline',
    })
    expect(clone.received().includes(job.subarray(0, 4))).toBe(false)
  })
})

describe('no printer', () => {
  test('behind a closed port: not a byte was sent', async () => {
    const transport = transportTo({ port: await closedPort() })
    expect(await transport.print(job)).toEqual({
      state: 'failed-unsent',
      bytesWritten: 0,
      reason: 'unreachable',
      printer: 'offline',
    })
    expect(await transport.look!(new AbortController().signal)).toBe('offline')
  })

  test('behind a name that does not exist', async () => {
    const transport = createTcpTransport('printer.invalid', 9100, createMemory(), IMPATIENT)
    expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'unreachable' })
  })
})

test('an IPv6 address reaches its printer', async (context) => {
  if (!(await hasIpv6())) context.skip('this computer has no IPv6 loopback')
  const printer = await startPrinter({ host: '::1' })
  const transport = createTcpTransport('::1', printer.port, createMemory(), IMPATIENT)
  expect(await transport.print(job)).toMatchObject({ state: 'confirmed' })
})

test('a look ends early when it is called off', async () => {
  const printer = await start({ kind: 'neverRead' })
  const stop = new AbortController()
  const looking = transportTo(printer, undefined, { statusMs: 60_000 }).look!(stop.signal)
  stop.abort()
  await expect(looking).resolves.toBeDefined()
})

async function untilOn(printer: VirtualPrinter, text: string): Promise<void> {
  while (!printer.textSoFar().includes(text)) await new Promise((resolve) => setImmediate(resolve))
}

function hasIpv6(): Promise<boolean> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(0, '::1', () => resolve(true))
  })
}
