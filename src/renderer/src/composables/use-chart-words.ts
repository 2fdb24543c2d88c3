import { computed } from 'vue'
import { formatCount } from '#shared/counts.ts'
import { trendOf, type GraphFigures } from '#shared/graph-tables.ts'
import { monthWords, shortMonthWords } from '#shared/graph-words.ts'
import { monthAfter, sorted, totalOf, TREND_MONTHS, type Chart, type Month } from '#shared/graphs.ts'
import { mapRegionOf } from '#shared/provinces.ts'
import { SMALL_BARS, SMALL_COLUMNS } from '../charts/chart-options.ts'
import { useWords } from '../words.ts'
import type { Loaded } from './use-dashboard.ts'
import { useDates } from './use-dates.ts'

interface ChartSource {
  chart: Chart
  figures: GraphFigures
  loaded: Loaded
  /** the month that is not over */
  running: Month
  large: boolean
}

/** What a graph says in words: its large figure, when the bank said so, and everything that the picture leaves out. */
export function useChartWords(source: Readonly<ChartSource>) {
  const { t, words } = useWords()
  const dates = useDates()
  const answer = computed(() => (source.loaded.state === 'ready' ? source.loaded.answer : undefined))

  const emptySentence = computed(() => {
    const { month, until } = source.figures.view
    if (source.chart === 'bsa') return t('dashboard.emptyMonth', { month: monthWords(month, words.value) })
    if (source.chart !== 'bsa-trend') return t('dashboard.empty')
    return t('dashboard.noMonths', { month: monthWords(until, words.value) })
  })

  /** How it changed too. Growth says its last month: adding months up would mean nothing here. */
  const headline = computed<{ count: number; change?: number; of?: string } | undefined>(() => {
    const entries = answer.value?.entries ?? []
    if (entries.length === 0 || source.chart === 'bsa-trend') return undefined
    if (source.chart === 'agent-growth') {
      const [before, last] = sorted(entries, 'title').slice(-2) as [(typeof entries)[0], (typeof entries)[0]?]
      const shown = last ?? before
      const change = last && last.title < source.running ? { change: last.count - before.count } : {}
      return { count: shown.count, of: shortMonthWords(shown.title, words.value), ...change }
    }
    const total = totalOf(entries)
    const compare = source.chart === 'bsa' && source.figures.view.compare
    const before = compare && source.figures.bsa(compare)?.entries
    return { count: total, ...(before && before.length > 0 ? { change: total - totalOf(before) } : {}) }
  })

  const asOf = computed(() => {
    if (source.chart !== 'bsa-trend') {
      return answer.value ? t('dashboard.asOf', { time: dates.dayAndClock(answer.value.at) }) : ''
    }
    const { until } = source.figures.view
    const from = monthAfter(until, 1 - TREND_MONTHS)
    return `${shortMonthWords(from, words.value)} – ${shortMonthWords(until, words.value)}`
  })

  const trendNotes = computed(() => {
    if (source.chart !== 'bsa-trend') return { failed: '', empty: '', notRenewed: '' }
    const months = trendOf(source.figures.view.until, source.figures.bsa)
    const names = (which: typeof months) =>
      which.map(({ month }) => shortMonthWords(month, words.value)).join(', ')
    const failed = names(months.filter(({ entries }) => !entries))
    const empty = names(months.filter(({ entries }) => entries?.length === 0))
    const old = names(months.filter(({ month }) => source.figures.bsa(month)?.notRenewed))
    return {
      notRenewed: old && t('dashboard.notRenewedMonths', { months: old }),
      failed: failed && t('dashboard.failedMonths', { months: failed }),
      empty: empty && t('dashboard.emptyMonths', { months: empty }),
    }
  })

  /** Places without a region, each with its figure: never dropped. */
  const offMap = computed(() => {
    if (source.chart !== 'agent-spread') return ''
    const names = (answer.value?.entries ?? []).filter((entry) => !mapRegionOf(entry.title))
    const all = names.map((entry) => `${entry.title} ${formatCount(entry.count)}`).join(', ')
    return all && t('dashboard.notOnMap', { names: all })
  })

  const partly = computed(() => {
    const all = answer.value?.entries.length ?? 0
    if (source.large) return ''
    if ((source.chart === 'bill' || source.chart === 'purchase') && all > SMALL_BARS)
      return t('dashboard.partly', { shown: SMALL_BARS, all })
    return source.chart === 'agent-growth' && all > SMALL_COLUMNS
      ? t('dashboard.latest', { shown: SMALL_COLUMNS, all })
      : ''
  })

  /** What could not be read, or not anew; both can be tried again. */
  const unread = computed(() => {
    const { failed, notRenewed } = trendNotes.value
    const old = source.chart === 'bsa' && answer.value?.notRenewed
    return old
      ? t('dashboard.notRenewed', { time: dates.dayAndClock(answer.value.at) })
      : [failed, notRenewed].filter(Boolean).join(' ')
  })

  return { answer, unread, emptySentence, headline, asOf, trendNotes, offMap, partly }
}
