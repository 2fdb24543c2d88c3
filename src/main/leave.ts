import { app } from 'electron'
import { keychainHangs } from './keychain.ts'

/**
 * Ends the program, whose parts are closed. Node waits at its end for every thread, and one that asks a locked Secret Service may never
 * come back: then the process leaves without waiting, which only C's `_exit` can.
 */
export async function leave(code = 0): Promise<void> {
  if (!keychainHangs() || process.platform !== 'linux') return app.exit(code)
  const { default: koffi } = await import('koffi')
  koffi.load(null).func('void _exit(int)')(code)
}
