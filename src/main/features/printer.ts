import type { Output, ParsedInput } from '#shared/contract.ts'
import type { PrinterSettings } from '#shared/contract/printing.ts'
import { TellerError } from '#shared/result.ts'
import { testPage } from '#shared/slips.ts'
import type { Zone } from '#shared/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from '../journal/audit.ts'
import { isChoosable } from '../printing/choice.ts'
import type { PrinterDesk } from '../printing/desk.ts'
import { findPrinters } from '../printing/find-printers.ts'
import { slipFacts, slipResult } from '../printing/slips.ts'
import type { Session } from '../session.ts'

/** The set-up of the printer: which one, what paper, and does it work. */
interface Parts {
  printerDesk: PrinterDesk
  session: Pick<Session, 'caller'>
  clock: Clock
  audit: Audit
  outlet: { training: boolean; zone: Zone }
}

export async function listPrinters({ printerDesk }: Parts): Promise<Output<'printer.find'>> {
  const own = printerDesk.settings().hasVirtual ? [{ setting: 'virtual', name: 'virtual' }] : []
  return { items: [...own, ...(await findPrinters())] }
}

/** @throws TellerError INVALID_INPUT for an address that a screen must not name */
export async function probePrinter(
  { printerDesk }: Parts,
  { setting }: ParsedInput<'printer.probe'>,
): Promise<Output<'printer.probe'>> {
  if (!isChoosable(setting)) {
    throw new TellerError({ code: 'INVALID_INPUT', field: 'setting', rule: 'printer-address' })
  }
  return { word: await printerDesk.probe(setting) }
}

export function choosePrinter(
  { printerDesk, session, audit }: Parts,
  choice: ParsedInput<'printer.choose'>,
): PrinterSettings {
  const { username } = session.caller().profile
  printerDesk.choose(choice)
  audit.append({ actor: username, subject: '', event: 'printer-chosen', detail: { ...choice } })
  return printerDesk.settings()
}

export async function printTestPage(parts: Parts): Promise<Output<'printer.testPage'>> {
  const { printerDesk, session, outlet, clock } = parts
  const { setting, columns } = printerDesk.settings().choice
  const facts = slipFacts(session.caller().profile, outlet, clock.now())
  return slipResult(await printerDesk.queue.slip(testPage({ ...facts, setting, columns })))
}

/** Opened without a receipt, so that it is written down who did it. */
export async function testDrawer(parts: Parts): Promise<Output<'printer.openDrawer'>> {
  const { username } = parts.session.caller().profile
  parts.audit.append({ actor: username, subject: '', event: 'drawer-opened', detail: {} })
  return slipResult(await parts.printerDesk.queue.openDrawer())
}
