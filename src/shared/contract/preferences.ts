import { z } from 'zod'
import { method, nothing } from './fields.ts'

/** How the screens of this PC look and speak: chosen by whoever works here, kept by main. */

export const LANGUAGES = ['id', 'en'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const preferences = z.strictObject({ language: z.enum(LANGUAGES), theme: z.enum(THEMES) })
export type Preferences = z.infer<typeof preferences>

export const preferenceMethods = {
  'preferences.read': method('anyone', nothing, preferences),
  /** Who cannot read the sign-in needs the other language before signing in. */
  'preferences.save': method('anyone', preferences, preferences),
} as const
