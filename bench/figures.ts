import { append } from './append.ts'
import { depositInMain } from './deposit.ts'
import type { Figure } from './figure.ts'
import { receipt } from './receipt.ts'
import { validation } from './validation.ts'

/** Every figure, in the order of docs/performance.md's table. */
export const FIGURES: Figure[] = [append, depositInMain, validation, receipt]
