import type { Month } from './graphs.ts'
import type { Messages } from './locales/index.ts'

/** `Oktober 2026` */
export function monthWords(month: Month, { dashboard }: Pick<Messages, 'dashboard'>): string {
  return `${dashboard.monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}

/** `Okt 2026`; a title that is no month stays as it is. */
export function shortMonthWords(title: string, { dates }: Pick<Messages, 'dates'>): string {
  const name = isMonth(title) ? dates.months[Number(title.slice(5)) - 1] : undefined
  return name ? `${name} ${title.slice(0, 4)}` : title
}

/** Agent growth carries its months in its titles. */
export const isMonth = (title: string): title is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(title)

/** The bank's title in the words of the counter (docs/glossary.md); nearly always the bank's own. */
export const titleWords = (title: string, { dashboard }: Pick<Messages, 'dashboard'>): string =>
  title === 'Customer Balance' ? dashboard.titles.customerBalance : title
