import { promisify } from 'node:util'

const LOCAL_AND_CONNECTED = 0x2 | 0x4
/** PRINTER_INFO_4W: two pointers to strings, the attributes, and padding to whole pointers. */
const ENTRY_BYTES = process.arch === 'ia32' ? 12 : 24
/** Room for some hundred printers and their names. */
const INFO_BYTES = 64 * 1024

/**
 * The names of this computer's printers, as Windows shows them; none where it does not say. Level 4 asks the registry only, so
 * that a printer server that is off costs no waiting (EnumPrinters, winspool.h).
 * @param path `winspool.drv`; the tests have a stand-in
 */
export async function listWindowsPrinters(path = 'winspool.drv'): Promise<string[]> {
  const { default: koffi } = await import('koffi')
  const outCount = koffi.out(koffi.pointer('uint32_t'))
  const types = ['uint32_t', 'str16', 'uint32_t', 'void *', 'uint32_t', outCount, outCount]
  const enumerate = promisify(koffi.load(path).func('__stdcall', 'EnumPrintersW', 'int', types).async) as (
    ...args: unknown[]
  ) => Promise<number>
  const info = Buffer.alloc(INFO_BYTES)
  const found: [number] = [0]
  if (!(await enumerate(LOCAL_AND_CONNECTED, null, 4, info, info.length, [0], found))) return []
  return Array.from({ length: found[0] }, (_, n) => koffi.decode(info, n * ENTRY_BYTES, 'str16') as string)
}
