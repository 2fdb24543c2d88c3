import { append } from './append.ts'
import { bytes } from './bytes.ts'
import { charts } from './charts.ts'
import { comparable } from './comparable.ts'
import { depositInMain } from './deposit.ts'
import type { Figure } from './figure.ts'
import { depositOnScreen } from './deposit-screen.ts'
import { memory } from './memory.ts'
import { receipt } from './receipt.ts'
import { scale } from './scale.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { validation } from './validation.ts'

/** Every figure, in the order of docs/performance.md's table. */
export const FIGURES: Figure[] = [
  start,
  memory,
  bytes,
  append,
  depositInMain,
  depositOnScreen,
  validation,
  receipt,
  charts,
  search,
  scale,
  comparable,
]
