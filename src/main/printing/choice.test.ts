import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { PrinterChoice } from '#shared/contract/printing.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createPrinterChoices, isChoosable } from './choice.ts'

const GIVEN: PrinterChoice = {
  setting: 'none',
  columns: 32,
  cut: 'full',
  feedLines: 4,
  agentCopy: false,
  drawer: false,
  qr: false,
}
const CHOSEN: PrinterChoice = { ...GIVEN, setting: 'tcp://192.168.1.50:9100', columns: 48, qr: true }

function inFolder(content?: string) {
  const folder = temporaryFolder()
  const file = join(folder, 'printer.json')
  if (content !== undefined) writeFileSync(file, content)
  const log = eventLog()
  const open = (fixed = false) => createPrinterChoices(folder, GIVEN, fixed, log)
  return { folder, file, events: log.events, open }
}

describe('the choice of a printer', () => {
  it("is the outlet's until somebody chooses, and outlives the program", () => {
    const { open, folder } = inFolder()
    const first = open()
    expect(first.current()).toEqual(GIVEN)
    first.save(CHOSEN)
    expect(first.current()).toEqual(CHOSEN)
    expect(open().current()).toEqual(CHOSEN)
    expect(readdirSync(folder)).toEqual(['printer.json'])
  })

  it('gives way to the configuration, also where it was made before', () => {
    const { open, file } = inFolder()
    open().save(CHOSEN)
    const fixed = open(true)
    expect(fixed.current()).toEqual(GIVEN)
    expect(() => fixed.save(CHOSEN)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ rule: 'set-by-administrator' }) as object,
      }),
    )
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(CHOSEN)
  })

  it.each(['', '{', '[]', '{"setting":"none"}', JSON.stringify({ ...CHOSEN, columns: 40 })])(
    'does without a file that holds %j, and the log says so',
    (content) => {
      const { open, events } = inFolder(content)
      expect(open().current()).toEqual(GIVEN)
      expect(events).toEqual(['printer-choice.unreadable'])
    },
  )

  it('that cannot be written changes nothing', () => {
    const { open, file } = inFolder()
    mkdirSync(`${file}.new`)
    const choices = open()
    expect(() => choices.save(CHOSEN)).toThrow(
      expect.objectContaining({ failure: { code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' } }),
    )
    expect(choices.current()).toEqual(GIVEN)
  })
})

test.each([
  'none',
  'virtual',
  'tcp://192.168.1.50:9100',
  'tcp://10.1.2.3:9100',
  'tcp://172.31.0.9:9100',
  'tcp://127.0.0.1:9100',
  'tcp://[fd00::50]:9100',
  'tcp://[fe80::1]:9100',
  'tcp://kasir-1:9100',
  'tcp://printer.local:9100',
  'serial:COM3',
  'serial:/dev/rfcomm0?baud=115200',
  'serial:/dev/ttyUSB0',
  'file:/dev/usb/lp0',
  'cups:RCPT',
  'winspool:POS-58',
])('%s may be chosen on a screen', (setting) => {
  expect(isChoosable(setting)).toBe(true)
})

test.each([
  'tcp://8.8.8.8:9100',
  'tcp://172.32.0.1:9100',
  'tcp://1921.example.com:9100',
  'tcp://[2001:db8::1]:9100',
  'tcp://192.168.1.50.example.com:9100',
  'tcp://192.168.1.50',
  'file:/home/agent/.profile',
  'file:/dev/../home/agent/.profile',
  'file:/dev/shm/x',
  'file:/dev/sda',
  'file:\\\\HOST\\SHARE',
  'serial:/home/agent/.profile',
  'serial:/dev/../etc/passwd',
  'cups:-oraw',
  'http://192.168.1.50:9100',
  '',
])('%s may not', (setting) => {
  expect(isChoosable(setting)).toBe(false)
})
