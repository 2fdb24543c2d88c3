import { computed } from 'vue'
import { formatCount } from '#shared/counts.ts'
import { monthWords } from '#shared/graph-words.ts'
import { CHARTS, totalOf, type Chart } from '#shared/graphs.ts'
import { useWords } from '../words.ts'
import type { Dashboard, Loaded } from './use-dashboard.ts'
import { useDates } from './use-dates.ts'

/** It is there and has something to draw. */
export const isDrawn = (loaded: Loaded): boolean =>
  loaded.state === 'ready' && loaded.answer.entries.length > 0

/** The words of the picture that all graphs are exported as: titles with totals, and when the bank said so. */
export function usePoster(dashboard: Dashboard, bankName: () => string) {
  const { t, words } = useWords()
  const dates = useDates()

  /** With the total where adding up means something. */
  function titleOf(chart: Chart): string {
    const loaded = dashboard.stateOf(chart)
    const name = t(`dashboard.charts.${chart}`)
    if (chart === 'bsa-trend' || loaded.state !== 'ready') return name
    const { entries, at } = loaded.answer
    const total = chart === 'agent-growth' || entries.length === 0 ? '' : ` ${formatCount(totalOf(entries))}`
    return `${name}${total}, ${t('dashboard.asOf', { time: dates.dayAndClock(at) })}`
  }

  return computed(() => {
    const month = monthWords(dashboard.month.value, words.value)
    const compare = dashboard.compare.value
    const versus = compare && t('dashboard.comparedWith', { month: monthWords(compare, words.value) })
    return {
      title: `${t('dashboard.title')}, ${bankName()}`,
      lead: [`BSA ${month}`, versus].filter(Boolean).join(', '),
      charts: CHARTS.map((chart) => {
        const loaded = dashboard.stateOf(chart)
        const nothing = t(loaded.state === 'failed' ? 'dashboard.failed' : 'dashboard.empty')
        return { chart, title: titleOf(chart), words: isDrawn(loaded) ? undefined : nothing }
      }),
      foot: t('dashboard.mapSource'),
    }
  })
}
