import { formatCount } from '#shared/counts.ts'
import type { Palette } from './palette.ts'

export const FONT = "'IBM Plex Sans', system-ui, sans-serif"
export const FONT_PX = 12

/** What all charts share: no animation, the screen's letters, and tooltips drawn on the canvas (HTML ones would need styles). */
export const basics = ({ ink2 }: Palette) => ({
  animation: false,
  textStyle: { fontFamily: FONT, fontSize: FONT_PX, color: ink2 },
})

export const tooltip = ({ panel, ink, line }: Palette) => ({
  renderMode: 'richText' as const,
  confine: true,
  backgroundColor: panel,
  borderColor: line,
  borderWidth: 1,
  padding: [7, 10],
  textStyle: { color: ink, fontFamily: FONT, fontSize: 13, lineHeight: 19 },
})

/** Counts from zero, with whole steps and light rules. */
export const countAxis = ({ line, ink2 }: Palette, splitNumber: number) => ({
  type: 'value' as const,
  min: 0,
  minInterval: 1,
  splitNumber,
  axisLabel: { color: ink2, fontSize: FONT_PX, formatter: formatCount, hideOverlap: true },
  splitLine: { lineStyle: { color: line, width: 1 } },
})

export const nameAxis = ({ line, ink2 }: Palette) => ({
  type: 'category' as const,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: line } },
  axisLabel: { color: ink2, fontSize: FONT_PX },
})
