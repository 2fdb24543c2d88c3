/** A sentence with its `{values}` put in, where vue-i18n is not at hand: in main. */
export const fill = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
