/** Chance that can be had again: every choice of the harness comes from a seed that its log names. */
export interface Chance {
  /** From 0 to 1, 1 excluded. */
  number(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  /** True so often: 0.2 is every fifth time. */
  often(share: number): boolean
  pick<T>(from: readonly T[]): T
  shuffled<T>(from: readonly T[]): T[]
}

/** @param seed any text; the same text gives the same choices (xmur3 fills the state of sfc32, both in the public domain) */
export function seeded(seed: string): Chance {
  const fill = hashed(seed)
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  const number = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 2 ** 32
  }
  for (let warm = 0; warm < 12; warm++) number()
  const between = (low: number, high: number) => low + Math.floor(number() * (high - low + 1))
  return {
    number,
    between,
    often: (share) => number() < share,
    pick(from) {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[between(0, from.length - 1)]!
    },
    shuffled(from) {
      const left = [...from]
      return from.map(() => left.splice(between(0, left.length - 1), 1)[0]!)
    },
  }
}

/** A seed that nobody chose, short enough to be copied from a log. */
export const newSeed = (): string => Math.random().toString(36).slice(2, 10)

function hashed(text: string): () => number {
  let hash = 1_779_033_703 ^ text.length
  for (const character of text) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 3_432_918_353)
    hash = (hash << 13) | (hash >>> 19)
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
    return (hash ^= hash >>> 16) >>> 0
  }
}
