import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Status } from '#shared/contract.ts'
import { toInstant } from '#shared/time.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { readConfig } from '../config.ts'
import { createLog, type LogFields } from '../log.ts'
import { createDiagnostics } from './diagnostics.ts'

const status = {
  ...{ connection: 'online', printer: 'ready', printQueue: 0, openUnknowns: 2, lowBalance: false },
  ...{ clockOffsetMs: 12, customer: 'ARDHA' },
} as unknown as Status

function around(saved: string[] = [], cancelled = false) {
  const folder = temporaryFolder()
  const log = createLog(join(folder, 'logs'))
  log.error('call.failed', { method: 'deposit.submit', pin: '359569' } as LogFields)
  const config = {
    ...readConfig(
      { TELLER_MODE: 'live', TELLER_API_URL: 'https://user:geheim@bank.example:8443/x' },
      folder,
      false,
    ),
    printer: 'tcp://192.168.7.7:9100',
    secretOfTomorrow: 'geheim',
  }
  const program = { version: '0.1.0', commit: 'abc', electronVersion: '1', fallbackRuntime: false }
  return createDiagnostics({
    ...{ program, config, folder, clock: testClock(), status: () => status },
    updates: () => ({
      ...{ state: 'waiting', reason: 'signed-in', version: '0.2.0', file: '/home/geheim/teller.deb' },
      at: toInstant(0),
    }),
    saveFile: async (name, make) => {
      if (cancelled) return undefined
      saved.push(String(await make()))
      return name
    },
  })
}

test('says what a helpdesk asks, and nothing that it does not name', () => {
  const { text } = around().read()
  for (const part of [
    '"version": "0.1.0"',
    '"api": "bank.example:8443"',
    '"openUnknowns": 2',
    'deposit.submit',
    '"reason": "signed-in"',
  ])
    expect(text).toContain(part)
  for (const secret of ['geheim', 'user', '359569', 'ARDHA', '192.168.7.7'])
    expect(text).not.toContain(secret)
})

test('saves exactly what was shown, or nothing when cancelled', async () => {
  const saved: string[] = []
  const diagnostics = around(saved)
  const { text } = diagnostics.read()
  expect(await diagnostics.save()).toEqual({
    name: expect.stringMatching(/^bankplus-teller-\d{4}-\d\d-\d\d\.txt$/),
  })
  expect(saved).toEqual([text])
  expect(await around([], true).save()).toEqual({})
})
