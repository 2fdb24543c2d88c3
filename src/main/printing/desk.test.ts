import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { expect, it, onTestFinished } from 'vitest'
import type { PrinterChoice } from '#shared/contract/printing.ts'
import { testPage } from '#shared/slips.ts'
import { createClock } from '../clock.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { journalWith, startPrinter } from '../../../tests/support/printing.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createPrinterChoices } from './choice.ts'
import { createPrinterDesk } from './desk.ts'

const NONE: PrinterChoice = {
  setting: 'none',
  columns: 32,
  cut: 'full',
  feedLines: 4,
  agentCopy: false,
  drawer: false,
  qr: false,
}

function startDesk(given: PrinterChoice = NONE, virtual?: string, logoFiles: string[] = []) {
  const log = eventLog()
  const folder = temporaryFolder()
  const desk = createPrinterDesk({
    ...{ database: journalWith(0), clock: createClock(), log, virtual, logoFiles },
    choices: createPrinterChoices(folder, given, false, log),
    changed: () => undefined,
    printerChanged: () => undefined,
  })
  onTestFinished(desk.queue.close)
  return { ...desk, events: log.events }
}

const page = (columns: 32 | 48) => testPage({ ...documentDeposit, setting: 'x', columns })
const address = (port: number) => `tcp://127.0.0.1:${port}`

it('prints on the chosen printer from the next job on, as wide as its paper', async () => {
  const [first, second] = [await startPrinter(), await startPrinter({ columns: 48 })]
  const desk = startDesk({ ...NONE, setting: address(first.port) })
  expect(await desk.queue.slip(page(32))).toMatchObject({ state: 'confirmed' })
  desk.choose({ ...NONE, setting: address(second.port), columns: 48 })
  expect(await desk.queue.slip(page(48))).toMatchObject({ state: 'confirmed' })
  expect([first.jobs.length, second.jobs.length]).toEqual([1, 1])
  expect(second.jobs[0]).toMatchObject({ overflow: false, end: 'cut' })
  expect(desk.settings()).toMatchObject({
    ...{ fixed: false, hasVirtual: false, reportsStatus: true, reportsCompletion: true },
    choice: { setting: address(second.port), columns: 48 },
  })
})

it('says of a printer that it never met nothing, and of a mute one never that there is paper', async () => {
  const mute = await startPrinter({}, { kind: 'mute' })
  const desk = startDesk({ ...NONE, setting: address(mute.port) })
  expect(desk.settings()).not.toHaveProperty('reportsStatus')
  expect(await desk.probe(address(mute.port))).toBe('silent')
})

it('looks at an address without printing', async () => {
  const printer = await startPrinter({}, { kind: 'paperLow' })
  const desk = startDesk()
  expect(await desk.probe(address(printer.port))).toBe('paper-low')
  await printer.faults.set({ kind: 'refuse' })
  expect(await desk.probe(address(printer.port))).toBe('offline')
  expect(await desk.probe('none')).toBe('none')
  expect(await desk.probe('serial:/dev/ttyS99')).toBe('unproven')
  expect(printer.jobs).toEqual([])
})

it("knows training's printer by its name, since its address is another at each start", async () => {
  const virtual = await startPrinter()
  const desk = startDesk({ ...NONE, setting: 'virtual' }, address(virtual.port))
  expect(await desk.queue.slip(page(32))).toMatchObject({ state: 'confirmed' })
  expect(desk.settings()).toMatchObject({ hasVirtual: true, choice: { setting: 'virtual' } })
  const without = startDesk({ ...NONE, setting: 'virtual' })
  expect(await without.queue.slip(page(32))).toMatchObject({ reason: 'no-printer' })
})

it('prints the logo of the outlet above everything, and receipts without one that cannot be read', async () => {
  const file = join(temporaryFolder(), 'logo.png')
  writeFileSync(file, PNG.sync.write(new PNG({ width: 24, height: 24, fill: true })))
  const printer = await startPrinter()
  const given = { ...NONE, setting: address(printer.port) }
  await startDesk(given, undefined, ['/no-such-file', file]).queue.slip(page(32))
  expect(printer.jobs[0]!.marks[0]).toMatchObject({ kind: 'image' })

  writeFileSync(file, 'not a picture')
  const broken = startDesk(given, undefined, [file])
  expect(await broken.queue.slip(page(32))).toMatchObject({ state: 'confirmed' })
  expect(printer.jobs[1]!.marks[0]).toMatchObject({ kind: 'text' })
  expect(broken.events).toContain('logo.unreadable')
})
