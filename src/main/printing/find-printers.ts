import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand, type RunCommand } from './transports/cups.ts'
import { listWindowsPrinters } from './transports/winspool-printers.ts'

/** A printer, or a port where one may be. */
export interface FoundPrinter {
  /** the `printer` setting that reaches it */
  setting: string
  name: string
}

/** Where serial ports and USB printers appear on Linux: a name by itself says nothing, so that all are offered. */
const LINUX_DEVICES = [
  { folder: 'dev/usb', pattern: /^lp\d+$/, way: 'file' },
  { folder: 'dev', pattern: /^(ttyUSB|ttyACM|rfcomm)\d+$/, way: 'serial' },
] as const

/** Looks for printers on this computer. What cannot be asked is left out; nothing is printed, no port is opened. */
export async function findPrinters(): Promise<FoundPrinter[]> {
  const ways =
    process.platform === 'win32'
      ? [windowsPrinters(), serialPorts()]
      : process.platform === 'darwin'
        ? [cupsQueues(), serialPorts()]
        : [cupsQueues(), linuxDevices()]
  const found = await Promise.all(ways.map((way) => way.catch(() => [])))
  return found.flat()
}

/** @param run for tests */
export async function cupsQueues(run: RunCommand = runCommand): Promise<FoundPrinter[]> {
  const { stdout } = await run('lpstat', ['-e'])
  const queues = stdout.split('\n').filter((queue) => queue !== '')
  return queues.map((queue) => ({ setting: `cups:${queue}`, name: queue }))
}

/**
 * Not by serialport's own list on Linux: it runs udevadm, and where that is missing its error ends the program.
 * @param root for tests
 */
export async function linuxDevices(root = '/'): Promise<FoundPrinter[]> {
  const found = await Promise.all(
    LINUX_DEVICES.map(async ({ folder, pattern, way }) => {
      const names = await readdir(join(root, folder)).catch(() => [])
      const paths = names.filter((name) => pattern.test(name)).map((name) => `/${folder}/${name}`)
      return paths.sort().map((path) => ({ setting: `${way}:${path}`, name: path }))
    }),
  )
  return found.flat()
}

async function windowsPrinters(): Promise<FoundPrinter[]> {
  return (await listWindowsPrinters()).map((name) => ({ setting: `winspool:${name}`, name }))
}

async function serialPorts(): Promise<FoundPrinter[]> {
  const { SerialPort } = await import('serialport')
  const ports = (await SerialPort.list()) as { path: string; manufacturer?: string }[]
  return ports.map(({ path, manufacturer }) => ({
    setting: `serial:${path}`,
    name: manufacturer ? `${path} (${manufacturer})` : path,
  }))
}
