import type { Failure } from '#shared/result.ts'
import type { MoneyKind, MoneyState } from '#shared/money-states.ts'
import type { AuditVerdict } from '../../src/main/journal/audit.ts'

/** What the harness asks a workstation's process: a service method as the window would call it, or JOURNAL, how its journal stands. */
export type Call = { id: number; method: string; input: unknown }

/** `failure` is what the window would be told; `broken` is what it would be told as INTERNAL. */
export type Reply =
  | { id: number; value: unknown }
  | { id: number; failure: Failure }
  | { id: number; broken: string }
  | { ready: true }

export interface RowView {
  attemptId: string
  transactionId: string
  reference: string
  kind: MoneyKind
  state: MoneyState
  account: string
  amountSen: bigint
  feeSen: bigint
  hasReceipt: boolean
}

/** A journal as it stands on the disk, read over a connection of its own. */
export interface JournalView {
  rows: RowView[]
  audit: AuditVerdict
  /** entries of the trail that say that a tail was cut off */
  cutTails: number
  /** originals that were ever queued, as `transactionId kind` */
  originals: string[]
}
