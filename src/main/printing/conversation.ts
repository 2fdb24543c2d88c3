import type { Duplex } from 'node:stream'
import type { PrinterMemory } from './memory.ts'
import { listenTo, newCompletionId, type Replies } from './replies.ts'
import {
  failedUnsent,
  isStopped,
  refusal,
  type PrinterWord,
  type PrintReason,
  type PrintWatch,
  type TransportResult,
} from './transport.ts'

/** An open way on which a printer can also answer: a socket or a serial port. */
export interface Link {
  stream: Duplex
  /** how long so many bytes are under way after the operating system took them; 0 on a network */
  transmitMs(bytes: number): number
  /** Never fails, and comes to an end by itself. @param flush let what was sent leave first */
  close(flush: boolean): Promise<void>
}

/** How long to wait for what. A full receipt is on paper within 2.4 s. */
export interface Patience {
  /** for one answer to DLE EOT */
  statusMs: number
  /** for the completion, or for further bytes being taken */
  completionMs: number
  /** for a printer that answers but is known not to report completion */
  paperMs: number
  /** for a printer known to be mute, in case it speaks after all */
  settleMs: number
  /** for paper or a closed cover in the middle of a job */
  stoppedMs: number
  /** between two questions while waiting */
  askEveryMs: number
}

export const PATIENCE: Patience = {
  statusMs: 500,
  completionMs: 10_000,
  paperMs: 2_500,
  settleMs: 300,
  stoppedMs: 120_000,
  askEveryMs: 1_000,
}

/** Small enough that a stuck printer shows in the count of bytes. */
const PIECE_BYTES = 512

/**
 * At this attempt in a row a printer that used to answer and does not any more is taken for another, mute one. One attempt
 * more than the queue makes by itself: by then the teller has asked, and looks at the paper.
 */
const SILENT_ATTEMPTS = 5

export interface Conversation {
  print(job: Buffer, watch: PrintWatch): Promise<TransportResult>
  look(signal: AbortSignal): Promise<PrinterWord>
}

/**
 * Printing with questions (DESIGN: Receipts and printing): status before and after, and the printer's own word that the paper
 * is out. Silence never means failure, only that nothing is proven; but a printer known to answer gets no job while it is silent.
 * @param open undefined where the printer cannot be reached; ends when aborted
 */
export function createConversation(
  open: (signal: AbortSignal) => Promise<Link | undefined>,
  memory: PrinterMemory,
  patience: Patience = PATIENCE,
): Conversation {
  let silentAttempts = 0

  const printOn = async (link: Link, job: Buffer, watch: PrintWatch): Promise<TransportResult> => {
    const replies = listenTo(link.stream, watch.signal)
    const question = createQuestion(link, replies, patience)
    const { status } = memory.abilities()
    const word = status === false ? question.throwIn() : await question.word()
    if (replies.heardStatus()) {
      silentAttempts = 0
      memory.learn({ status: true })
    }
    if (replies.closed() || watch.signal.aborted) return failedUnsent('unreachable', 'offline')
    const refused = refusal(word, 'printer-stopped')
    if (refused) return failedUnsent(refused, word)
    if (status && !replies.heardStatus() && ++silentAttempts < SILENT_ATTEMPTS)
      return failedUnsent('not-answering', 'silent')
    return follow({ link, replies, question, job, watch, memory, patience, word })
  }

  return {
    async print(job, watch) {
      const link = await open(watch.signal)
      if (!link) return failedUnsent('unreachable', 'offline')
      const result = await printOn(link, job, watch)
      await link.close(result.bytesWritten > 0)
      return result
    },
    async look(signal) {
      const link = await open(signal)
      if (!link) return 'offline'
      const replies = listenTo(link.stream, signal)
      const word = await createQuestion(link, replies, patience).word()
      const hungUp = replies.closed()
      await link.close(false)
      if (replies.heardStatus()) memory.learn({ status: true })
      return word === 'silent' && hungUp ? 'offline' : word
    },
  }
}

interface Question {
  /** `silent` unless the printer answered about its paper too: a printer that cannot see paper is not "ready". */
  word(): Promise<PrinterWord>
  /** Asks without waiting, in case a printer thought to be mute answers. */
  throwIn(): PrinterWord
}

/** DLE EOT n: real-time status, answered even while the printer is busy (Epson ESC/POS reference, DLE EOT). */
const REQUEST = { printer: 1, offlineCause: 2, paper: 4 } as const

