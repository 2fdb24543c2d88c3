import { type Command } from './command.ts'
import { paperCommands } from './commands-paper.ts'
import { statusCommands } from './commands-status.ts'
import { textCommands } from './commands-text.ts'
import type { Mark, PrinterColumns } from './page.ts'
import { addCharacter, settingsAtPowerOn, type PrintState, type Question } from './print-state.ts'

const COMMANDS: readonly Command[] = [...textCommands, ...paperCommands, ...statusCommands]

/** A raster image may be any length; its header is what tells something. */
const SHOWN_BYTES = 16

export type DecodeProblem = 'unknown command' | 'argument outside of the definition' | 'incomplete command'

/** Why a job failed: where in the job's bytes the command begins, and its first bytes as far as they were read, in hex. */
export interface DecodeError {
  offset: number
  command: string
  problem: DecodeProblem
}

export interface DecodeStep {
  marks: Mark[]
  questions: Question[]
  error?: DecodeError
}

/** What the end of the data found half done: a command cut short, and text that no line feed had printed yet. */
export interface Unfinished {
  unprintedText: string
  error?: DecodeError
}

export interface Decoder {
  /** Takes the next byte. After an error the rest of the job is passed over. */
  push: (byte: number) => DecodeStep
  /** Starts counting anew with an empty print buffer; modes stay as they are, as they do in a printer. */
  beginJob: () => Unfinished
  /** Power on: all modes at their defaults. */
  reset: () => void
}

/**
 * Decodes ESC/POS as the Epson ESC/POS reference defines it, byte by byte, so that no chunking can change the result. A
 * command that the printer does not know is an error, unlike in a printer, which would print its arguments as text.
 */
export function createDecoder(columns: PrinterColumns): Decoder {
  const state: PrintState = { columns, settings: settingsAtPowerOn(), line: [], marks: [], questions: [] }
  let offset = 0
  let failed = false
  let pending: number[] = []
  let command: Command | undefined
  let args: number[] = []

  function problem(kind: DecodeProblem): DecodeError {
    const bytes = [...pending, ...args]
    return { offset: offset - bytes.length, command: hex(bytes.slice(0, SHOWN_BYTES)), problem: kind }
  }

  function forgetCommand(): void {
    pending = []
    args = []
    command = undefined
  }

  function take(byte: number): DecodeProblem | undefined {
    if (command === undefined) {
      if (pending.length === 0 && isPrintable(byte)) {
        addCharacter(state, byte)
        return undefined
      }
      pending.push(byte)
      const matches = COMMANDS.filter((known) => startsWith(known.prefix, pending))
      if (matches.length === 0) return 'unknown command'
      command = matches.find((known) => known.prefix.length === pending.length)
      if (command === undefined) return undefined
    } else {
      args.push(byte)
    }
    const expected = command.argumentCount(args)
    if (expected === undefined || args.length < expected) return undefined
    if (!command.run(state, args)) return 'argument outside of the definition'
    forgetCommand()
    return undefined
  }

  return {
    push(byte) {
      offset++
      if (failed) return { marks: [], questions: [] }
      const found = take(byte)
      const step: DecodeStep = { marks: state.marks, questions: state.questions }
      state.marks = []
      state.questions = []
      if (found === undefined) return step
      failed = true
      return { ...step, error: problem(found) }
    },
    beginJob() {
      const halfCommand = !failed && pending.length > 0
      const unfinished: Unfinished = {
        unprintedText: state.line.map((cell) => cell.char).join(''),
        ...(halfCommand ? { error: problem('incomplete command') } : {}),
      }
      forgetCommand()
      state.line = []
      offset = 0
      failed = false
      return unfinished
    },
    reset() {
      forgetCommand()
      state.line = []
      state.settings = settingsAtPowerOn()
    },
  }
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f
}

function startsWith(prefix: readonly number[], start: readonly number[]): boolean {
  return start.length <= prefix.length && start.every((byte, index) => byte === prefix[index])
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')
}
