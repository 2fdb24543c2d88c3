/**
 * Several ways to do one thing, measured by turns in the same run: what the machine does meanwhile meets all of them alike.
 * Each measures itself and answers in its own unit (mostly milliseconds), so that preparing is not counted.
 */
export type Contenders<Name extends string> = Record<Name, () => Promise<number> | number>

/** Fewer rounds say too little about a machine that does other things too. */
export const LEAST_ROUNDS = 7

/** One unmeasured round, then `rounds` measured ones; who begins moves on by one each round. */
export async function byTurns<Name extends string>(
  rounds: number,
  contenders: Contenders<Name>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = -1; round < rounds; round++) {
    const first = (round + 1) % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const value = await contenders[name]()
      if (round >= 0) values[name].push(value)
    }
  }
  return values
}

/** How long something takes, in milliseconds. */
export async function elapsedMs(body: () => unknown): Promise<number> {
  const startedMs = performance.now()
  await body()
  return performance.now() - startedMs
}
