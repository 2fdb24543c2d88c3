import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Asks for one secret after the other. */
export interface Ask {
  /** @throws Error when the input ends instead */
  (question: string): Promise<string>
}

/** Opens the way that secrets come by, for as long as they are used. */
export type WithAsk = <T>(use: (ask: Ask) => Promise<T>) => Promise<T>

/**
 * Secrets come by the terminal, which shows nothing of them, or line by line through a pipe; never as arguments, which every program on
 * the PC can read.
 */
export async function withAsk<T>(
  use: (ask: Ask) => Promise<T>,
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stderr,
): Promise<T> {
  const lines: string[] = []
  let waiting: { answer: (line: string) => void; fail: (error: Error) => void } | undefined
  let ended = false
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: nothing, terminal: input.isTTY })
  const give = (line: string) => {
    if (!waiting) return lines.push(line)
    const { answer } = waiting
    waiting = undefined
    return answer(line)
  }
  reader.on('line', give)
  reader.on('SIGINT', () => reader.close())
  reader.on('close', () => {
    ended = true
    waiting?.fail(new Error('nothing was typed'))
  })
  const ask: Ask = (question) => {
    output.write(question)
    return new Promise<string>((answer, fail) => {
      if (lines[0] !== undefined) answer(lines.shift()!)
      else if (ended) fail(new Error('nothing was typed'))
      else waiting = { answer, fail }
    }).finally(() => output.write('\n'))
  }
  try {
    return await use(ask)
  } finally {
    reader.close()
  }
}

/** A new passphrase, typed twice. @returns undefined where the two differ, or it is too short to guard anything */
export async function askNewPassphrase(ask: Ask, minLength: number): Promise<string | undefined> {
  const first = await ask(`New passphrase, at least ${minLength} characters: `)
  if ([...first].length < minLength) return undefined
  return (await ask('Once more: ')) === first ? first : undefined
}
