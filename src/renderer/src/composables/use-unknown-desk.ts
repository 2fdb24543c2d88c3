import { computed, ref, shallowRef } from 'vue'
import type { CashChoice, HeldCash, Input, JournalDetail, UnknownItem } from '#shared/contract.ts'
import { add, ZERO } from '#shared/money.ts'
import type { TransactionId } from '#shared/references.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { cashMeaning, type CashMeaning } from '../cash-words.ts'

/** One line of the desk: an open unknown, or cash of something settled that has to be given back. */
export interface DeskEntry {
  row: HeldCash['row']
  meaning: CashMeaning | undefined
  /** undefined once it is settled */
  unknown: UnknownItem | undefined
}

export type Resolution = Omit<Input<'unknown.resolve'>, 'transactionId'>

/** The open unknowns and the cash that is owed, and one of them opened with everything that is known of it. */
export function useUnknownDesk(call: Call) {
  const unknowns = shallowRef<UnknownItem[]>([])
  const held = shallowRef<HeldCash[]>([])
  /** whether a switcher is there to be asked */
  const checked = ref(false)
  const loaded = ref(false)
  const failure = shallowRef<Failure>()
  const opened = ref<TransactionId>()
  const detail = shallowRef<JournalDetail>()
  const busy = ref<'cash' | 'check' | 'resolve'>()

  const entries = computed((): DeskEntry[] => [
    ...unknowns.value.map((unknown) => ({
      row: unknown.row,
      meaning: cashMeaning({ ...unknown.row, cash: unknown.cash }),
      unknown,
    })),
    ...held.value
      .filter(({ owed }) => owed)
      .map(({ row }) => ({ row, meaning: 'owed' as const, unknown: undefined })),
  ])
  const item = computed(() => unknowns.value.find(({ row }) => row.transactionId === opened.value))
  /** Customers' cash that lies in the drawer, counted or not. */
  const heldTotal = computed(() =>
    held.value.reduce((total, { row }) => add(total, add(row.amount, row.fee)), ZERO),
  )

  async function load(): Promise<void> {
    const [list, cash] = await Promise.all([call('unknown.list', {}), call('cash.held', {})])
    loaded.value = true
    if (list.ok && cash.ok) {
      failure.value = undefined
      unknowns.value = list.value.items
      checked.value = list.value.checked
      held.value = cash.value.items
    } else failure.value = list.ok ? (cash.ok ? undefined : cash.failure) : list.failure
    if (opened.value) await readDetail(opened.value)
  }

  async function readDetail(transactionId: TransactionId): Promise<void> {
    const result = await call('journal.detail', { transactionId })
    if (opened.value !== transactionId) return
    if (result.ok) detail.value = result.value
    else failure.value = result.failure
  }

  async function open(transactionId: TransactionId): Promise<void> {
    opened.value = transactionId
    detail.value = undefined
    failure.value = undefined
    await readDetail(transactionId)
  }

  function close(): void {
    opened.value = undefined
    detail.value = undefined
    failure.value = undefined
  }

  /** Does one thing to the opened transaction, then reads the desk anew. @returns why it was not done */
  async function act<T>(
    kind: NonNullable<typeof busy.value>,
    ask: (of: TransactionId) => Promise<Result<T>>,
  ): Promise<Failure | undefined> {
    if (!opened.value || busy.value) return undefined
    busy.value = kind
    const result = await ask(opened.value)
    await load()
    busy.value = undefined
    return result.ok ? undefined : result.failure
  }

  /** As {@link act}, with the failure beside the transaction. */
  async function actHere<T>(...[kind, ask]: Parameters<typeof act<T>>): Promise<void> {
    const refused = await act(kind, ask)
    if (refused) failure.value = refused
  }

  return {
    ...{ entries, item, detail, opened, checked, loaded, failure, busy, heldTotal },
    ...{ load, open, close },
    check: () => actHere('check', (transactionId) => call('unknown.check', { transactionId })),
    chooseCash: (choice: CashChoice) =>
      actHere('cash', (transactionId) => call('unknown.chooseCash', { transactionId, choice })),
    refund: () => actHere('cash', (transactionId) => call('cash.refund', { transactionId })),
    /** @returns why it was not done, for whoever asked: the overlay or the form */
    resolve: (resolution: Resolution) =>
      act('resolve', (transactionId) => call('unknown.resolve', { transactionId, ...resolution })),
  }
}
