import { formatCount, formatShare } from '#shared/counts.ts'
import { basics, countAxis, FONT_PX, nameAxis, tooltip } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Palette } from './palette.ts'

export interface Bar {
  /** in the words of the counter */
  name: string
  count: number | undefined
  /** in the month that is compared with */
  before?: number | undefined
}

export interface BarsModel {
  /** first at the top */
  bars: readonly Bar[]
  /** what the counts are of: a month, or nothing */
  label: string
  /** the month that is compared with */
  beforeLabel?: string | undefined
  total: number
}

/** Where names are cut: the table has them whole. */
const MOST_NAME_PX = { small: 104, large: 220 }
/** Of an average letter, a little generous. */
const LETTER_PX = 6.6
const BAR_PX = 15

/** Lying bars, each with its figure; the month compared with is the grey, thinner one above. */
export function barsOption(model: BarsModel, palette: Palette, large: boolean): EChartsCoreOption {
  const { bars, beforeLabel } = model
  const longest = Math.max(...bars.map(({ name }) => name.length))
  const nameWidth = Math.min(longest * LETTER_PX + 4, large ? MOST_NAME_PX.large : MOST_NAME_PX.small)
  const series = (
    data: (number | undefined)[],
    colour: string,
    name: string,
    width: number,
    label: object,
  ) => ({
    ...{ type: 'bar', name, data: data.map((count) => count ?? null), barMaxWidth: width, barGap: '12%' },
    ...{ itemStyle: { color: colour }, emphasis: { disabled: true }, label },
  })
  const figures = {
    ...{ show: true, position: 'right', distance: 6, color: palette.ink2, fontSize: FONT_PX },
    formatter: ({ value }: { value: number }) => formatCount(value),
  }
  return {
    ...basics(palette),
    grid: { left: nameWidth + 10, right: large ? 70 : 46, top: 6, bottom: 24 },
    xAxis: countAxis(palette, large ? 6 : 2),
    yAxis: {
      ...nameAxis(palette),
      data: bars.map(({ name }) => name),
      inverse: true,
      axisLabel: {
        color: palette.ink2,
        fontSize: FONT_PX,
        width: nameWidth,
        overflow: 'truncate',
        interval: 0,
      },
    },
    tooltip: {
      ...tooltip(palette),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.35 } },
      formatter: ([first]: { dataIndex: number }[]) => tooltipOf(bars[first?.dataIndex ?? 0], model),
    },
    series: [
      ...(beforeLabel
        ? [
            series(
              bars.map(({ before }) => before),
              palette.quiet,
              beforeLabel,
              BAR_PX,
              figures,
            ),
          ]
        : []),
      series(
        bars.map(({ count }) => count),
        palette.fill,
        model.label,
        BAR_PX,
        figures,
      ),
    ],
  }
}

function tooltipOf(bar: Bar | undefined, { label, beforeLabel, total }: BarsModel): string {
  if (!bar) return ''
  const line = (name: string, count: number | undefined) =>
    count === undefined ? [] : [`${name}${formatCount(count)}`]
  const share = bar.count === undefined ? '' : formatShare(bar.count, total)
  return [
    bar.name,
    ...line(label ? `${label}: ` : '', bar.count).map((text) => (share ? `${text} (${share})` : text)),
    ...(beforeLabel ? line(`${beforeLabel}: `, bar.before) : []),
  ].join('\n')
}
