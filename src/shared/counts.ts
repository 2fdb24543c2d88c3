/** Counts and shares as people here read them, in both languages: `1.225` and `46,4%`, as money is `Rp25.000`. */

/** @param count a whole number */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.')

/** `+27`, `-3`, `0`. */
export const formatDifference = (difference: number): string =>
  (difference > 0 ? '+' : '') + formatCount(difference)

/** Part of a whole with one decimal; empty where there is no whole to be part of. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((part / whole) * 100).toFixed(1).replace('.', ',')}%`
