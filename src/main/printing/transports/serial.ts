import type { SerialPort } from 'serialport'
import { createConversation, type Link, type Patience } from '../conversation.ts'
import { createMemory, type PrinterMemory } from '../memory.ts'
import { UNWATCHED, type Transport } from '../transport.ts'

/** A Bluetooth printer is connected to when its port is opened, which takes seconds. */
const OPEN_MS = 10_000
/** A Bluetooth printer that went out of reach can hang in its driver. */
const CLOSE_MS = 3_000
/** start bit, eight data bits, stop bit */
const BITS_PER_BYTE = 10

/**
 * A printer on a serial port: RS-232, a USB adapter, or Bluetooth. Not looked at while idle: each look would open the port, which
 * makes Bluetooth printers connect, beep and empty their batteries.
 * @param path `COM3`, `/dev/ttyUSB0`
 * @param closeMs for tests, as is `patience`
 */
export function createSerialTransport(
  path: string,
  baudRate: number,
  memory: PrinterMemory = createMemory(),
  patience?: Patience,
  closeMs = CLOSE_MS,
): Transport {
  let inUse = false
  const released = () => {
    inUse = false
  }

  const open = async (signal: AbortSignal): Promise<Link | undefined> => {
    // A call that hangs holds one of Node's four file threads: there is never a second one.
    if (inUse || signal.aborted) return undefined
    inUse = true
    const port = await portOf(path, baudRate).catch(() => undefined)
    if (!port) {
      released()
      return undefined
    }
    return new Promise((resolve) => {
      let givenUp = false
      const giveUp = () => {
        givenUp = true
        resolve(undefined)
      }
      const timer = setTimeout(giveUp, OPEN_MS)
      signal.addEventListener('abort', giveUp, { once: true })
      // An error without a listener would end the program; what it means is read from 'close'.
      port.on('error', () => undefined)
      port.open((error) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        if (error) {
          released()
          return resolve(undefined)
        }
        const link = linkOf(port, baudRate, closeMs, released)
        if (givenUp) void link.close(false)
        else resolve(link)
      })
    })
  }
  const { print } = createConversation(open, memory, patience)
  return { print: (job, watch = UNWATCHED) => print(job, watch) }
}

async function portOf(path: string, baudRate: number): Promise<SerialPort> {
  const { SerialPort } = await import('serialport')
  return new SerialPort({ path, baudRate, autoOpen: false, endOnClose: true })
}

/** @param released told once the port is closed, however late */
const linkOf = (port: SerialPort, baudRate: number, closeMs: number, released: () => void): Link => ({
  stream: port,
  transmitMs: (bytes) => Math.ceil((bytes * BITS_PER_BYTE * 1000) / baudRate),
  close: () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, closeMs)
      const closed = () => {
        clearTimeout(timer)
        released()
        resolve()
      }
      if (port.isOpen) port.close(closed)
      else closed()
    }),
})
