import type { SerialPort } from 'serialport'
import { createConversation, type Link, type Patience } from '../conversation.ts'
import { createMemory, type PrinterMemory } from '../memory.ts'
import { UNWATCHED, type Transport } from '../transport.ts'

/** A Bluetooth printer is connected to when its port is opened, which takes seconds. */
const OPEN_MS = 10_000
/** start bit, eight data bits, stop bit */
const BITS_PER_BYTE = 10

/**
 * A printer on a serial port: RS-232, a USB adapter, or Bluetooth. Not looked at while idle: each look would open the port, which
 * makes Bluetooth printers connect, beep and empty their batteries.
 * @param path `COM3`, `/dev/ttyUSB0`
 */
export function createSerialTransport(
  path: string,
  baudRate: number,
  memory: PrinterMemory = createMemory(),
  patience?: Patience,
): Transport {
  let opening = false

  const open = async (signal: AbortSignal): Promise<Link | undefined> => {
    // An open that hangs holds one of Node's four file threads: there is never a second one.
    if (opening || signal.aborted) return undefined
    opening = true
    const { SerialPort } = await import('serialport')
    const port = new SerialPort({ path, baudRate, autoOpen: false, endOnClose: true })
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
        opening = false
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        if (error) return resolve(undefined)
        const link = linkOf(port, baudRate)
        if (givenUp) void link.close(false)
        else resolve(link)
      })
    })
  }
  const { print } = createConversation(open, memory, patience)
  return { print: (job, watch = UNWATCHED) => print(job, watch) }
}

const linkOf = (port: SerialPort, baudRate: number): Link => ({
  stream: port,
  transmitMs: (bytes) => Math.ceil((bytes * BITS_PER_BYTE * 1000) / baudRate),
  close: () =>
    new Promise((resolve) => {
      if (!port.isOpen) return resolve()
      port.close(() => resolve())
    }),
})
