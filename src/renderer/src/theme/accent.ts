import { accentTones } from './contrast.ts'

const VARIABLES = {
  fill: '--accent-fill',
  onFill: '--on-accent-fill',
  accent: '--accent',
  onAccent: '--on-accent',
  wash: '--accent-wash',
} as const

/**
 * Sets the one accent of the program, for both themes at once.
 * @param colour a bank's `warna_bank`; anything that is no colour gives the neutral accent
 */
export function applyAccent(colour: string): void {
  const light = accentTones(colour, 'light')
  const dark = accentTones(colour, 'dark')
  for (const tone of Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]) {
    document.documentElement.style.setProperty(VARIABLES[tone], `light-dark(${light[tone]}, ${dark[tone]})`)
  }
}
