import { computed, type Ref } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import { locales, type Language, type Messages } from '#shared/locales/index.ts'

/** Dotted paths of all sentences: a key that the locale files do not have does not compile. */
type KeyOf<T, Prefix extends string = ''> = {
  [K in keyof T & (string | number)]: T[K] extends string
    ? `${Prefix}${K}`
    : T[K] extends readonly string[]
      ? never
      : KeyOf<T[K], `${Prefix}${K}.`>
}[keyof T & (string | number)]
export type WordKey = KeyOf<Messages>

export type Values = Record<string, string | number>
/** A sentence that is chosen in logic and said in a template. */
export interface Sentence {
  key: WordKey
  values?: Values
}
export type Translate = (key: WordKey, values?: Values) => string

/** The vue-i18n plugin with one language loaded. */
export async function createWords(language: Language) {
  const messages = await locales[language]()
  document.documentElement.lang = language
  return createI18n({
    legacy: false,
    locale: language,
    missingWarn: false,
    fallbackWarn: false,
    messages: { [language]: messages as never },
  })
}

/** @returns what speaks another language from now on: everything on screen changes at once */
export function useLanguage(): (language: Language) => Promise<void> {
  const i18n = useI18n({ useScope: 'global' })
  return async (language) => {
    i18n.setLocaleMessage(language, (await locales[language]()) as never)
    i18n.locale.value = language
    document.documentElement.lang = language
  }
}

/** Words in the current language, with keys checked by the compiler; `words` holds the lists (days, months). */
export function useWords() {
  const i18n = useI18n({ useScope: 'global' })
  const t: Translate = (key, values = {}) => i18n.t(key, values)
  const say = (sentence: Sentence) => t(sentence.key, sentence.values)
  const loaded = i18n.messages as unknown as Ref<Record<string, Messages>>
  const words = computed(() => loaded.value[i18n.locale.value]!)
  return { t, say, words }
}
