import type { GraphFigures } from '#shared/graph-tables.ts'
import { CHARTS, type Chart, type Month } from '#shared/graphs.ts'
import { FONT } from './axes.ts'
import { chartOption } from './chart-options.ts'
import { init } from './echarts.ts'
import { readPalette, type Palette } from './palette.ts'

/** Pictures of the charts for paper and files: always light, twice as fine as a screen, drawn where nobody sees it. */

const FINENESS = 2
const WHITE = '#ffffff'

export interface Pictured {
  chart: Chart
  title: string
}

/** In CSS pixels. */
interface Size {
  width: number
  height: number
}

function drawChart(
  chart: Chart,
  figures: GraphFigures,
  running: Month,
  palette: Palette,
  size: Size,
): HTMLCanvasElement {
  const drawing = init(document.createElement('div'), undefined, { renderer: 'canvas', ...size })
  drawing.setOption(chartOption(chart, figures, running, palette, size.width >= 700))
  const canvas = drawing.renderToCanvas({ pixelRatio: FINENESS, backgroundColor: WHITE })
  drawing.dispose()
  return canvas
}

async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'))
  if (!blob) throw new Error('the canvas gave no picture')
  return new Uint8Array(await blob.arrayBuffer())
}

const PAPER_SIZES: Record<Chart, Size> = {
  bsa: { width: 560, height: 250 },
  'bsa-trend': { width: 1000, height: 330 },
  bill: { width: 560, height: 320 },
  purchase: { width: 560, height: 250 },
  'agent-growth': { width: 1000, height: 280 },
  'agent-spread': { width: 1000, height: 400 },
}

/** One picture for each chart that has something to draw. */
export async function paperPictures(charts: readonly Chart[], figures: GraphFigures, running: Month) {
  const palette = readPalette('light')
  const pictures: { chart: Chart; png: Uint8Array }[] = []
  for (const chart of charts) {
    const canvas = drawChart(chart, figures, running, palette, PAPER_SIZES[chart])
    pictures.push({ chart, png: await pngOf(canvas) })
  }
  return pictures
}

const CELL: Size = { width: 640, height: 330 }
const HEAD_PX = 74
const MARGIN_PX = 28
const FOOT_PX = 40
const TITLE_PX = 30

interface Poster {
  title: string
  lead: string
  /** what is drawn under each title; a chart without data has its words instead */
  charts: readonly { chart: Chart; title: string; words?: string | undefined }[]
  foot: string
}

/** All charts on one sheet, each under its title. */
export async function posterPicture(
  poster: Poster,
  figures: GraphFigures,
  running: Month,
): Promise<Uint8Array> {
  const palette = readPalette('light')
  const columns = 3
  const lines = Math.ceil(CHARTS.length / columns)
  const canvas = document.createElement('canvas')
  const width = columns * CELL.width + (columns + 1) * MARGIN_PX
  const height = HEAD_PX + lines * (CELL.height + TITLE_PX + MARGIN_PX) + FOOT_PX
  canvas.width = width * FINENESS
  canvas.height = height * FINENESS
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('there is no canvas to draw on')
  pen.scale(FINENESS, FINENESS)
  pen.fillStyle = WHITE
  pen.fillRect(0, 0, width, height)
  const write = (text: string, x: number, y: number, font: string, colour: string) => {
    pen.font = `${font} ${FONT}`
    pen.fillStyle = colour
    pen.fillText(text, x, y)
  }
  write(poster.title, MARGIN_PX, 42, '600 26px', palette.ink)
  write(poster.lead, MARGIN_PX, 64, '400 14px', palette.ink2)
  for (const [index, { chart, title, words }] of poster.charts.entries()) {
    const x = MARGIN_PX + (index % columns) * (CELL.width + MARGIN_PX)
    const y = HEAD_PX + Math.floor(index / columns) * (CELL.height + TITLE_PX + MARGIN_PX)
    write(title, x, y + 20, '600 16px', palette.ink)
    if (words) write(words, x, y + TITLE_PX + 24, '400 14px', palette.ink2)
    else {
      const drawn = drawChart(chart, figures, running, palette, CELL)
      pen.drawImage(drawn, x, y + TITLE_PX, CELL.width, CELL.height)
    }
  }
  write(poster.foot, MARGIN_PX, height - 16, '400 12px', palette.ink3)
  return pngOf(canvas)
}
