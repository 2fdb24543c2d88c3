import { expect, it } from 'vitest'
import { networkPrinter } from './network-printer.ts'

it.each([
  ['192.168.1.50', 'tcp://192.168.1.50:9100'],
  [' 192.168.1.50:9101 ', 'tcp://192.168.1.50:9101'],
  ['kasir-1', 'tcp://kasir-1:9100'],
  ['printer.local:9100', 'tcp://printer.local:9100'],
  ['fd00::50', 'tcp://[fd00::50]:9100'],
  ['[fd00::50]:9100', 'tcp://[fd00::50]:9100'],
  ['tcp://10.0.0.9:9100', 'tcp://10.0.0.9:9100'],
  ['serial:COM3', 'serial:COM3'],
])('%j is %s', (typed, setting) => {
  expect(networkPrinter(typed)).toBe(setting)
})
