import type { Messages } from './id.ts'

export type { Messages } from './id.ts'
export type Language = 'id' | 'en'

/** Each language's words, loaded only when asked for: the window fetches one of them. */
export const locales: Record<Language, () => Promise<Messages>> = {
  id: async () => (await import('./id.ts')).id,
  en: async () => (await import('./en.ts')).en,
}
