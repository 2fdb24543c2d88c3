/** Lets so many acts run at once; the others wait for their turn, in the order in which they came. */
export type Turns = <T>(act: () => Promise<T>) => Promise<T>

export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  return async (act) => {
    if (running >= atOnce) await new Promise<void>((mine) => waiting.push(mine))
    else running++
    try {
      return await act()
    } finally {
      // The turn is handed on, so that nobody who comes meanwhile can take it.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
