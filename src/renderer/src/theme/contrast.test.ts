import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accentTones,
  contrast,
  DARK_PANEL,
  LIGHT_PAGE,
  mix,
  NEUTRAL_ACCENT,
  usableColour,
  WHITE,
  type Hex,
} from './contrast.ts'

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, '0')}`)

describe('contrast', () => {
  it('is that of the WCAG examples', () => {
    expect(contrast('#000000', WHITE)).toBeCloseTo(21)
    expect(contrast('#777777', WHITE)).toBeCloseTo(4.48, 2)
    expect(contrast(WHITE, '#777777')).toBeCloseTo(4.48, 2)
  })
})

describe('mix', () => {
  it('covers by the share given', () => {
    expect(mix('#000000', WHITE, 0.5)).toBe('#808080')
    expect(mix('#ff0000', WHITE, 1)).toBe('#ff0000')
    expect(mix('#ff0000', WHITE, 0)).toBe(WHITE)
  })
})

describe('usableColour', () => {
  it('takes the forms in which the API writes warna_bank', () => {
    expect(usableColour('ff6f00')).toBe('#ff6f00')
    expect(usableColour('#FF6F00')).toBe('#ff6f00')
  })

  it.each(['', 'orange', '#fff', 'ff6f00; background: url(x)'])('falls back for %j', (given) => {
    expect(usableColour(given)).toBe(NEUTRAL_ACCENT)
  })
})

describe('accentTones', () => {
  it('keeps the fill as given and darkens the text colour of the doc’s orange', () => {
    const tones = accentTones('ff6f00', 'light')
    expect(tones.fill).toBe('#ff6f00')
    expect(contrast(tones.fill, WHITE)).toBeLessThan(4.5)
    expect(tones.accent).not.toBe(tones.fill)
  })

  it('leaves a colour alone that is readable already', () => {
    expect(accentTones('#003d79', 'light').accent).toBe('#003d79')
  })

  it.each([
    ['light', WHITE, LIGHT_PAGE],
    ['dark', DARK_PANEL, DARK_PANEL],
  ] as const)('is readable for every colour in the %s theme', (theme, panel, page) => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        const { accent, onAccent, wash, fill, onFill } = accentTones(colour, theme)
        expect(contrast(accent, panel)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(accent, page)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(accent, wash)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(onFill, fill)).toBeGreaterThanOrEqual(3)
      }),
    )
  })
})
