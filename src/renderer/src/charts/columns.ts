import { formatCount, formatDifference } from '#shared/counts.ts'
import { basics, countAxis, FONT_PX, nameAxis, tooltip } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Palette } from './palette.ts'

export interface ColumnsModel {
  columns: readonly {
    name: string
    count: number
    change: number | undefined
    /** the month is not over: drawn as an outline, so that nobody takes it for a whole one */
    running: boolean
  }[]
  /** after the name of a month that is not over */
  runningLabel: string
}

/** The most columns that still carry their figure. */
const LABELLED = 24

/** Standing bars, one for each month. */
export function columnsOption(model: ColumnsModel, palette: Palette, large: boolean): EChartsCoreOption {
  const { columns } = model
  return {
    ...basics(palette),
    grid: { left: 40, right: 8, top: 18, bottom: 26 },
    xAxis: {
      ...nameAxis(palette),
      data: columns.map(({ name }) => name),
      axisLabel: { color: palette.ink2, fontSize: FONT_PX, hideOverlap: true },
    },
    yAxis: { ...countAxis(palette, 4), axisLine: { show: false } },
    tooltip: {
      ...tooltip(palette),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.35 } },
      formatter: ([first]: { dataIndex: number }[]) => tooltipOf(model, first?.dataIndex ?? 0),
    },
    series: [
      {
        ...{ type: 'bar', barMaxWidth: 26, barCategoryGap: columns.length > LABELLED ? '18%' : '34%' },
        data: columns.map(({ count, running }) =>
          running ? { value: count, itemStyle: outline(palette) } : { value: count },
        ),
        itemStyle: { color: palette.fill },
        emphasis: { disabled: true },
        label: {
          ...{ show: columns.length <= (large ? LABELLED : LABELLED / 2), position: 'top', distance: 4 },
          ...{
            color: palette.ink2,
            fontSize: 11,
            formatter: ({ value }: { value: number }) => formatCount(value),
          },
        },
      },
    ],
  }
}

const outline = ({ panel, fill }: Palette) => ({
  ...{ color: panel, borderColor: fill, borderWidth: 1.5, borderType: 'dashed' },
})

function tooltipOf({ columns, runningLabel }: ColumnsModel, index: number): string {
  const column = columns[index]
  if (!column) return ''
  const change = column.change === undefined || column.running ? '' : ` (${formatDifference(column.change)})`
  const name = column.running ? `${column.name}, ${runningLabel}` : column.name
  return `${name}\n${formatCount(column.count)}${change}`
}
