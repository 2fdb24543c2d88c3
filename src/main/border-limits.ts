/** What a window may ask of main: how often, and how much at once. A page that was taken over meets these, a teller never does. */

/** A hundred times what a person at the keyboard causes; the screens' own refreshing is far below it. */
const CALLS_PER_SECOND = 100
const BURST_CALLS = 300

/** The longest text of the contract has a few hundred characters. */
const MAX_TEXT_CHARACTERS = 65_536
/** Pictures of an identity card, as a camera gives them. */
const MAX_BINARY_BYTES = 16 * 1_048_576
const MAX_PARTS = 10_000

/** A bucket of {@link BURST_CALLS} calls that fills up again by {@link CALLS_PER_SECOND}. @param nowMs a clock that never goes back */
export function createRateLimit(nowMs: () => number): { mayPass(): boolean } {
  let calls = BURST_CALLS
  let atMs = nowMs()
  return {
    mayPass() {
      const now = nowMs()
      calls = Math.min(BURST_CALLS, calls + ((now - atMs) / 1_000) * CALLS_PER_SECOND)
      atMs = now
      if (calls < 1) return false
      calls -= 1
      return true
    },
  }
}

/** Whether no method can mean it: larger than anything of the contract, or made of other things. Looks at no more than it needs. */
export function isNoInput(input: unknown): boolean {
  let characters = 0
  let bytes = 0
  let parts = 0
  const waiting: unknown[] = [input]
  while (waiting.length > 0) {
    const value = waiting.pop()
    parts += 1
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'bigint') characters += sizeOfBigint(value)
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) bytes += value.byteLength
    else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return true
      const entries = Object.entries(value)
      if (entries.length > MAX_PARTS) return true
      for (const [name, part] of entries) {
        characters += name.length
        waiting.push(part)
      }
    }
    if (characters > MAX_TEXT_CHARACTERS || bytes > MAX_BINARY_BYTES || parts > MAX_PARTS) return true
  }
  return false
}

/** A number of ten million digits takes minutes to turn into text, so it is compared and not written out. */
const sizeOfBigint = (value: bigint): number =>
  value < 10n ** 30n && value > -(10n ** 30n) ? 30 : MAX_TEXT_CHARACTERS + 1
