import { formatCount } from '#shared/counts.ts'
import type { GraphEntry } from '#shared/graphs.ts'
import { mapRegionOf } from '#shared/provinces.ts'
import { basics, FONT_PX, tooltip } from './axes.ts'
import { INDONESIA, regionName, type EChartsCoreOption } from './echarts.ts'
import type { Palette } from './palette.ts'

export interface SpreadModel {
  regions: readonly { id: string; parts: readonly GraphEntry[]; count: number }[]
  /** of a region that the bank did not name */
  noData: string
}

/** The bank's provinces by where they lie on the map; a region of the map may hold several of them. */
export function regionsOf(entries: readonly GraphEntry[]): SpreadModel['regions'] {
  const regions = new Map<string, GraphEntry[]>()
  for (const entry of entries) {
    const id = mapRegionOf(entry.title)
    if (id) regions.set(id, [...(regions.get(id) ?? []), entry])
  }
  return [...regions].map(([id, parts]) => ({
    ...{ id, parts },
    count: parts.reduce((sum, { count }) => sum + count, 0),
  }))
}

/** The map in its own proportions: the more agents, the darker; a scale with its figures below. */
export function spreadOption(model: SpreadModel, palette: Palette, large: boolean): EChartsCoreOption {
  const most = Math.max(1, ...model.regions.map(({ count }) => count))
  return {
    ...basics(palette),
    tooltip: {
      ...tooltip(palette),
      trigger: 'item',
      formatter: ({ name }: { name: string }) => tooltipOf(name, model),
    },
    visualMap: {
      ...{
        type: 'continuous',
        min: 0,
        max: most,
        orient: 'horizontal',
        left: 0,
        bottom: 0,
        calculable: false,
      },
      ...{ itemWidth: 9, itemHeight: large ? 160 : 96, text: [formatCount(most), '0'], textGap: 8 },
      ...{ textStyle: { color: palette.ink2, fontSize: FONT_PX }, hoverLink: false, seriesIndex: 0 },
      inRange: { color: [palette.least, palette.most] },
      outOfRange: { color: palette.land },
    },
    series: [
      {
        ...{ type: 'map', map: INDONESIA, selectedMode: false },
        // Without a bottom the height follows from the width, as the map has it.
        ...{ left: 0, right: 0, top: large ? 'middle' : 0 },
        data: model.regions.map(({ id, count }) => ({ name: id, value: count })),
        label: { show: false },
        itemStyle: { areaColor: palette.land, borderColor: palette.panel, borderWidth: 0.5 },
        emphasis: {
          label: { show: false },
          itemStyle: { areaColor: palette.accent, borderColor: palette.ink, borderWidth: 1 },
        },
      },
    ],
  }
}

function tooltipOf(id: string, { regions, noData }: SpreadModel): string {
  const region = regions.find((each) => each.id === id)
  if (!region) return `${regionName(id)}\n${noData}`
  const [only, ...others] = region.parts
  if (only && others.length === 0) return `${only.title}\n${formatCount(only.count)}`
  const parts = region.parts.map(({ title, count }) => `${title}: ${formatCount(count)}`)
  return [`${regionName(id)}: ${formatCount(region.count)}`, ...parts].join('\n')
}
