import { BarChart, LineChart, MapChart } from 'echarts/charts'
import { GridComponent, TooltipComponent, VisualMapContinuousComponent } from 'echarts/components'
import { init, registerMap, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import map from '@svg-maps/indonesia'

/** ECharts with what the dashboard draws and nothing else; drawn on canvas, which the content policy lets be. */
use([
  ...[BarChart, LineChart, MapChart, CanvasRenderer, LabelLayout],
  ...[GridComponent, TooltipComponent, VisualMapContinuousComponent],
])

export const INDONESIA = 'indonesia'
const paths = map.locations.map(({ id, path }) => `<path name="${id}" d="${path}"/>`)
registerMap(INDONESIA, {
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${map.viewBox}">${paths.join('')}</svg>`,
})

/** The map's own name of a region, which has today's name for all but two. */
export const regionName = (id: string): string => map.locations.find((each) => each.id === id)?.name ?? id

export { init }
export type { ECharts, EChartsCoreOption } from 'echarts/core'
