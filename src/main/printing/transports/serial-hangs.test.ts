import { Duplex } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { IMPATIENT } from '../../../../tests/support/printing.ts'
import { createMemory } from '../memory.ts'
import { createSerialTransport } from './serial.ts'

const opened = vi.hoisted(() => ({ ports: 0, release: undefined as (() => void) | undefined }))

// A driver whose close hangs, as of Bluetooth printers that went out of reach.
vi.mock('serialport', () => ({
  SerialPort: class extends Duplex {
    isOpen = false
    constructor({ path }: { path: string }) {
      super()
      if (path === 'BROKEN') throw new Error('no binding')
    }
    open(done: () => void) {
      opened.ports++
      this.isOpen = true
      done()
    }
    close(done: () => void) {
      opened.release = done
    }
    override _read() {}
    override _write(_piece: Buffer, _encoding: string, taken: () => void) {
      taken()
    }
  },
}))

const job = Buffer.from('\x1b@BNI\n')

test('a port that hangs when it is closed keeps no receipt waiting and is not opened again until it returns', async () => {
  const transport = createSerialTransport('COM7', 115_200, createMemory(), IMPATIENT, 20)
  expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified' })
  expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'unreachable' })
  expect(opened.ports).toBe(1)
  opened.release!()
  expect(await transport.print(job)).toMatchObject({ state: 'sent-unverified' })
  expect(opened.ports).toBe(2)
})

test('a driver that is broken has printed nothing', async () => {
  const transport = createSerialTransport('BROKEN', 9_600)
  for (let n = 0; n < 2; n++) {
    expect(await transport.print(job)).toMatchObject({ state: 'failed-unsent', reason: 'unreachable' })
  }
})