function createQuestion({ stream }: Link, replies: Replies, { statusMs }: Patience): Question {
  const write = (n: number) => stream.write(Buffer.of(0x10, 0x04, n))
  const ask = (n: number) => {
    write(n)
    return replies.nextStatus(statusMs)
  }
  const whyOffline = async (): Promise<PrinterWord> => {
    const cause = (await ask(REQUEST.offlineCause)) ?? 0
    if (cause & 0b0000_0100) return 'cover-open'
    if (cause & 0b0010_0000) return 'paper-out'
    return isPaperOut((await ask(REQUEST.paper)) ?? 0) ? 'paper-out' : 'offline'
  }
  return {
    async word() {
      const printer = await ask(REQUEST.printer)
      if (printer === undefined) return 'silent'
      if (printer & 0b0000_1000) return whyOffline()
      const paper = await ask(REQUEST.paper)
      if (paper === undefined) return 'silent'
      if (isPaperOut(paper)) return 'paper-out'
      return paper & 0b0000_1100 ? 'paper-low' : 'ready'
    },
    throwIn() {
      write(REQUEST.printer)
      return 'silent'
    },
  }
}

const isPaperOut = (paper: number) => (paper & 0b0110_0000) !== 0

interface Following {
  link: Link
  replies: Replies
  question: Question
  job: Buffer
  watch: PrintWatch
  memory: PrinterMemory
  patience: Patience
  /** what the printer said before the job */
  word: PrinterWord
}

/** Sends a job and stays with it until the printer says that it is printed, or as long as it makes sense to wait. */
async function follow(parts: Following): Promise<TransportResult> {
  const { link, replies, question, job, watch, memory, patience } = parts
  const mute = memory.abilities().status === false && !replies.heardStatus()
  const id = newCompletionId()
  const sending = send(link.stream, mute ? job : Buffer.concat([job, completionRequest(id)]))
  const waitMs = waitingTimeMs(memory, patience, mute) + link.transmitMs(job.length)
  const end = (state: TransportResult['state'], printer: PrinterWord, reason?: PrintReason) => ({
    state,
    bytesWritten: Math.min(sending.handedOver(), job.length),
    ...(reason ? { reason } : {}),
    printer,
  })

  let { word } = parts
  let deaf = false
  let stoppedAtMs: number | undefined
  let heardAtMs = performance.now()
  const idleMs = () => performance.now() - Math.max(heardAtMs, sending.movedAtMs())

  while (idleMs() < waitMs) {
    await replies.until(() => replies.completed(id), Math.min(patience.askEveryMs, waitMs - idleMs()))
    if (replies.completed(id)) {
      memory.learn({ completion: true })
      return end('confirmed', replies.heardStatus() ? await question.word() : 'ready')
    }
    if (replies.closed()) return end('unknown', 'offline', 'connection-lost')
    if (watch.signal.aborted) return end('unknown', word, 'interrupted')
    // Between the bytes of a job no question is asked: it would stand behind them anyway.
    if (mute || deaf || !replies.heardStatus() || !sending.done()) continue
    const now = await question.word()
    deaf = now === 'silent'
    if (deaf) continue
    word = now
    watch.told(word)
    if (isStopped(word)) {
      heardAtMs = performance.now()
      stoppedAtMs ??= heardAtMs
      if (heardAtMs - stoppedAtMs > patience.stoppedMs) return end('unknown', word, 'stopped-midway')
    } else stoppedAtMs = undefined
  }

  if (!sending.done()) return end('unknown', 'silent', 'not-reading')
  // Many clones answer nothing while they print; one that is gone answers nothing now either.
  if (deaf) {
    const now = await question.word()
    if (now === 'silent' && word !== 'silent') return end('unknown', 'offline', 'connection-lost')
    if (isStopped(now)) return end('unknown', now, 'stopped-midway')
    word = now
  }
  learnFromSilence(memory, replies, mute)
  return end('sent-unverified', replies.heardStatus() && !mute ? word : 'silent', 'no-report')
}

/** How long a printer may say nothing new, counted from the last byte that it took. */
function waitingTimeMs(memory: PrinterMemory, patience: Patience, mute: boolean): number {
  if (mute) return patience.settleMs
  return memory.abilities().completion === false ? patience.paperMs : patience.completionMs
}

/** GS ( H, function 48: the printer sends the id back once everything before it was printed. */
const completionRequest = (id: string) =>
  Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30]), Buffer.from(id, 'latin1')])

/** The job is gone and no completion came. */
function learnFromSilence(memory: PrinterMemory, replies: Replies, mute: boolean): void {
  if (replies.heardStatus()) memory.learn(mute ? { status: true } : { completion: false })
  else memory.learn({ status: false })
}

interface Sending {
  /** at most so many bytes have left */
  handedOver(): number
  /** everything was taken by the operating system */
  done(): boolean
  movedAtMs(): number
}

/** Sends piece by piece: the next only when the one before was taken. */
function send(stream: Duplex, bytes: Buffer): Sending {
  let handedOver = 0
  let done = false
  let movedAtMs = performance.now()
  const next = () => {
    const piece = bytes.subarray(handedOver, handedOver + PIECE_BYTES)
    done = piece.length === 0
    if (done) return
    handedOver += piece.length
    stream.write(piece, (error) => {
      if (error) return
      movedAtMs = performance.now()
      next()
    })
  }
  next()
  return { handedOver: () => handedOver, done: () => done, movedAtMs: () => movedAtMs }
}
