import { describe, expect, test } from 'vitest'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import type { PrinterFault } from '../../../sandbox/printer/virtual-printer.ts'
import { IMPATIENT, startPrinter } from '../../../../tests/support/printing.ts'
import { noPty, openPty, wirePty } from '../../../../tests/support/pty.ts'
import { documentDeposit } from '../../../../tests/support/receipt-facts.ts'
import { encode } from '../encode.ts'
import { createMemory } from '../memory.ts'
import { createSerialTransport } from './serial.ts'

const job = encode(layout(confirmedReceipt(documentDeposit), 32), 32)
const FAST = 115_200

if (noPty) console.log(`serial lines skipped: ${noPty}`)

describe.skipIf(noPty)('a printer on a serial line', () => {
  async function start(...faults: PrinterFault[]) {
    const printer = await startPrinter({}, ...faults)
    const pty = openPty()
    wirePty(pty, printer.port)
    return { printer, pty, transport: createSerialTransport(pty.path, FAST, createMemory(), IMPATIENT) }
  }

  test('answers and confirms as on the network', async () => {
    const { printer, transport } = await start()
    expect(await transport.print(job)).toEqual({
      state: 'confirmed',
      bytesWritten: job.length,
      printer: 'ready',
    })
    expect((await printer.nextJob()).text).toContain('SETOR TUNAI')
  })

  test('prints one job after the other, each with its port opened anew', async () => {
    const { printer, transport } = await start()
    for (let n = 1; n <= 3; n++) expect(await transport.print(job)).toMatchObject({ state: 'confirmed' })
    expect(printer.jobs).toHaveLength(3)
  })

  test('without paper gets no byte of a job', async () => {
    const { printer, transport } = await start({ kind: 'paperOut', afterLines: 0 })
    expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'paper-out' })
    expect(printer.bytesRead()).toBeLessThan(12)
  })

  test('that is mute gets the whole job', async () => {
    const { pty, transport } = await start({ kind: 'mute' })
    expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified', printer: 'silent' })
    expect(pty.received().includes(job)).toBe(true)
  })

  test('unplugged in the middle leaves the receipt unknown', async () => {
    const { transport } = await start({ kind: 'resetAfterBytes', bytes: 300 })
    expect(await transport.print(job)).toMatchObject({
      state: 'unknown',
      reason: 'connection-lost',
      printer: 'offline',
    })
  })
})

test('a port that does not exist: not a byte was sent', async () => {
  const transport = createSerialTransport('/dev/no-such-port', FAST)
  expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'unreachable' })
})

test('is not looked at while idle', () => {
  expect(createSerialTransport('COM3', FAST).look).toBeUndefined()
})
