import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { JournalRow } from '#shared/contract.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** What one screen of the journal asks for; the search narrows the rest. */
export const ROWS_AT_ONCE = 200
/** After the last key of a search word. */
export const SEARCH_AFTER_MS = 200

/** The journal's newest rows that match the search. Only the answer to the latest question is shown. */
export function useJournal(call: Call) {
  const search = ref('')
  const rows = shallowRef<JournalRow[]>([])
  const total = ref(0)
  const loading = ref(false)
  const failure = shallowRef<Failure>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    loading.value = true
    const result = await call('journal.list', {
      search: search.value.trim().slice(0, 64),
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
    total.value = result.value.total
  }

  watch(search, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), SEARCH_AFTER_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  return { search, rows, total, loading, failure, load }
}
