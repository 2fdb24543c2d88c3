import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, DARK_PANEL, LIGHT_PAGE, type Hex } from '../../src/renderer/src/theme/contrast.ts'

const css = readFileSync(new URL('../../src/renderer/src/theme/tokens.css', import.meta.url), 'utf8')

const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light: light as Hex, dark: dark as Hex },
  ]),
)

function ratio(text: string, background: string, theme: 'light' | 'dark'): number {
  return contrast(pairs.get(text)![theme], pairs.get(background)![theme])
}

describe.each(['light', 'dark'] as const)('tokens of the %s theme', (theme) => {
  it.each(['ink', 'ink-2', 'ink-3'])('%s can be read on page, panel and desk', (text) => {
    expect(ratio(text, 'bg', theme)).toBeGreaterThanOrEqual(4.5)
    expect(ratio(text, 'panel', theme)).toBeGreaterThanOrEqual(4.5)
  })

  it('ink-2 can be read beside the paper', () => {
    expect(ratio('ink-2', 'desk', theme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['confirmed', 'unknown', 'rejected', 'warning'])(
    '%s can be read on its wash and panel',
    (state) => {
      expect(ratio(state, `${state}-wash`, theme)).toBeGreaterThanOrEqual(4.5)
      expect(ratio(state, 'panel', theme)).toBeGreaterThanOrEqual(4.5)
      expect(ratio('ink', `${state}-wash`, theme)).toBeGreaterThanOrEqual(4.5)
      expect(ratio('on-state', state, theme)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('a field’s border can be seen on the panel', () => {
    expect(ratio('line-field', 'panel', theme)).toBeGreaterThanOrEqual(3)
  })
})

it('corrects accents for the very panel and page that the themes have', () => {
  expect(pairs.get('panel')?.dark).toBe(DARK_PANEL)
  expect(pairs.get('bg')?.light).toBe(LIGHT_PAGE)
})
