import type { GraphFigures } from '#shared/graph-tables.ts'
import { BSA_TITLES, monthAfter, monthOf, type Chart, type UndatedGraph } from '#shared/graphs.ts'
import type { Messages } from '#shared/locales/index.ts'
import { toInstant } from '#shared/time.ts'
import { chartOption } from './chart-options.ts'
import { init } from './echarts.ts'
import { readPalette } from './palette.ts'

/** One of each kind: the others are drawn by the same code. */
const KINDS: readonly Chart[] = ['bsa', 'bsa-trend', 'agent-growth', 'agent-spread']
const SIZE = { width: 400, height: 240 }

/**
 * Draws a chart of each kind, of figures that nobody sees, one at a time while nothing else is to be done. The first drawing
 * takes three times as long as the next, since V8 compiles each function when it is first called: not while somebody waits.
 */
export function rehearse(words: Messages, now: Date): void {
  const [running, figures, palette] = [monthOf(now), figuresOf(words, now), readPalette()]
  const drawNext = ([chart, ...others]: readonly Chart[]) => {
    if (!chart) return
    requestIdleCallback(() => {
      const drawing = init(document.createElement('div'), undefined, { renderer: 'canvas', ...SIZE })
      drawing.setOption(chartOption(chart, figures, running, palette, false))
      drawing.dispose()
      drawNext(others)
    })
  }
  drawNext(KINDS)
}

function figuresOf(words: Messages, now: Date): GraphFigures {
  const until = monthAfter(monthOf(now), -1)
  const answer = (titles: readonly string[]) => ({
    at: toInstant(now),
    entries: titles.map((title, index) => ({ title, count: index + 1 })),
  })
  const titles: Record<UndatedGraph, readonly string[]> = {
    bill: [],
    purchase: [],
    'agent-growth': [monthAfter(until, -1), until],
    'agent-spread': ['bali', 'banten'],
  }
  return {
    view: { month: until, compare: monthAfter(until, -1), until, sorts: {} },
    bsa: () => answer(Object.values(BSA_TITLES)),
    graph: (name) => answer(titles[name]),
    own: [],
    words,
  }
}
