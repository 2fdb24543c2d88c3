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
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'

/** One answer of the bank: being asked for, there, or not read. An answer without entries means that the bank has no data. */
export type Loaded =
  | { state: 'loading' }
  /** @property renewing it stays on screen while it is asked for again */
  | { state: 'ready'; answer: GraphAnswer; renewing?: boolean }
  | { state: 'failed'; failure: Failure }

const LOADING: Loaded = { state: 'loading' }

const waits = (loaded: Loaded) => loaded.state === 'loading' || isRenewing(loaded)
export const isRenewing = (loaded: Loaded): boolean => loaded.state === 'ready' && loaded.renewing === true
/** What is there stays until there is something else. */
const meanwhile = (known: Loaded | undefined): Loaded =>
  known?.state === 'ready' ? { ...known, renewing: true } : LOADING

const says = ({ entries, notRenewed }: GraphAnswer) => JSON.stringify([entries, notRenewed])

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
  const asked = shallowReactive(new Map<Month | UndatedGraph, Loaded>())
  /** What is drawn: the same object for as long as the bank says the same, so that nothing is drawn again for it. */
  const drawn = shallowReactive(new Map<Month | UndatedGraph, GraphAnswer>())
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

  function set(name: Month | UndatedGraph, loaded: Loaded): void {
    asked.set(name, loaded)
    const before = drawn.get(name)
    if (loaded.state !== 'ready') drawn.delete(name)
    else if (!before || says(before) !== says(loaded.answer)) drawn.set(name, loaded.answer)
  }

  function setResult(name: Month | UndatedGraph, result: Result<GraphAnswer>): void {
    set(
      name,
      result.ok ? { state: 'ready', answer: result.value } : { state: 'failed', failure: result.failure },
    )
  }

  async function loadMonth(each: Month, anew = false, shown = LOADING): Promise<void> {
    set(each, shown)
    setResult(each, await call('dashboard.bsa', { month: each, anew }))
  }

  async function loadGraph(graph: UndatedGraph, shown = LOADING): Promise<void> {
    set(graph, shown)
    setResult(graph, await call('dashboard.graph', { graph }))
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
      const known = loaded(each)
      if (!asked.has(each) || known.state === 'failed' || (!whole(each) && !waits(known)))
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

  /** Opens with what is kept of past months, and asks for the rest: the largest on the screen first, the trend's months last. */
  function load(): void {
    running.value = monthOf(now())
    const inView = compare.value ? [month.value, compare.value] : [month.value]
    const loadAgain = (each: Month) => void loadMonth(each, false, meanwhile(asked.get(each)))
    inView.forEach(loadAgain)
    UNDATED_GRAPHS.forEach((graph) => void loadGraph(graph, meanwhile(asked.get(graph))))
    wanted.value.filter((each) => !inView.includes(each)).forEach(loadAgain)
    void loadOwn()
  }

  /** As at first, however it was left; what was there is shown until the bank has answered again. */
  function open(): void {
    running.value = monthOf(now())
    choose(monthAfter(running.value, -1))
    Object.assign(sorts, SORTS)
    load()
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

  const loaded = (name: Month | UndatedGraph): Loaded => asked.get(name) ?? LOADING
  const bsa = (each: Month) => drawn.get(each)
  const graph = (name: UndatedGraph) => drawn.get(name)
  const busy = computed(() => [...wanted.value, ...UNDATED_GRAPHS].some((name) => waits(loaded(name))))
  /** It is there once none of its months is being asked for any more. */
  const trend = computed((): Loaded => {
    const all = monthsUntil(until.value).map(loaded)
    if (all.some(({ state }) => state === 'loading')) return LOADING
    const failures = all.filter((each) => each.state === 'failed')
    if (failures.length === all.length) return failures[0] ?? LOADING
    const answers = all.flatMap((each) => (each.state === 'ready' ? [each.answer] : []))
    const answer = answers.find(({ entries }) => entries.length > 0) ?? answers[0]!
    return { state: 'ready', answer, renewing: all.some(isRenewing) }
  })
  /** Of a chart as a whole. */
  function stateOf(chart: Chart): Loaded {
    if (chart === 'bsa') return loaded(month.value)
    return chart === 'bsa-trend' ? trend.value : loaded(chart)
  }

  /** Asks again for what a chart is missing. */
  function retry(chart: Chart): void {
    if (chart === 'bsa') [month.value, compare.value].forEach((each) => each && void loadMonth(each, true))
    else if (chart !== 'bsa-trend') void loadGraph(chart)
    else
      monthsUntil(until.value)
        .filter((each) => loaded(each).state === 'failed' || bsa(each)?.notRenewed)
        .forEach((each) => void loadMonth(each, true))
  }

  return {
    ...{ month, compare, chosenCompare, until, running, sorts, own, ownFailure, busy },
    ...{ whole, bsa, graph, stateOf, choose, chooseCompare, open, load, reload, retry, loadOwn },
  }
}

export type Dashboard = ReturnType<typeof useDashboard>
