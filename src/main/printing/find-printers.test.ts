import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { cupsQueues, findPrinters, linuxDevices } from './find-printers.ts'

test('queues of CUPS', async () => {
  const run = async () => ({ status: 0, stdout: 'RCPT\nOffice_Laser\n', missing: false })
  expect(await cupsQueues(run)).toEqual([
    { setting: 'cups:RCPT', name: 'RCPT' },
    { setting: 'cups:Office_Laser', name: 'Office_Laser' },
  ])
})

test('USB printers and the ports where serial ones may be, on Linux', async () => {
  const root = temporaryFolder()
  mkdirSync(join(root, 'dev/usb'), { recursive: true })
  for (const name of ['usb/lp1', 'usb/lp0', 'usb/hiddev0', 'ttyUSB0', 'rfcomm0', 'tty1', 'null'])
    writeFileSync(join(root, 'dev', name), '')
  expect((await linuxDevices(root)).map(({ setting }) => setting)).toEqual([
    'file:/dev/usb/lp0',
    'file:/dev/usb/lp1',
    'serial:/dev/rfcomm0',
    'serial:/dev/ttyUSB0',
  ])
})

test('a computer without any of it has none', async () => {
  expect(await linuxDevices(temporaryFolder())).toEqual([])
  expect(await cupsQueues(async () => ({ status: undefined, stdout: '', missing: true }))).toEqual([])
  // Whatever this one has, asking does no harm.
  await expect(findPrinters()).resolves.toBeInstanceOf(Array)
})
