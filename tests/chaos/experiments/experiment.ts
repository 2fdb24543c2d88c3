import { spawnSync } from 'node:child_process'
import type { Violation } from '../oracle.ts'

/** Why something cannot be run here. */
export interface Obstacle {
  why: string
  /** a package would help: where CI is set it must be there */
  curable: boolean
}

/** A question to the workstation that is asked in the same way of the product and of its mutants. */
export interface Experiment {
  name: string
  /** undefined where it can be run here */
  obstacle?(): Obstacle | undefined
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

/** @returns undefined where a program that is needed can be run like this */
export function obstacleTo(program: string, args: string[], from: string): Obstacle | undefined {
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error) return { why: `${program} (package ${from}) is not installed`, curable: true }
  return status === 0 ? undefined : { why: `${program} may not do it here: ${stderr.trim()}`, curable: false }
}
