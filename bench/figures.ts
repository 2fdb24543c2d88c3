import type { Figure } from './figure.ts'

/** Every figure, in the order of docs/performance.md's table. */
export const FIGURES: Figure[] = []
