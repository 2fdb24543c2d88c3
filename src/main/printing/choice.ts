import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIPv4, isIPv6 } from 'node:net'
import { join } from 'node:path'
import { printerChoice, type PrinterChoice } from '#shared/contract/printing.ts'
import { TellerError } from '#shared/result.ts'
import { printerAddress } from '../settings.ts'
import type { Log } from '../log.ts'

/** The printer that was chosen on the set-up screen, in `printer.json` of the mode's folder. */
export interface PrinterChoices {
  /** outlet.json or the environment says which printer: nothing is chosen here */
  fixed: boolean
  current(): PrinterChoice
  /** @throws TellerError INVALID_INPUT setting; UNAVAILABLE disk: what was chosen before then stays */
  save(choice: PrinterChoice): void
}

/**
 * @param given what holds until somebody chooses
 * @param fixed whether `given` has the last word
 */
export function createPrinterChoices(
  folder: string,
  given: PrinterChoice,
  fixed: boolean,
  log: Log,
): PrinterChoices {
  const path = join(folder, 'printer.json')
  let current = (fixed ? undefined : readStored(path, log)) ?? given
  return {
    fixed,
    current: () => current,
    save(choice) {
      if (fixed) throw refused('set-by-administrator')
      if (!isChoosable(choice.setting)) throw refused('printer-address')
      try {
        // Beside it first: a full disk must not leave half a file.
        writeFileSync(`${path}.new`, JSON.stringify(choice), { mode: 0o600 })
        renameSync(`${path}.new`, path)
      } catch (cause) {
        throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
      }
      current = choice
    },
  }
}

const refused = (rule: string) => new TellerError({ code: 'INVALID_INPUT', field: 'setting', rule })

/** A choice that cannot be read any more is no reason not to start. */
function readStored(path: string, log: Log): PrinterChoice | undefined {
  try {
    return printerChoice.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn('printer-choice.unreadable', { error })
    return undefined
  }
}

const PRINTER_DEVICE = /^file:\/dev\/(usb\/)?lp\d+$/
const SERIAL_PORT =
  /^serial:(COM\d{1,3}|\/dev\/(tty(USB|ACM|S)\d+|rfcomm\d+|(tty|cu)\.[\w.-]+))(\?baud=\d{3,7})?$/

/**
 * Whether a screen may choose it. outlet.json may name any; a screen must not be able to send receipts to the far end of the world
 * or to write into a file, should somebody take the window over.
 */
export function isChoosable(setting: string): boolean {
  if (setting === 'none' || setting === 'virtual') return true
  if (!printerAddress.safeParse(setting).success) return false
  if (setting.startsWith('file:')) return PRINTER_DEVICE.test(setting)
  if (setting.startsWith('serial:')) return SERIAL_PORT.test(setting)
  return setting.startsWith('tcp:') ? isNearby(new URL(setting).hostname) : true
}

/** Addresses that no router of the internet passes on (RFC 1918, 3927, 4193, 4291), and names without a public domain. */
function isNearby(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIPv4(host)) return /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)
  if (isIPv6(host)) return host === '::1' || /^(f[cd]|fe[89ab])/.test(host)
  return /^[a-z0-9-]+(\.(local|lan|home\.arpa|internal))?$/.test(host)
}
