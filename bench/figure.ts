/** One row of the table in docs/performance.md, and how it is measured. */
export interface Figure {
  /** Short and without spaces, for `--only`. */
  id: string
  measure(rounds: number): Promise<Row[]>
}

export interface Spread {
  median: number
  min: number
  max: number
}

/** `value` in the row's unit, `ratio` ours divided by the floor of the same round. */
export interface Row {
  figure: string
  /** What the ratio is taken against. */
  floor?: string
  unit: string
  value: Spread
  floorValue?: Spread
  ratio?: Spread
  goal?: { of: 'value' | 'ratio'; atMost: number }
  /** What a reader should know: the contenders beside it, or why a goal cannot be met. */
  note?: string
}

export function spread(values: number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  return { median: quantile(sorted, 0.5), min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN }
}

/** A quantile of sorted values, between two of them by proportion. */
export function quantile(sorted: number[], q: number): number {
  const place = (sorted.length - 1) * q
  const low = sorted[Math.floor(place)] ?? NaN
  const high = sorted[Math.ceil(place)] ?? NaN
  return low + (high - low) * (place - Math.floor(place))
}

/** Ours against its floor, round by round: a slow moment of the machine that meets both cancels out. */
export function against(
  ours: number[],
  floor: number[],
): { value: Spread; floorValue: Spread; ratio: Spread } {
  const ratios = ours.map((value, round) => value / (floor[round] ?? NaN))
  return { value: spread(ours), floorValue: spread(floor), ratio: spread(ratios) }
}

/** Whether the median meets the goal; a row without a goal is there to be read. */
export function met({ goal, value, ratio }: Row): boolean | undefined {
  if (!goal) return undefined
  const measured = goal.of === 'ratio' ? ratio?.median : value.median
  return measured !== undefined && measured <= goal.atMost
}
