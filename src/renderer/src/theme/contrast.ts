/** Colours by WCAG 2.2: relative luminance and contrast, and a bank's colour corrected until it can be read. */

/** `#rrggbb`, lower case. */
export type Hex = `#${string}`
type Channels = readonly [red: number, green: number, blue: number]

export const WHITE: Hex = '#ffffff'
export const INK: Hex = '#16191d'
/** The panel of the dark theme (tokens.css): what dark text colours must stand out from. */
export const DARK_PANEL: Hex = '#1c2025'
/** The page of the light theme (tokens.css). The dark one lies darker than its panel, so that the panel decides there. */
export const LIGHT_PAGE: Hex = '#f4f5f7'
/** Used where a bank gives no usable colour, and before anyone has signed in. */
export const NEUTRAL_ACCENT: Hex = '#3b4a5a'

/** WCAG AA for text of any size. */
const READABLE = 4.5
/** WCAG AA for large text and marks. */
const READABLE_LARGE = 3
const WASH_LIGHT = 0.05
const WASH_DARK = 0.12

function channelsOf(hex: Hex): Channels {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

const hexOf = (channels: Channels): Hex =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** @param share how much of `colour` covers `base`, 0 to 1 */
export function mix(colour: Hex, base: Hex, share: number): Hex {
  const [r, g, b] = channelsOf(colour)
  const [baseR, baseG, baseB] = channelsOf(base)
  const blend = (above: number, below: number) => above * share + below * (1 - share)
  return hexOf([blend(r, baseR), blend(g, baseG), blend(b, baseB)])
}

function luminance(hex: Hex): number {
  const [r, g, b] = channelsOf(hex).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Channels
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** 1 (the same) to 21 (black on white). */
export function contrast(a: Hex, b: Hex): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** A colour as the API writes it (`ff6f00`, `#FF6F00`), or the neutral one when it is none. */
export function usableColour(given: string): Hex {
  const digits = /^#?([0-9a-f]{6})$/i.exec(given.trim())?.[1]
  return digits ? `#${digits.toLowerCase()}` : NEUTRAL_ACCENT
}

export interface AccentTones {
  /** Chart bars and marks: as the bank gives it. */
  fill: Hex
  /** Text or marks on the fill. */
  onFill: Hex
  /** Text, buttons, focus: at least 4.5:1 on the panel, the page and the wash. */
  accent: Hex
  /** Text on a button of that colour. */
  onAccent: Hex
  /** Behind a selected task. */
  wash: Hex
}

/** The tones of a bank's colour for one theme (UI.md: accent-fill, accent, accent-wash). */
export function accentTones(given: string, theme: 'light' | 'dark'): AccentTones {
  const fill = usableColour(given)
  const panel = theme === 'light' ? WHITE : DARK_PANEL
  const wash = mix(fill, panel, theme === 'light' ? WASH_LIGHT : WASH_DARK)
  const page = theme === 'light' ? LIGHT_PAGE : DARK_PANEL
  const accent = readableOn([panel, page, wash], fill, theme === 'light' ? '#000000' : WHITE)
  return {
    fill,
    onFill: contrast(WHITE, fill) >= READABLE_LARGE ? WHITE : INK,
    accent,
    onAccent: contrast(WHITE, accent) >= READABLE ? WHITE : INK,
    wash,
  }
}

/** Moves a colour towards black or white in steps of 1 % until it can be read on every background. */
function readableOn(backgrounds: Hex[], colour: Hex, towards: Hex): Hex {
  for (let share = 0; share < 1; share += 0.01) {
    const candidate = mix(towards, colour, share)
    if (backgrounds.every((background) => contrast(candidate, background) >= READABLE)) return candidate
  }
  return towards
}
