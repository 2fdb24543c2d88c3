import { join } from 'node:path'
import { scriptsAtSignIn } from '../tests/support/scripts-at-sign-in.ts'
import { PROJECT } from './electron.ts'
import { spread, type Figure } from './figure.ts'

export const bytes: Figure = {
  id: 'bytes',
  measure: async () => {
    const scripts = scriptsAtSignIn(join(PROJECT, 'out/renderer'))
    const kilobytes = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1_000
    return [
      {
        ...{ figure: 'scripts loaded at sign-in, gzip', unit: 'kB' },
        ...{ value: spread([kilobytes]), goal: { of: 'value', atMost: 110 } },
        note: `${scripts.length} files`,
      },
    ]
  },
}
