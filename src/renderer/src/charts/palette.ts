import { contrast, mix, WHITE, type Hex } from '../theme/contrast.ts'

/** The colours of the theme as a canvas needs them: resolved, since it knows no CSS variables. */
export interface Palette {
  ink: Hex
  ink2: Hex
  ink3: Hex
  line: Hex
  panel: Hex
  failed: Hex
  /** the bank's colour as it gives it: bars and marks */
  fill: Hex
  /** the same, readable on the panel */
  accent: Hex
  /** the month that is compared with */
  quiet: Hex
  /** a region of the map without a figure */
  land: Hex
  /** the scale of the map: away from the panel's lightness, so that it reads without its hue */
  least: Hex
  most: Hex
}

const TOKENS = {
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  line: '--line',
  panel: '--panel',
  failed: '--rejected',
  fill: '--accent-fill',
  accent: '--accent',
} as const

/** @param scheme of the screen where absent; paper is always light */
export function readPalette(scheme?: 'light'): Palette {
  const probe = document.createElement('span')
  if (scheme) probe.style.colorScheme = scheme
  document.body.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(${token})`
    return hexOf(getComputedStyle(probe).color)
  }
  const resolved = Object.entries(TOKENS).map(([name, token]) => [name, read(token)] as const)
  probe.remove()
  return withShades(Object.fromEntries(resolved) as Record<keyof typeof TOKENS, Hex>)
}

/** Black text on a panel means light. */
const BLACK: Hex = '#000000'

export function withShades(tokens: Pick<Palette, keyof typeof TOKENS>): Palette {
  const { ink, ink3, panel, fill } = tokens
  const towards = contrast(panel, BLACK) > contrast(panel, WHITE) ? BLACK : WHITE
  return {
    ...tokens,
    quiet: mix(ink3, panel, 0.5),
    land: mix(ink, panel, 0.09),
    least: mix(fill, panel, 0.24),
    most: mix(towards, fill, 0.35),
  }
}

/** `rgb(1, 2, 3)` as the browser computes it. */
function hexOf(computed: string): Hex {
  const [r = 0, g = 0, b = 0] = (computed.match(/[\d.]+/g) ?? []).map(Number)
  return `#${[r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}
