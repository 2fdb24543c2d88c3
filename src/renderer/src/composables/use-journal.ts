import { computed, onScopeDispose, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { JournalRow } from '#shared/contract.ts'
import type { JournalFilter, StateTotal } from '#shared/contract/journal.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** What one page of the journal asks for. */
export const ROWS_AT_ONCE = 100
/** A typist's next key comes sooner; a page is there within one frame. */
export const SEARCH_AFTER_MS = 60
/** Adding up everything that is found waits until the search stands. */
export const TOTALS_AFTER_MS = 250

/** The journal's newest rows that match the search, page by page, and what all of them come to. Only the answer to the latest question is shown. */
export function useJournal(call: Call) {
  const search = ref('')
  const filter = shallowReactive<JournalFilter>({})
  const rows = shallowRef<JournalRow[]>([])
  const totals = shallowRef<StateTotal[]>()
  const loading = ref(false)
  const failure = shallowRef<Failure>()
  /** where each page begins, the newest first; the last one is the page on screen */
  const begins = shallowRef<(bigint | undefined)[]>([undefined])
  const next = shallowRef<bigint>()
  let searching: ReturnType<typeof setTimeout> | undefined
  let adding: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const question = () => ({ search: search.value.trim().slice(0, 100), filter: { ...filter } })

  async function load(): Promise<void> {
    clearTimeout(searching)
    clearTimeout(adding)
    const mine = ++asked
    loading.value = true
    const below = begins.value.at(-1)
    const result = await call('journal.list', {
      ...question(),
      ...(below === undefined ? {} : { below }),
      limit: ROWS_AT_ONCE,
    })
    if (mine !== asked) return
    loading.value = false
    if (!result.ok) {
      failure.value = result.failure
      return
    }
    failure.value = undefined
    rows.value = result.value.rows
    next.value = result.value.next
    adding = setTimeout(() => void add(mine), TOTALS_AFTER_MS)
  }

  async function add(mine: number): Promise<void> {
    const result = await call('journal.totals', question())
    if (mine === asked && result.ok && result.value.totals) totals.value = result.value.totals
  }

  function show(pages: (bigint | undefined)[]): Promise<void> {
    begins.value = pages
    return load()
  }

  watch([search, () => ({ ...filter })], () => {
    begins.value = [undefined]
    totals.value = undefined
    clearTimeout(searching)
    clearTimeout(adding)
    searching = setTimeout(() => void load(), SEARCH_AFTER_MS)
  })
  onScopeDispose(() => {
    clearTimeout(searching)
    clearTimeout(adding)
  })

  return {
    ...{ search, filter, rows, totals, loading, failure, load, question },
    page: computed(() => begins.value.length),
    hasOlder: computed(() => next.value !== undefined),
    hasNewer: computed(() => begins.value.length > 1),
    older: () => (next.value === undefined ? Promise.resolve() : show([...begins.value, next.value])),
    newer: () => (begins.value.length > 1 ? show(begins.value.slice(0, -1)) : Promise.resolve()),
  }
}
