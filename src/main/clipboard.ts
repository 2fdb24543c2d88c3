import { createHash, randomBytes } from 'node:crypto'
import { clipboard } from 'electron'

/** How long a copied account number or reference may lie in the clipboard, where every program can read it. */
const KEEP_MS = 60_000

export interface CopiedText {
  /** The window has just copied its selection. */
  note(): Promise<void>
  /** Empties the clipboard if it still holds what the window copied; what other programs put there stays. */
  wipe(): Promise<void>
}

/** Electron's clipboard: its calls return promises in newer versions and values in older ones. */
interface Board {
  readText(): string | Promise<string>
  clear(): void
}

/** Takes out of the clipboard what the window copied, without keeping a copy of it here: only its keyed hash. */
export function createCopiedText(board: Board = clipboard): CopiedText {
  const key = randomBytes(16)
  const hashOf = (text: string) => createHash('sha256').update(key).update(text).digest('hex')
  let ours: string | undefined
  let timer: NodeJS.Timeout | undefined

  const wipe = async () => {
    clearTimeout(timer)
    const hash = ours
    ours = undefined
    if (hash !== undefined && hashOf(await board.readText()) === hash) board.clear()
  }
  return {
    wipe,
    async note() {
      clearTimeout(timer)
      const text = await board.readText()
      ours = text === '' ? undefined : hashOf(text)
      timer = setTimeout(() => void wipe(), KEEP_MS).unref()
    },
  }
}
