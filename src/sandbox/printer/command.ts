import type { PrintState } from './print-state.ts'

export const DLE = 0x10
export const ESC = 0x1b
export const FS = 0x1c
export const GS = 0x1d

/** One command as the Epson ESC/POS reference defines it. */
export interface Command {
  /** Its name in the reference. */
  name: string
  prefix: readonly number[]
  /** How many bytes follow the prefix in all; undefined while those read so far do not say. */
  argumentCount: (args: readonly number[]) => number | undefined
  /** Carries it out. False: an argument is outside of the definition. */
  run: (state: PrintState, args: readonly number[]) => boolean
}

/** A command with a fixed number of argument bytes. */
export function fixed(
  name: string,
  prefix: readonly (number | string)[],
  argumentCount: number,
  run: Command['run'],
): Command {
  return { name, prefix: bytesOf(prefix), argumentCount: () => argumentCount, run }
}

/** A command whose length is in its arguments: `pL pH` count the bytes that follow them. */
export function counted(name: string, prefix: readonly (number | string)[], run: Command['run']): Command {
  return {
    name,
    prefix: bytesOf(prefix),
    argumentCount: ([low, high]) =>
      low === undefined || high === undefined ? undefined : 2 + word(low, high),
    run: (state, args) => run(state, args.slice(2)),
  }
}

export function bytesOf(prefix: readonly (number | string)[]): number[] {
  return prefix.map((part) => (typeof part === 'string' ? part.charCodeAt(0) : part))
}

/** Two bytes as the manual writes a number: low + high × 256. */
export function word(low: number, high: number): number {
  return low + high * 256
}

/**
 * The value that an argument selects, where the manual gives it both as a number and as that digit in ASCII
 * (`n = 0, 48`); undefined where it gives neither.
 */
export function choice(argument: number | undefined, values: number): number | undefined {
  if (argument === undefined) return undefined
  const value = argument >= 0x30 ? argument - 0x30 : argument
  return value < values ? value : undefined
}
