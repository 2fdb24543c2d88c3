import type { Violation } from '../oracle.ts'

/** A question to the workstation that is asked in the same way of the product and of its mutants. */
export interface Experiment {
  name: string
  /** why it cannot be run here; undefined where it can */
  obstacle?(): string | undefined
  /** @param script the bundle of build-child.ts @returns what was wrong, nothing where all was well */
  run(script: string, seed: string): Promise<Violation[]>
}

/** Waits for something that has no event, looking again and again. @returns whether it came to be within the time */
export async function became(isSo: () => boolean | Promise<boolean>, withinMs = 8_000): Promise<boolean> {
  const endMs = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > endMs) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
