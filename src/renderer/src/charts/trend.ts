import { formatCount } from '#shared/counts.ts'
import { basics, countAxis, FONT_PX, nameAxis, tooltip } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Palette } from './palette.ts'

export interface TrendModel {
  months: readonly {
    /** `Okt` */
    name: string
    year: string
    state: 'read' | 'empty' | 'failed'
  }[]
  /** one line each; undefined where the bank said nothing: a gap, never a zero */
  lines: readonly { name: string; counts: readonly (number | undefined)[] }[]
  /** under a month without figures */
  marks: { empty: string; failed: string }
}

/** Told apart by dash, mark and the name at its end, not by colour alone. */
const STYLES = [
  { type: 'solid', width: 2.5, symbol: 'circle' },
  { type: [7, 4], width: 2, symbol: 'rect' },
  { type: [2, 3], width: 2, symbol: 'triangle' },
] as const

/** A line for each title over twelve months, named at its end. */
export function trendOption(model: TrendModel, palette: Palette, large: boolean): EChartsCoreOption {
  const colours = [palette.fill, palette.ink2, palette.ink3]
  return {
    ...basics(palette),
    grid: { left: 44, right: large ? 130 : 96, top: 12, bottom: large ? 44 : 40 },
    xAxis: {
      ...nameAxis(palette),
      data: model.months.map(({ name }) => name),
      boundaryGap: false,
      axisLabel: {
        ...{ color: palette.ink2, fontSize: FONT_PX, interval: 0, lineHeight: 15, hideOverlap: true },
        formatter: (_name: string, index: number) => monthLabel(model, index, large),
        rich: { failed: { color: palette.failed, fontWeight: 600 }, empty: { color: palette.ink3 } },
      },
    },
    yAxis: { ...countAxis(palette, 4), axisLine: { show: false } },
    tooltip: {
      ...tooltip(palette),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.ink3, type: 'solid' } },
      formatter: ([first]: { dataIndex: number }[]) => tooltipOf(model, first?.dataIndex ?? 0),
    },
    series: model.lines.map(({ name, counts }, index) => {
      const { type, width, symbol } = STYLES[index % STYLES.length]!
      const color = colours[index % colours.length]!
      return {
        ...{ type: 'line', name, data: counts.map((count) => count ?? null), connectNulls: false },
        ...{ symbol, symbolSize: large ? 7 : 5, showAllSymbol: true, color },
        ...{ lineStyle: { type, width, color }, itemStyle: { color } },
        endLabel: { show: true, formatter: name, color: palette.ink2, fontSize: FONT_PX, distance: 8 },
        labelLayout: { moveOverlap: 'shiftY' },
      }
    }),
  }
}

const SIGNS = { read: '', empty: '–', failed: '✕' } as const

/** Under the month its sign, where there is none to read, and where there is room the year as it begins. */
function monthLabel({ months }: TrendModel, index: number, large: boolean): string {
  const month = months[index]
  if (!month) return ''
  const sign = month.state === 'read' ? '' : `{${month.state}|${SIGNS[month.state]}}`
  const year = large && month.year !== months[index - 1]?.year ? month.year : ''
  const below = [sign, year].filter((part) => part !== '').join(' ')
  return below ? `${month.name}\n${below}` : month.name
}

function tooltipOf({ months, lines, marks }: TrendModel, index: number): string {
  const month = months[index]
  if (!month) return ''
  const name = `${month.name} ${month.year}`
  if (month.state !== 'read') return `${name}\n${marks[month.state]}`
  const figures = lines.flatMap(({ name: line, counts }) => {
    const count = counts[index]
    return count === undefined ? [] : [`${line}: ${formatCount(count)}`]
  })
  return [name, ...figures].join('\n')
}
