import { computed, reactive, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { DayCount, GraphAnswer, KindCount } from '#shared/contract/dashboard.ts'
import {
  monthAfter,
  monthOf,
  monthsUntil,
  UNDATED_GRAPHS,
  type Chart,
  type Month,
  type Sort,
  type UndatedGraph,
} from '#shared/graphs.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** One answer of the bank: being asked for, there, or not read. An answer without entries means that the bank has no data. */
export type Loaded =
  { state: 'loading' } | { state: 'ready'; answer: GraphAnswer } | { state: 'failed'; failure: Failure }

const LOADING: Loaded = { state: 'loading' }

/** How each chart lists what it has until somebody chooses otherwise. */
const SORTS: Record<Chart, Sort> = {
  bsa: 'bank',
  'bsa-trend': 'bank',
  bill: 'count',
  purchase: 'count',
  'agent-growth': 'title',
  'agent-spread': 'count',
}

/**
 * The dashboard's figures: BSA by month, the four undated graphs, this PC's own counts. A month that is not over is never
 * compared, and the trend ends with the last whole one.
 * @param now trustworthy time: which month is not over
 */
export function useDashboard(call: Call, now: () => Date) {
  const running = ref(monthOf(now()))
  const month = ref(monthAfter(running.value, -1))
  const chosenCompare = ref(monthAfter(month.value, -1))
  const months = shallowReactive(new Map<Month, Loaded>())
  const graphs = shallowReactive<Record<UndatedGraph, Loaded>>({
    bill: LOADING,
    purchase: LOADING,
    'agent-growth': LOADING,
    'agent-spread': LOADING,
  })
  const own = shallowRef<{ kinds: KindCount[]; days: DayCount[] }>()
  const ownFailure = shallowRef<Failure>()
  const sorts = reactive({ ...SORTS })

  const whole = (each: Month) => each < running.value
  const until = computed(() => (whole(month.value) ? month.value : monthAfter(running.value, -1)))
  const compare = computed(() =>
    whole(month.value) && whole(chosenCompare.value) && chosenCompare.value !== month.value
      ? chosenCompare.value
      : undefined,
  )
  const wanted = computed(() => [
    ...new Set([
      month.value,
      ...(compare.value ? [compare.value] : []),
      ...monthsUntil(until.value).reverse(),
    ]),
  ])

  async function loadMonth(each: Month, anew = false): Promise<void> {
    months.set(each, LOADING)
    const result = await call('dashboard.bsa', { month: each, anew })
    months.set(
      each,
      result.ok ? { state: 'ready', answer: result.value } : { state: 'failed', failure: result.failure },
    )
  }

  async function loadGraph(graph: UndatedGraph): Promise<void> {
    graphs[graph] = LOADING
    const result = await call('dashboard.graph', { graph })
    graphs[graph] = result.ok
      ? { state: 'ready', answer: result.value }
      : { state: 'failed', failure: result.failure }
  }

  async function loadOwn(): Promise<void> {
    const asked = month.value
    const result = await call('dashboard.ownCounts', { month: asked })
    if (asked !== month.value) return
    own.value = result.ok ? result.value : undefined
    ownFailure.value = result.ok ? undefined : result.failure
  }

  /** Months that are not there yet; one that is not over is always asked anew. */
  function loadMissing(): void {
    for (const each of wanted.value) {
      const known = months.get(each)
      if (!known || known.state === 'failed' || (!whole(each) && known.state !== 'loading'))
        void loadMonth(each)
    }
    void loadOwn()
  }

  /** Everything, from the bank. */
  function reload(): void {
    running.value = monthOf(now())
    wanted.value.forEach((each) => void loadMonth(each, true))
    UNDATED_GRAPHS.forEach((graph) => void loadGraph(graph))
    void loadOwn()
  }

  /** Opens with what is kept of past months, and asks for the rest. */
  function load(): void {
    running.value = monthOf(now())
    loadMissing()
    UNDATED_GRAPHS.forEach((graph) => void loadGraph(graph))
  }

  /** @param next nothing later than the month that is running; the month before it is compared with */
  function choose(next: Month): void {
    if (next > running.value) return
    month.value = next
    chosenCompare.value = monthAfter(next, -1)
  }

  function chooseCompare(next: Month): void {
    if (next <= running.value) chosenCompare.value = next
  }

  watch(wanted, loadMissing)

  const loadedMonth = (each: Month): Loaded => months.get(each) ?? LOADING
  const answerOf = (loaded: Loaded) => (loaded.state === 'ready' ? loaded.answer : undefined)
  const bsa = (each: Month) => answerOf(loadedMonth(each))
  const graph = (name: UndatedGraph) => answerOf(graphs[name])
  const busy = computed(
    () =>
      wanted.value.some((each) => loadedMonth(each).state === 'loading') ||
      UNDATED_GRAPHS.some((name) => graphs[name].state === 'loading'),
  )
  /** Of a chart as a whole: the trend is there once none of its months is being asked for any more. */
  function stateOf(chart: Chart): Loaded {
    if (chart === 'bsa') return loadedMonth(month.value)
    if (chart !== 'bsa-trend') return graphs[chart]
    const all = monthsUntil(until.value).map(loadedMonth)
    if (all.some(({ state }) => state === 'loading')) return LOADING
    const failures = all.filter((each) => each.state === 'failed')
    if (failures.length === all.length) return failures[0] ?? LOADING
    const answers = all.flatMap((each) => (each.state === 'ready' ? [each.answer] : []))
    return { state: 'ready', answer: answers.find(({ entries }) => entries.length > 0) ?? answers[0]! }
  }

  /** Asks again for what a chart is missing. */
  function retry(chart: Chart): void {
    if (chart === 'bsa') [month.value, compare.value].forEach((each) => each && void loadMonth(each, true))
    else if (chart !== 'bsa-trend') void loadGraph(chart)
    else
      monthsUntil(until.value)
        .filter((each) => loadedMonth(each).state === 'failed' || bsa(each)?.notRenewed)
        .forEach((each) => void loadMonth(each, true))
  }

  return {
    ...{ month, compare, chosenCompare, until, running, sorts, own, ownFailure, busy },
    ...{ whole, bsa, graph, loadedMonth, stateOf, choose, chooseCompare, load, reload, retry, loadOwn },
  }
}

export type Dashboard = ReturnType<typeof useDashboard>
